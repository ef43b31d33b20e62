// The ways in which the agent tells times, or may. Local times stay local: mostly no zone is printed.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const TWO_DIGITS = Array.from({ length: 32 }, (_, number) => String(number).padStart(2, "0"));
const CTIME =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s{1,2}([A-Z][a-z]{2})\s{1,2}(\d{1,2}) (\d{2}:\d{2}:\d{2}) (\d{4})$/;
const LONG_DATE = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}) at (\d{1,2}):(\d{2}):(\d{2})\s?(AM|PM)?$/;

const ISO = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}:\d{2}:\d{2})(?:[.,]\d{1,9})?\s?(Z|UTC|[+-]\d{2}:?\d{2})?$/;

/**
 * A time in any form that can mean one moment only: as C prints it, written out, in digits, or as ISO 8601; with `Z`
 * where a zone or an epoch is given, else local. Null for all others: which number is the month is not guessed.
 */
export function parsePrintedTime(text: string): string | null {
  return parseCtime(text) ?? parseIso(text) ?? parseLongDate(text) ?? parseEpoch(text);
}

function parseIso(text: string): string | null {
  const [, year = "", month = "", day = "", time = "", zone] = ISO.exec(text) ?? [];
  const local = localTime({ year, month: MONTHS[Number(month) - 1] ?? "", day, time });
  if (local === null || zone === undefined) return local;
  const offset = zone === "UTC" ? "Z" : zone.replace(/^(...)(\d\d)$/, "$1:$2");
  const epochMs = Date.parse(`${local}${offset}`);
  return Number.isNaN(epochMs) ? null : new Date(epochMs).toISOString();
}

/** `Tue Aug 26 11:26:41 2025` (C `ctime`, day padded with a blank or a zero) → `2025-08-26T11:26:41`; else null. */
export function parseCtime(text: string): string | null {
  const match = CTIME.exec(text);
  if (match === null) return null;
  const [, month = "", day = "", time = "", year = ""] = match;
  return localTime({ year, month, day, time });
}

/** `Jan 16, 2026 at 07:42:45 AM` → `2026-01-16T07:42:45`; null when it is no such date. */
export function parseLongDate(text: string): string | null {
  const match = LONG_DATE.exec(text);
  if (match === null) return null;
  const [, month = "", day = "", year = "", hour = "", minute = "", second = "", half] = match;
  const hours = hourOf(Number(hour), half);
  if (hours === null) return null;
  return localTime({ year, month, day, time: `${String(hours).padStart(2, "0")}:${minute}:${second}` });
}

/** Epoch seconds, milliseconds or microseconds (10, 13, 16 digits) → ISO 8601 with `Z`; null for anything else. */
export function parseEpoch(value: unknown): string | null {
  const digits = typeof value === "number" ? String(value) : typeof value === "string" ? value : "";
  if (!/^[1-9]\d*$/.test(digits)) return null;
  const scale = { 10: 1000, 13: 1, 16: 0.001 }[digits.length];
  if (scale === undefined) return null;
  return new Date(Math.floor(Number(digits) * scale)).toISOString();
}

interface LocalTimeParts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  /** `HH:MM:SS`. */
  readonly time: string;
}

/** Checked by hand: lists of a hundred thousand entries are read, and `Date` is slow for that. */
function localTime({ year, month, day, time }: LocalTimeParts): string | null {
  const monthIndex = MONTHS.indexOf(month);
  const days = monthIndex === 1 && isLeapYear(Number(year)) ? 29 : DAYS[monthIndex] ?? 0;
  if (Number(day) < 1 || Number(day) > days) return null;
  if (time > "23:59:59" || time[3] === undefined || time[3] > "5" || (time[6] ?? "9") > "5") return null;
  return `${year}-${TWO_DIGITS[monthIndex + 1]}-${TWO_DIGITS[Number(day)]}T${time}`;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour <= 23 ? hour : null;
  if (hour < 1 || hour > 12) return null;
  return hour % 12 + (half === "PM" ? 12 : 0);
}

// Numbers with their unit as people read them, alike in the words of a conclusion and in reports.

/** The ends of an interval; null where there are none. */
export interface IntervalEnds {
  readonly low: number | null;
  readonly high: number | null;
}

/** Units of what is measured. `percent-of-core`: 100 is one core busy all the time. */
export type Unit =
  | "percent-of-core"
  | "bytes"
  | "bytes-per-minute"
  | "ms"
  | "per-second"
  | "milliwatts"
  | "count";

/** A number with its unit, to three significant digits: `5.21 % of a core`, `612 MB`, `1.20 s`. */
export function formatQuantity(value: number, unit: Unit): string {
  const { scale, label } = unitOf(Math.abs(value), unit);
  return `${formatNumber(value / scale)} ${label}`.trimEnd();
}

/** An interval with its unit once: `4.90 to 5.50 % of a core`; `unknown` where there is none. */
export function formatInterval(estimate: IntervalEnds, unit: Unit): string {
  if (estimate.low === null || estimate.high === null) return "interval unknown: too few blocks";
  const { scale, label } = unitOf(Math.max(Math.abs(estimate.low), Math.abs(estimate.high)), unit);
  return `${formatNumber(estimate.low / scale)} to ${formatNumber(estimate.high / scale)} ${label}`.trimEnd();
}

/** Three significant digits, but whole numbers from 100 on; never an exponent. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (size < 0.0005) return "0";
  if (size >= 99.95) return String(Math.round(value));
  if (size >= 9.995) return value.toFixed(1);
  if (size >= 0.9995) return value.toFixed(2);
  return value.toFixed(3);
}

/** Decimal prefixes, as in Activity Monitor and in the budgets: 1 MB is 1 000 000 bytes. */
function unitOf(size: number, unit: Unit): { readonly scale: number; readonly label: string } {
  switch (unit) {
    case "percent-of-core":
      return { scale: 1, label: "% of a core" };
    case "ms":
      return size >= 1000 ? { scale: 1000, label: "s" } : { scale: 1, label: "ms" };
    case "bytes":
      return byteUnit(size, "");
    case "bytes-per-minute":
      return byteUnit(size, "/min");
    case "per-second":
      return perSecond(size);
    case "milliwatts":
      return { scale: 1, label: "mW" };
    case "count":
      return { scale: 1, label: "" };
  }
}

function perSecond(size: number): { readonly scale: number; readonly label: string } {
  if (size >= 1e9) return { scale: 1e9, label: "billion/s" };
  return size >= 1e6 ? { scale: 1e6, label: "million/s" } : { scale: 1, label: "/s" };
}

function byteUnit(size: number, per: string): { readonly scale: number; readonly label: string } {
  if (size >= 1e9) return { scale: 1e9, label: `GB${per}` };
  if (size >= 1e6) return { scale: 1e6, label: `MB${per}` };
  if (size >= 1e3) return { scale: 1e3, label: `kB${per}` };
  return { scale: 1, label: `bytes${per}` };
}

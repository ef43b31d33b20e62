// Every listing of a run in one book: which entries there are, when each was listed first, and what it said of itself.
// Says nothing of whose they are; place_entries.ts does.
import type { Detection } from "../../model/detection.ts";
import { detectionFits, type DetectionMatch } from "../../model/scenario.ts";
import { commonMove } from "./common_move.ts";

/** An entry under one of its names. */
export interface NamedDetection {
  /** As the last listing shows it that gives it this name. */
  readonly detection: Detection;
  /** Every status that a listing gave it under this name. */
  readonly statuses: ReadonlySet<string>;
}

/** The list as one answer showed it. Times in milliseconds since the start of the run. */
export interface RunListing {
  readonly askedMs: number;
  readonly answeredMs: number;
  /** Wall clock of this machine when it was asked, ISO 8601. */
  readonly askedAt: string;
  readonly detections: readonly Detection[];
}

/** An entry of the list, over all listings that show it. */
export interface ListedEntry {
  /** As the last listing shows it. */
  readonly detection: Detection;
  /** It under every name and type that a listing gave it: agents use one id for several things of one second. */
  readonly named: ReadonlyMap<string, NamedDetection>;
  /** Its time on the wall clock of this machine, to the second; null when it tells none. A move of all is taken out. */
  readonly datedMs: number | null;
  /** Numbers of the listings that show it first and last. */
  readonly firstIndex: number;
  readonly lastIndex: number;
  /** What the wall clock was at the start of the run, as each listing until its first has it: the latest first. */
  readonly clocksMs: readonly number[];
  /** An entry known before has got another time. */
  readonly redated: boolean;
}

/** One listing, without what it shows. */
export type ListingMoment = Omit<RunListing, "detections">;

/** Clocks that differ by no more are one. */
const SAME_CLOCK_MS = 1_000;
/** Times to the second of one entry may differ by so much between two forms of the list. */
const SAME_TIME_MS = 1_000;

interface OpenEntry extends ListedEntry {
  detection: Detection;
  lastIndex: number;
  /** The dates that were taken for its own: forms of the list differ by a second. */
  readonly shownMs: Set<number | null>;
  readonly named: Map<string, NamedDetection>;
}

interface Row {
  readonly detection: Detection;
  readonly identity: string;
  readonly printedMs: number | null;
}

/** Takes up listings in the order in which they were asked for. */
export class EntryLedger {
  readonly moments: ListingMoment[] = [];
  readonly #utcOffsetMinutes: number;
  readonly #entries: OpenEntry[] = [];
  readonly #byIdentity = new Map<string, OpenEntry[]>();
  /** By what all times of the last listing had moved since the first. */
  #moveMs = 0;
  #clocksMs: readonly number[] = [];
  /** What the last listing showed. */
  #shown: { readonly detections: readonly Detection[]; readonly entries: OpenEntry[] } | null = null;
  readonly #timeOfText = new Map<string, number | null>();

  /** @param utcOffsetMinutes how far local time is ahead of UTC; null: not known, taken as none. */
  constructor(utcOffsetMinutes: number | null) {
    this.#utcOffsetMinutes = utcOffsetMinutes ?? 0;
  }

  /** All entries, in the order in which they showed first. */
  get entries(): readonly ListedEntry[] {
    return this.#entries;
  }

  /** How many entries the last listing showed. */
  get length(): number {
    return this.#shown?.detections.length ?? 0;
  }

  add({ detections, ...moment }: RunListing): void {
    const index = this.moments.push(moment) - 1;
    const clockMs = Date.parse(moment.askedAt) - moment.askedMs;
    const others = this.#clocksMs.filter((other) => Math.abs(other - clockMs) > SAME_CLOCK_MS);
    this.#clocksMs = [clockMs, ...others];
    if (this.#shown !== null && isSameList(this.#shown.detections, detections)) {
      // The same answer, as mostly: nothing in it is new, however often it comes.
      for (const entry of this.#shown.entries) entry.lastIndex = index;
      return;
    }
    const shown: OpenEntry[] = [];
    this.#shown = { detections, entries: shown };
    const rows = this.#rowsOf(detections);
    // A row that is listed twice has moved once.
    const distinct = new Map(rows.map((row) => [`${row.identity} ${row.printedMs}`, row]));
    const moveMs = commonMove([...distinct.values()].flatMap((row) => this.#moveOf(row)), this.#moveMs);
    this.#moveMs = moveMs;
    const fresh: { readonly row: Row; readonly datedMs: number | null; readonly redated: boolean }[] = [];
    for (const row of rows) {
      const datedMs = row.printedMs === null ? null : row.printedMs - moveMs;
      const known = this.#byIdentity.get(row.identity) ?? [];
      const same = known.find((entry) => isSame(entry, { ...row, datedMs }));
      if (same === undefined) {
        fresh.push({ row, datedMs, redated: known.length > 0 });
        continue;
      }
      shown.push(same);
      same.lastIndex = index;
      show(same, { ...row, datedMs });
    }
    for (const { row, ...known } of fresh) shown.push(...this.#open(row, { ...known, index }));
  }

  #open(
    { detection, identity }: Row,
    { datedMs, index, redated }: {
      readonly datedMs: number | null;
      readonly index: number;
      readonly redated: boolean;
    },
  ): readonly OpenEntry[] {
    const known = this.#byIdentity.get(identity) ?? [];
    // The same entry twice in one listing is one entry.
    const twin = known.find((entry) =>
      entry.firstIndex === index && isSameTime(entry, { detection, datedMs })
    );
    if (twin !== undefined) {
      show(twin, { detection, datedMs });
      return [];
    }
    const entry: OpenEntry = {
      detection,
      named: addName(new Map(), detection),
      datedMs,
      shownMs: new Set([datedMs]),
      firstIndex: index,
      lastIndex: index,
      clocksMs: this.#clocksMs,
      redated,
    };
    this.#entries.push(entry);
    this.#byIdentity.set(identity, [...known, entry]);
    return [entry];
  }

  /** By how much the time of a known entry differs from what it was; nothing for one that tells no time. */
  #moveOf({ detection, identity, printedMs }: Row): readonly number[] {
    const known = this.#byIdentity.get(identity);
    if (printedMs === null || known === undefined) return [];
    if (known.some((entry) => isSame(entry, { detection, datedMs: printedMs }))) return [0];
    // One id with several times does not tell which of them moved.
    const [earlier = null, ...others] = known.map(({ datedMs }) => datedMs);
    return earlier === null || others.length > 0 ? [] : [printedMs - earlier];
  }

  #rowsOf(detections: readonly Detection[]): readonly Row[] {
    const seen = new Map<string, number>();
    return detections.map((detection) => {
      const { id, name, type, detectedAt } = detection;
      const printedMs = this.#timeOf(detectedAt);
      if (id !== null) return { detection, identity: id, printedMs };
      // Without an id, rows that are equal are told apart by their number only. The two forms of the list write the
      // same second in different words.
      const alike = JSON.stringify([name, type, printedMs ?? detectedAt]);
      const nth = (seen.get(alike) ?? 0) + 1;
      seen.set(alike, nth);
      return { detection, identity: `${alike} ${nth}`, printedMs };
    });
  }

  /** Remembered by text: long lists are read again and again. */
  #timeOf(text: string | null): number | null {
    if (text === null) return null;
    const known = this.#timeOfText.get(text);
    if (known !== undefined) return known;
    const time = wallTimeOf(text, this.#utcOffsetMinutes);
    this.#timeOfText.set(text, time);
    return time;
  }
}

/** The entry under the name that is looked for; null when no listing gave it that. */
export function entryAs({ named }: Pick<ListedEntry, "named">, match: DetectionMatch): NamedDetection | null {
  return [...named.values()].find(({ detection }) => detectionFits(detection, match)) ?? null;
}

function isSameList(left: readonly Detection[], right: readonly Detection[]): boolean {
  if (left === right) return true;
  return left.length === right.length && left.every((one, index) => {
    const other = right[index];
    return other !== undefined && one.id === other.id && one.name === other.name && one.type === other.type &&
      one.status === other.status && one.detectedAt === other.detectedAt;
  });
}

/** Takes over what a listing shows of it. */
function show(entry: OpenEntry, { detection, datedMs }: Pick<ListedEntry, "detection" | "datedMs">): void {
  entry.detection = detection;
  entry.shownMs.add(datedMs);
  addName(entry.named, detection);
}

function addName(named: Map<string, NamedDetection>, detection: Detection): Map<string, NamedDetection> {
  const key = JSON.stringify([detection.name, detection.type]).toLowerCase();
  const statuses = new Set(named.get(key)?.statuses);
  if (detection.status !== null) statuses.add(detection.status);
  return named.set(key, { detection, statuses });
}

/** Epoch milliseconds, to the second, of a time that the agent gave: with `Z`, or local without a zone. */
function wallTimeOf(text: string, utcOffsetMinutes: number): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?$/.test(text)) return null;
  const isUtc = text.endsWith("Z");
  const epochMs = Date.parse(isUtc ? text : `${text}Z`);
  if (Number.isNaN(epochMs)) return null;
  return Math.floor(epochMs / 1000) * 1000 - (isUtc ? 0 : utcOffsetMinutes * 60_000);
}

/** A time that is about its own, or was taken for it before: what was the same stays the same. */
function isSame(entry: OpenEntry, row: Pick<ListedEntry, "detection" | "datedMs">): boolean {
  return isSameTime(entry, row) || entry.shownMs.has(row.datedMs);
}

/** To the second; between the two forms of the list, which may round in two ways, to the next one. */
function isSameTime(
  left: Pick<ListedEntry, "detection" | "datedMs">,
  right: Pick<ListedEntry, "detection" | "datedMs">,
): boolean {
  if (left.datedMs === null || right.datedMs === null) return left.datedMs === right.datedMs;
  const isUtc = ({ detection }: typeof left) => detection.detectedAt?.endsWith("Z") === true;
  return Math.abs(left.datedMs - right.datedMs) <= (isUtc(left) === isUtc(right) ? 0 : SAME_TIME_MS);
}

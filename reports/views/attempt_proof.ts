// What an attempt rests on, put together for somebody who does not believe the verdict: the list before and after,
// and which of its entries count. It judges nothing: which entry counts stands in the record.
import type { Detection } from "../../harness/model/detection.ts";
import type { AttemptRecord, ScenarioRecord } from "../../harness/model/record/run_record.ts";
import { detectionFits } from "../../harness/model/scenario.ts";
import type { EvidenceText, ListedEntry, ReportContext } from "./reporter.ts";

/** The two lists of an attempt; null for one that was not kept or could not be read. */
export interface AttemptProof {
  readonly before: ListingView | null;
  /** The first that shows the entry that counts; without one, the last that was asked for. */
  readonly after: ListingView | null;
}

/** One list of detections, with what of it matters to the attempt. */
export interface ListingView {
  readonly outputId: string;
  /** Milliseconds from the start of the trigger until the answer was there; null when no trigger started. */
  readonly answeredMs: number | null;
  readonly total: number;
  /** New entries, and in the list before the newest known ones of the same name; as in the list, oldest first. */
  readonly entries: readonly MarkedEntry[];
  /** Entries of the same name that were known before, shown or not. */
  readonly knownOfTheName: number;
  /** Entries of other names that were known before. */
  readonly others: number;
}

/** An entry, and whether the verdict rests on it. */
export interface MarkedEntry {
  readonly entry: ListedEntry;
  readonly counts: boolean;
  /** Why it does not count; null when it does. */
  readonly because: string | null;
}

/** Known entries of the same name that are shown of the list before. */
const MOST_KNOWN = 2;
/** New entries that are shown. */
const MOST_NEW = 6;

/** Puts the lists together from the outputs of a run, given in the order in which they were asked for. */
export function attemptProof(
  attempt: AttemptRecord,
  { detection: match }: Pick<ScenarioRecord, "detection">,
  { evidence = [], readListing = () => null }: Pick<ReportContext, "evidence" | "readListing">,
): AttemptProof {
  const { triggerStartedMs } = attempt;
  const startMs = triggerStartedMs ?? Infinity;
  const mine = new Set(attempt.evidence);
  const beforeOutput = evidence.findLast((one) =>
    mine.has(one.id) && one.startedMs < startMs && readListing(one) !== null
  );
  const known = beforeOutput === undefined ? null : readListing(beforeOutput);
  const afterOutput = listingAfter(attempt, { evidence, readListing });
  const listed = afterOutput === undefined ? null : readListing(afterOutput);
  const view = (output: EvidenceText | undefined, entries: readonly ListedEntry[] | null, isAfter: boolean) =>
    output === undefined || entries === null
      ? null
      : viewOf(output, entries, { attempt, match, known: isAfter ? known ?? [] : entries, isAfter });
  return { before: view(beforeOutput, known, false), after: view(afterOutput, listed, true) };
}

/** A late entry is shown by a list that another attempt, or the end of the run, asked for. */
function listingAfter(
  { triggerStartedMs, evidence: ids, detections, undatedDetections }: AttemptRecord,
  { evidence, readListing }: Required<Pick<ReportContext, "evidence" | "readListing">>,
): EvidenceText | undefined {
  if (triggerStartedMs === null) return undefined;
  const mine = new Set(ids);
  const wanted = [...detections, ...undatedDetections];
  const later = evidence.filter(({ startedMs }) => startedMs >= triggerStartedMs);
  const showing = wanted.length === 0
    ? undefined
    : later.find((output) => readListing(output)?.some((entry) => wanted.some((one) => isSame(one, entry))));
  return showing ?? later.findLast((output) => mine.has(output.id) && readListing(output) !== null);
}

interface Known {
  readonly attempt: AttemptRecord;
  readonly match: ScenarioRecord["detection"];
  /** What was listed before the trigger. */
  readonly known: readonly ListedEntry[];
  readonly isAfter: boolean;
}

function viewOf(output: EvidenceText, entries: readonly ListedEntry[], about: Known): ListingView {
  const { attempt: { triggerStartedMs, detections }, match, known, isAfter } = about;
  const wanted = match ?? wantedOf(detections) ?? null;
  const keys = new Set(known.map(keyOf));
  const isKnown = (entry: ListedEntry) => keys.has(keyOf(entry));
  const fresh = entries.filter((entry) => !isKnown(entry));
  const ofName = entries.filter((entry) => isKnown(entry) && wanted !== null && detectionFits(entry, wanted));
  const shown = new Set(isAfter ? fresh.slice(-MOST_NEW) : ofName.slice(-MOST_KNOWN));
  return {
    outputId: output.id,
    answeredMs: triggerStartedMs === null ? null : output.startedMs + output.durationMs - triggerStartedMs,
    total: entries.length,
    entries: entries.filter((entry) => shown.has(entry)).map((entry) => mark(entry, isKnown(entry), about)),
    knownOfTheName: ofName.length,
    others: entries.length - fresh.length - ofName.length,
  };
}

/** Records of an earlier version do not tell what was looked for; what was found does. */
function wantedOf([found]: readonly Detection[]): ScenarioRecord["detection"] {
  return found === undefined ? undefined : { name: found.name, type: found.type ?? "" };
}

function mark(entry: ListedEntry, wasKnown: boolean, { attempt }: Known): MarkedEntry {
  const isAmong = (list: readonly Detection[]) => list.some((one) => isSame(one, entry));
  if (!wasKnown && isAmong(attempt.detections)) return { entry, counts: true, because: null };
  return { entry, counts: false, because: whyNot(wasKnown, isAmong, attempt) };
}

function whyNot(
  wasKnown: boolean,
  isAmong: (list: readonly Detection[]) => boolean,
  { undatedDetections, earlierDetections, otherDetections }: AttemptRecord,
): string {
  if (wasKnown) return "it was listed before the trigger started";
  if (isAmong(undatedDetections)) return "its time does not tell whose it is";
  if (isAmong(earlierDetections)) return "its time is not that of this attempt";
  if (isAmong(otherDetections)) return "name, type or time are not those that are looked for";
  return "it is put down to another attempt";
}

/** The agent may use an id again: only with the time it is the same entry. */
function isSame(one: Detection, other: Detection): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf({ id, name, detectedAt }: Detection): string {
  return JSON.stringify([id, name, detectedAt]);
}

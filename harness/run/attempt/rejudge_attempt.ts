// Judges an attempt again from its stored evidence: the raw listings are parsed, compared and judged by today's
// rules, without a device.
import { foldListings, type Listing } from "./fold_listings.ts";
import type { Detection } from "../../model/detection.ts";
import { toProblem } from "../../model/harness_error.ts";
import type { SeenInRun } from "../../model/likely_causes.ts";
import type { Prerequisite } from "../../model/prerequisite.ts";
import type { AttemptRecord } from "../../model/record/run_record.ts";
import type { Scenario } from "../../model/scenario.ts";
import type { EvidenceEntry, StoredBundle } from "../../ports/bundle.ts";
import { likelyCause } from "../../prerequisites/likely_cause.ts";
import { type AttemptObservation, judgeAttempt, type Judgement } from "./judge_attempt.ts";

/** Turns raw outputs into values, as the device adapter does. */
export interface EvidenceParsers {
  readonly detections: (stdout: Uint8Array) => readonly Detection[];
  readonly health: (stdout: Uint8Array) => unknown;
}

/** What judging an attempt again needs. */
export interface RejudgeInput {
  readonly bundle: StoredBundle;
  readonly scenario: Scenario;
  readonly attempt: AttemptRecord;
  readonly prerequisites: readonly Prerequisite[];
  readonly seen: SeenInRun;
  readonly parsers: EvidenceParsers;
}

const LISTING = "threat-list";
const HEALTH = "health";

/** Reads the evidence of an attempt and judges it. */
export async function rejudgeAttempt(input: RejudgeInput): Promise<Judgement> {
  const { bundle, scenario, attempt, prerequisites } = input;
  const mine = new Set(attempt.evidence);
  const entries = bundle.evidence.filter(({ id }) => mine.has(id));
  const listings = await readListings(input, answersOf(entries.filter(({ label }) => label === LISTING)));
  const [before, ...after] = listings;
  const seen = before === undefined || before.detections === null
    ? { fits: [], firstSeenMs: null }
    : compare(input, before.detections, after);
  return judgeAttempt({
    expectation: scenario.expectation.kind,
    children: attempt.child === null ? [] : [attempt.child, ...attempt.otherChildren],
    ...seen,
    deadlineMs: attempt.deadlineMs,
    agentUnreadable: missingEvidence(input) ?? listings.at(-1)?.problem ?? before?.problem ??
      (listings.length === 0 ? "no listing was kept" : await healthProblem(input, entries)),
    triggerFiles: attempt.triggerFiles,
    problems: attempt.problems,
    fileRemoved: attempt.fileRemoved === true,
    neighbours: attempt.neighbours,
    likelyCause: likelyCause(prerequisites, input.seen),
  });
}

/** Without the listing from before, every entry of later ones would look old. */
function missingEvidence({ bundle, attempt }: RejudgeInput): string | null {
  const kept = new Set(bundle.evidence.map(({ id }) => id));
  const missing = attempt.evidence.filter((id) => !kept.has(id));
  return missing.length === 0 ? null : `the bundle does not hold its evidence ${missing.join(", ")}`;
}

/** A question that was asked in two forms has one answer: the second. */
function answersOf(entries: readonly EvidenceEntry[]): readonly EvidenceEntry[] {
  return entries.filter(({ argv }, index) => {
    const next = entries[index + 1];
    return next === undefined || next.argv.join(" ") === argv.join(" ");
  });
}

/** The answer to one question for the list; times in milliseconds since the start of the run. */
interface KeptListing {
  readonly answeredMs: number;
  /** Start of the next question, whatever it was; the run took note of this answer before. */
  readonly nextAskedMs: number;
  readonly detections: readonly Detection[] | null;
  readonly problem: string | null;
}

function readListings(
  { bundle, parsers }: RejudgeInput,
  entries: readonly EvidenceEntry[],
): Promise<readonly KeptListing[]> {
  return Promise.all(entries.map(async (entry): Promise<KeptListing> => {
    const next = bundle.evidence.find(({ startedMs }) => startedMs > entry.startedMs);
    const times = {
      answeredMs: entry.startedMs + entry.durationMs,
      nextAskedMs: next?.startedMs ?? Infinity,
    };
    if (entry.timedOut || entry.truncated || entry.exitCode !== 0) {
      return { ...times, detections: null, problem: `"${entry.argv.join(" ")}" did not answer` };
    }
    try {
      return { ...times, detections: parsers.detections(await bundle.readStdout(entry)), problem: null };
    } catch (error) {
      return { ...times, detections: null, problem: toProblem(error).message };
    }
  }));
}

function compare(
  { scenario, attempt }: RejudgeInput,
  before: readonly Detection[],
  after: readonly KeptListing[],
): Pick<AttemptObservation, "fits" | "firstSeenMs"> {
  const startedMs = attempt.triggerStartedMs ?? 0;
  const listings = after.flatMap(({ detections, answeredMs }): readonly Listing[] =>
    detections === null ? [] : [{ detections, answeredMs: answeredMs - startedMs }]
  );
  const { fits, firstSeenMs } = foldListings(before, listings, scenario.expectation.detection);
  const first = after.find(({ answeredMs }) => answeredMs - startedMs === firstSeenMs);
  return { fits, firstSeenMs: first === undefined ? firstSeenMs : momentNoted(attempt, first) };
}

/**
 * When the run noted the entry, if that lies between this answer and the next question: the run looked at its clock a
 * moment after the command had ended. Otherwise the end of the command, which is what the evidence proves.
 */
function momentNoted(
  { triggerStartedMs, timeToRecordMs }: AttemptRecord,
  { answeredMs, nextAskedMs }: KeptListing,
): number {
  const startedMs = triggerStartedMs ?? 0;
  const notedMs = timeToRecordMs === null ? null : startedMs + timeToRecordMs;
  const fits = notedMs !== null && notedMs >= Math.floor(answeredMs) && notedMs <= Math.ceil(nextAskedMs);
  return (fits ? notedMs : answeredMs) - startedMs;
}

/** The last health of an attempt was asked after it: an agent that was gone by then cannot be judged. */
async function healthProblem(
  { bundle, parsers }: RejudgeInput,
  entries: readonly EvidenceEntry[],
): Promise<string | null> {
  const last = entries.findLast(({ label }) => label === HEALTH);
  if (last === undefined) return "no health was kept";
  if (last.timedOut || last.truncated) return `"${last.argv.join(" ")}" did not answer`;
  try {
    parsers.health(await bundle.readStdout(last));
    return null;
  } catch (error) {
    return toProblem(error).message;
  }
}

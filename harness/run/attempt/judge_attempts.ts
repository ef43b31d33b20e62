// All attempts of a run, judged together: a pure function of what was listed in the run and of how the triggers ended.
// The run itself and whoever judges its evidence again both call this, so that they say the same.
import { highest } from "../../model/quantile.ts";
import type { Detection } from "../../model/detection.ts";
import { hasReacted, type SeenInRun } from "../../model/likely_causes.ts";
import type { Prerequisite } from "../../model/prerequisite.ts";
import type { AttemptRecord, ChildRecord, ProtectionState } from "../../model/record/run_record.ts";
import type { Scenario } from "../../model/scenario.ts";
import { likelyCause } from "../../prerequisites/likely_cause.ts";
import { entryAs, type EntryLedger, type NamedDetection } from "../listing/entry_ledger.ts";
import { DATE_TOLERANCE_MS, type PlacedEntry } from "../listing/place_entries.ts";
import { saysStopped } from "../listing/stopped_statuses.ts";
import { childEnd } from "./child_end.ts";
import { childrenOf } from "./attempt_life.ts";
import type { AttemptObservation } from "./attempt_observation.ts";
import { judgeAttempt } from "./judge_attempt.ts";
import { judgeControl, type JudgedAttempt } from "./judge_control.ts";
import { protectionGaps, updatedSince } from "./read_protection.ts";
import { RunLookup } from "./run_lookup.ts";
import { whyStateUnknown } from "./why_state_unknown.ts";

/** One attempt as far as it was observed: judgement and detections of its record are not looked at. */
export interface ObservedAttempt {
  readonly scenario: Scenario;
  readonly record: AttemptRecord;
  /** Why the agent could not be read before it; null when it could. */
  readonly agentUnreadable: string | null;
}

/** What a run is judged from. */
export interface ObservedRun {
  /** In the order in which they ran. */
  readonly attempts: readonly ObservedAttempt[];
  readonly ledger: Pick<EntryLedger, "entries" | "moments">;
  readonly prerequisites: readonly Prerequisite[];
}

/** At least so long a second entry is looked for after the first, and any entry after a control. */
const LEAST_LOOKOUT_MS = 5_000;
/** An agent that took some time may take three times as long. */
const LOOKOUT_PER_LAG = 3;

/** While the run goes on nobody can say yet what will come. */
const NOT_WAITED_FOR = -Infinity;

/** How long after it an entry is looked for that comes late: as long as a detection takes on this device. */
export function lookoutMs(attempts: readonly Pick<AttemptRecord, "verdict" | "timeToRecordMs">[]): number {
  const lagsMs = attempts.map(({ verdict, timeToRecordMs }) => verdict === "pass" ? timeToRecordMs ?? 0 : 0);
  return Math.max(LEAST_LOOKOUT_MS, LOOKOUT_PER_LAG * highest([0, ...lagsMs]));
}

/**
 * Judges the attempts while the run goes on, those from one on or all: what may still come is not waited for, and no
 * control is asked what for.
 */
export function judgeSoFar(run: ObservedRun, from = 0): readonly AttemptRecord[] {
  return judgeEach(run, { lookout: NOT_WAITED_FOR, from });
}

/** The last word on all attempts, once the list was read at the end of the run. */
export function judgeAttempts(run: ObservedRun): readonly AttemptRecord[] {
  const judged = judgeEach(run, { lookout: lookoutMs(judgeSoFar(run)) });
  const attempts = pairedWith(run.attempts, judged);
  return attempts.map((attempt) =>
    attempt.scenario.expectation.kind === "quiet"
      ? judgeControl(attempt, attempts, run.ledger)
      : attempt.record
  );
}

/** Each attempt with its scenario. */
export function pairedWith(
  attempts: readonly Pick<ObservedAttempt, "scenario">[],
  judged: readonly AttemptRecord[],
): readonly JudgedAttempt[] {
  return attempts.flatMap(({ scenario }, index) => {
    const record = judged[index];
    return record === undefined ? [] : [{ scenario, record }];
  });
}

function judgeEach(
  { attempts, ledger, prerequisites }: ObservedRun,
  { lookout, from = 0 }: { readonly lookout: number; readonly from?: number },
): readonly AttemptRecord[] {
  const listed = new RunLookup(ledger, attempts.map(({ record }) => record));
  const first = attempts[0]?.record.protection.before ?? null;
  const judging = (seen: SeenInRun) => {
    const causes = {
      ofSilence: likelyCause(prerequisites, { ...seen, isFile: false }),
      ofFileLeft: likelyCause(prerequisites, { ...seen, isFile: true }),
    };
    return (attempt: ObservedAttempt, index: number) =>
      judgeOne(attempt, { listed, mine: listed.entriesOf(index), prerequisites, lookout, causes, first });
  };
  // What was blocked and recorded does not hang on the causes that are named; which causes are named hangs on it.
  const judge = judging({ reacted: false });
  const reacted = attempts.some((attempt, index) =>
    hasReacted([{ expectation: attempt.scenario.expectation.kind, attempts: [judge(attempt, index)] }])
  );
  const judgeAgain = reacted ? judging({ reacted }) : judge;
  return attempts.slice(from).map((attempt, at) => judgeAgain(attempt, from + at));
}

interface Surroundings {
  /** What the whole run listed. */
  readonly listed: RunLookup;
  /** Entries that are put down to the attempt. */
  readonly mine: readonly PlacedEntry[];
  readonly prerequisites: readonly Prerequisite[];
  readonly lookout: number;
  readonly causes: Readonly<Record<"ofSilence" | "ofFileLeft", ReturnType<typeof likelyCause>>>;
  /** What protected the device before the first attempt. */
  readonly first: ProtectionState | null;
}

/** An entry that has the name that is looked for, under it. */
interface FittingEntry extends PlacedEntry {
  readonly named: NamedDetection;
}

function judgeOne(
  { scenario, record, agentUnreadable }: ObservedAttempt,
  around: Surroundings,
): AttemptRecord {
  const { listed, mine, prerequisites, lookout, causes } = around;
  const { moments } = listed;
  const match = scenario.expectation.detection;
  const isFile = scenario.expectation.kind === "file-removed-and-recorded";
  const children = childrenOf(record);
  const startedMs = record.triggerStartedMs ?? 0;
  const fitting = mine.flatMap((placed): readonly FittingEntry[] => {
    const named = entryAs(placed.entry, match);
    return named === null ? [] : [{ ...placed, named }];
  });
  const inWindow = fitting.filter(({ placing }) => placing === "in-window");
  const fits = oursAmong(inWindow, startedMs, children);
  const undated = fitting.filter(({ placing }) => placing === "undated");
  const shown = [...fits, ...undated];
  const first = shown.toSorted((a, b) => a.entry.firstIndex - b.entry.firstIndex)[0];
  const firstSeenMs = first === undefined
    ? null
    : (moments[first.entry.firstIndex]?.answeredMs ?? 0) - startedMs;
  const lastAskedMs = (moments.at(-1)?.askedMs ?? -Infinity) - startedMs;
  const { before, during = [], after } = record.protection;
  const gaps = [before, ...during, after].filter((state) => state !== null).flatMap((state) => [
    ...protectionGaps(state, scenario.behaviorMonitoring, prerequisites),
    ...updatedSince(around.first, state),
  ]);
  const seen: AttemptObservation = {
    expectation: scenario.expectation.kind,
    children,
    fits: fits.map(detectionOf),
    undated: undated.map(detectionOf),
    others: mine.filter(({ entry, placing }) => placing === "in-window" && entryAs(entry, match) === null)
      .map(({ entry }) => entry.detection),
    saysStopped: fits.some(({ named }) => [...named.statuses].some(saysStopped)),
    firstSeenMs,
    firstAskedMs: first === undefined ? null : (moments[first.entry.firstIndex]?.askedMs ?? 0) - startedMs,
    isProvenLate: first !== undefined &&
      listed.askedBefore(first.entry.firstIndex) - startedMs >= record.deadlineMs,
    isOtherInTime: listed.listedWithin(startedMs, startedMs + record.deadlineMs).some((one) =>
      !one.entry.redated && !shown.some(({ entry }) => entry === one.entry) &&
      entryAs(one.entry, match) !== null
    ),
    lastAskedMs: lastAskedMs < 0 ? null : lastAskedMs,
    lookoutMs: lookout,
    deadlineMs: record.deadlineMs,
    agentUnreadable: agentUnreadable ?? whyStateUnknown(record),
    protectionGaps: [...new Set(gaps)],
    triggerFiles: record.triggerFiles,
    problems: record.problems,
    fileRemoved: record.fileRemoved === true,
    neighbours: record.neighbours,
    likelyCause: isFile ? causes.ofFileLeft : causes.ofSilence,
  };
  const child = decidingChild(children);
  return {
    ...record,
    ...judgeAttempt(seen),
    child,
    otherChildren: children.filter((other) => other !== child),
    timeToBlockMs: child !== null && childEnd(child) === "killed" ? child.durationMs : null,
    timeToRecordMs: fits.length === 0 ? null : firstSeenMs,
    detections: seen.fits,
    undatedDetections: seen.undated,
    earlierDetections: fitting.filter(({ placing }) => placing === "dated-elsewhere").map(detectionOf),
    otherDetections: [
      ...inWindow.filter((one) => !fits.includes(one)).map(detectionOf),
      ...mine.filter(({ entry }) => entryAs(entry, match) === null).map(({ entry }) => entry.detection),
    ],
  };
}

/**
 * The entries that may be of our trigger: those dated while it lived. The agent dates an entry by the second of its kill,
 * so one that is dated after the death of the trigger is somebody else's.
 */
function oursAmong(
  fits: readonly FittingEntry[],
  startedMs: number,
  children: readonly ChildRecord[],
): readonly FittingEntry[] {
  const endedMs = startedMs + Math.max(0, ...children.map(({ durationMs }) => durationMs));
  return fits.filter(({ datedMs }) => (datedMs ?? 0) <= endedMs + DATE_TOLERANCE_MS);
}

/** The process that decided: the first that was killed, else the last to end. */
function decidingChild(children: readonly ChildRecord[]): ChildRecord | null {
  return children.find((child) => childEnd(child) === "killed") ?? children.at(-1) ?? null;
}

function detectionOf({ named }: FittingEntry): Detection {
  return named.detection;
}

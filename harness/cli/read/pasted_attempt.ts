// One demonstration as pasted outputs and a person's word tell it, in the shape in which a run observes it. What
// neither of them tells is named, and stands where a run would have failed to read the agent.
import { answersOf, type Pasted } from "../../device/pasted/read_pasted.ts";
import { pastedState } from "../../device/pasted/pasted_state.ts";
import type { Detection } from "../../model/detection.ts";
import type { AttemptRecord, ChildRecord, ProtectionState } from "../../model/record/run_record.ts";
import type { Scenario } from "../../model/scenario.ts";
import type { ObservedAttempt } from "../../run/attempt/judge_attempts.ts";
import { protectionOf } from "../../run/attempt/read_protection.ts";
import { EntryLedger } from "../../run/listing/entry_ledger.ts";
import type { WallTime } from "./wall_time.ts";

/** What somebody says and passes on. */
export interface PastedDemonstration {
  readonly scenario: Scenario;
  readonly before: Pasted;
  readonly after: Pasted;
  readonly ended: Pick<ChildRecord, "exitCode" | "signal">;
  /** When the trigger was started; null when nobody says. */
  readonly started: WallTime | null;
  /** When the lists of `after` were asked for, in their order; those that nobody tells are left out. */
  readonly listed: readonly WallTime[];
  readonly deadlineMs: number;
}

/** What judging needs. */
export interface PastedAttempt {
  readonly attempt: ObservedAttempt;
  readonly ledger: EntryLedger;
  /** What would have to be known for a verdict, and is not. */
  readonly missing: readonly string[];
  /** What is in a list after it and not in the one before it, whoever it is of. */
  readonly fresh: readonly Detection[];
}

/** Before the trigger; how long before does not matter. */
const BEFORE_MS = -1_000;

/** Puts together what is known. */
export function pastedAttempt(demonstration: PastedDemonstration): PastedAttempt {
  const { scenario, before, after, ended, started, listed, deadlineMs } = demonstration;
  // Local times of the list and the start are those of one clock, so without a zone none is needed.
  const zone = started?.utcOffsetMinutes ?? 0;
  const ledger = new EntryLedger(zone);
  const startMs = started?.epochMs ?? 0;
  const first = listsOf(before).findLast((detections) => detections !== null);
  if (first !== undefined && first !== null) {
    ledger.add({ ...momentAt(startMs, BEFORE_MS), detections: first });
  }
  const lists = listsOf(after);
  lists.forEach((detections, index) => {
    const at = listed[index];
    if (at === undefined || detections === null) return;
    ledger.add({ ...momentAt(startMs, at.epochMs - startMs), detections });
  });
  const protection = { before: protectionIn(before), after: protectionIn(after) };
  const missing = [
    first === undefined && "the list of detections before it",
    lists.every((detections) => detections === null) && "the list of detections after it",
    started === null && "when it was started (--started)",
    lists.length > listed.length && "when the list after it was asked for (--listed)",
    protection.before === null && "the health of the agent before it",
    protection.after === null && "the health of the agent after it",
    isOfTwo(before, after) && "one device (two have printed health: their ids differ)",
  ].filter((what) => what !== false);
  const record: AttemptRecord = {
    index: 1,
    verdict: "inconclusive",
    reason: "trigger-not-run",
    explanation: "",
    startedAt: new Date(startMs).toISOString(),
    triggerStartedMs: 0,
    deadlineMs,
    graceMs: 0,
    // Nobody tells how long it lived: at most as long as it takes when nobody stops it.
    child: { pid: 0, ...ended, signalledByUs: false, durationMs: scenario.trigger.durationMs },
    otherChildren: [],
    fileRemoved: null,
    timeToBlockMs: null,
    timeToRecordMs: null,
    detections: [],
    undatedDetections: [],
    earlierDetections: [],
    otherDetections: [],
    protection,
    utcOffsetMinutes: zone,
    neighbours: null,
    problems: [],
    evidence: [],
  };
  const agentUnreadable = missing.length === 0 ? null : `pasted text does not show ${missing.join(", nor ")}`;
  return {
    attempt: { scenario, record, agentUnreadable },
    ledger,
    missing,
    fresh: first === undefined ? [] : freshIn([first, ...lists], zone),
  };
}

/** By the book of a run, which knows an entry again; when the lists were asked for does not matter here. */
function freshIn(lists: readonly (readonly Detection[] | null)[], zone: number): readonly Detection[] {
  const ledger = new EntryLedger(zone);
  for (const [index, detections] of lists.entries()) {
    if (detections !== null) ledger.add({ ...momentAt(0, index * 1000), detections });
  }
  return ledger.entries.flatMap(({ detection, firstIndex }) => firstIndex === 0 ? [] : [detection]);
}

/** Null where one could not be read: it counts, as its time does. */
function listsOf(pasted: Pasted): readonly (readonly Detection[] | null)[] {
  return answersOf(pasted, "threats").map(({ reading }) => reading.kind === "read" ? reading.value : null);
}

function momentAt(startMs: number, afterMs: number) {
  return { askedMs: afterMs, answeredMs: afterMs, askedAt: new Date(startMs + afterMs).toISOString() };
}

/** Whether two machines printed health, in any of the texts; an id that somebody has blackened tells nothing. */
function isOfTwo(before: Pasted, after: Pasted): boolean {
  const printed = [before, after].flatMap((pasted) => answersOf(pasted, "health"))
    .flatMap(({ reading }) => reading.kind === "read" ? [reading.value] : []);
  return (["machineGuid", "edrMachineId"] as const).some((key) => {
    const ids = printed.flatMap(({ [key]: id }) => id !== null && /^[\da-f-]{8,64}$/i.test(id) ? [id] : []);
    return new Set(ids).size > 1;
  });
}

function protectionIn(pasted: Pasted): ProtectionState | null {
  const { health, behaviorMonitoring } = pastedState(pasted, { isInOrder: true });
  if (health.kind === "unreadable" || behaviorMonitoring.kind === "unreadable") return null;
  return protectionOf({ ...health.value, behaviorMonitoring: behaviorMonitoring.value });
}

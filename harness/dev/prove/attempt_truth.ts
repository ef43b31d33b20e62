// One attempt as it really was, and the verdicts that are right for it.
import type { Protection } from "./agent_answers.ts";
import type { AttemptRecord } from "../../model/record/run_record.ts";
import type { RunVerdict } from "../../model/verdict.ts";
import type { Expectation } from "../../model/scenario.ts";
import { firstMet, isOn, maybeSeen, MET_MS } from "./visibility.ts";
import { type ThreatRow, valueAt } from "./threat_rows.ts";
import { DEMONSTRATION, protects, protectsFiles, TEST_FILE, type TriggerTruth, type World } from "./world.ts";

/** Verdicts that are right; whoever gives another one is wrong. */
export interface Right {
  readonly verdicts: ReadonlySet<RunVerdict>;
  /** No observer could tell what is true: an administrator's kill beside a true record, for instance. */
  readonly isUndecidable: boolean;
}

/** One attempt. Times are of the monotonic clock. */
export interface AttemptTruth {
  readonly world: World;
  readonly triggers: readonly TriggerTruth[];
  readonly expectation: Expectation["kind"];
  readonly startMs: number;
  readonly endMs: number;
  readonly deadlineMs: number;
  /** Until then an observer looks on. */
  readonly lastLookMs: number;
  /** What the agent recorded for its triggers. */
  readonly own: ThreatRow | null;
  /** Rows of others that nobody can tell from its own: dated in its time, and not there before. */
  readonly foreign: readonly ThreatRow[];
  readonly protection: "on" | "off" | "changed";
  /** It was away for so long while a trigger lived that nobody misses it who asks. */
  readonly isSurelyAway: boolean;
  /** Other processes that the agent has to leave alone, and that ended: when the first did; null when none did. */
  readonly neighbourEndedMs: number | null;
  /** The trigger did not do all that it has to, or nobody can show it. */
  readonly isSpoilt: boolean;
  /** Commands failed for so long, or so near its end, that not knowing is right. */
  readonly isTroubled: boolean;
  /** The list cannot be trusted: the clock jumped, the zone is not the machine's, or rows without ids are doubled or move. */
  readonly isListDoubtful: boolean;
}

/** Tolerance of printed times, with their resolution of a second. */
const TOLERANCE_MS = 3000;

/** The verdicts that are right. */
export function right(...verdicts: readonly RunVerdict[]): Right {
  return { verdicts: new Set(verdicts), isUndecidable: false };
}

/** More verdicts are right. */
export function unite({ verdicts, isUndecidable }: Right, ...more: readonly RunVerdict[]): Right {
  return { verdicts: new Set([...verdicts, ...more]), isUndecidable };
}

/** The attempt of a record as it really was; null when none of its triggers started. */
export function attemptTruth(
  world: World,
  { child, otherChildren, deadlineMs }: AttemptRecord,
  { expectation, endMs: runEndMs, wantsOff }: {
    readonly expectation: Expectation["kind"];
    readonly endMs: number;
    readonly wantsOff: boolean;
  },
): AttemptTruth | null {
  const pids = [child, ...otherChildren].map((one) => one?.pid);
  const triggers = world.triggers.filter(({ pid }) => pids.includes(pid));
  const [first] = triggers;
  if (first === undefined) return null;
  const startMs = first.startedMs;
  const endMs = Math.max(...triggers.map((one) => one.endedMs));
  const own = triggers.map(({ row }) => row).find((row) => row !== null) ?? null;
  const lastLookMs = runEndMs;
  const what = first.kind === "test-file" ? TEST_FILE : DEMONSTRATION;
  const beside = world.triggers.filter((one) =>
    !triggers.includes(one) && one.startedMs <= endMs && one.endedMs >= startMs
  ).map(({ row }) => row);
  const foreign = world.rows.filter((row) =>
    row !== own && row.name === what.name && row.type === what.type &&
    datesOf(row).some((atMs) => atMs > startMs - TOLERANCE_MS && atMs < endMs + TOLERANCE_MS) &&
    (isForeign(row, own) || beside.includes(row)) &&
    maybeSeen(world, row, { fromMs: startMs, untilMs: lastLookMs })
  );
  const isAsNeeded = (state: Protection): boolean =>
    wantsOff ? !state.behaviorMonitoring && protectsFiles(state) : protects(state);
  const span = { fromMs: startMs, untilMs: Math.max(endMs, startMs + deadlineMs) };
  return {
    world,
    triggers,
    expectation,
    startMs,
    endMs,
    deadlineMs,
    lastLookMs,
    own,
    foreign,
    neighbourEndedMs: neighbourEndedMs(world, { fromMs: startMs - TOLERANCE_MS, untilMs: span.untilMs }),
    isSpoilt: triggers.some((one) =>
      !one.wrote || one.isMeddled || one.isHelperKilled || one.end === "otherwise" || one.end === "by-harness"
    ),
    protection: protectionIn(world, span, isAsNeeded),
    isSurelyAway: isSurelyAway(world, { fromMs: startMs, untilMs: endMs }, isAsNeeded),
    isTroubled: isTroubled(world, span, runEndMs),
    isListDoubtful: isListDoubtful(world, startMs),
  };
}

function neighbourEndedMs(
  { triggers }: World,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
): number | null {
  const ended = triggers.filter(({ kind, end, endedMs, startedMs }) =>
    kind === "neighbour" && end === "by-others" && startedMs >= fromMs && endedMs <= untilMs
  );
  return ended.length === 0 ? null : Math.min(...ended.map(({ endedMs }) => endedMs));
}

/** `off` is when nothing was protected from the writes to the end; `changed` when it was not one state throughout. */
function protectionIn(
  { states }: World,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
  isAsNeeded: (state: Protection) => boolean,
): AttemptTruth["protection"] {
  const atStart = states.findLast((one) => one.fromMs <= fromMs + 5);
  const during = states.filter((one) => one.fromMs > fromMs + 5 && one.fromMs <= untilMs + TOLERANCE_MS);
  const all = [...(atStart === undefined ? [] : [atStart]), ...during].map(({ value }) => isAsNeeded(value));
  if (all.every((isOn) => isOn)) return "on";
  return all.every((isOn) => !isOn) ? "off" : "changed";
}

function isSurelyAway(
  { states, hiccups }: World,
  span: { readonly fromMs: number; readonly untilMs: number },
  isAsNeeded: (state: Protection) => boolean,
): boolean {
  const isAway = (atMs: number): boolean => {
    const state = valueAt(states, atMs);
    return state !== undefined && !isAsNeeded(state) &&
      !hiccups.some((one) => one.which !== "list" && isOn(one, atMs));
  };
  return firstMet(isAway, span) !== null;
}

function isTroubled(
  { hiccups }: World,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
  runEndMs: number,
): boolean {
  const near = hiccups.filter((one) => one.fromMs < untilMs + TOLERANCE_MS && one.untilMs > fromMs);
  return near.length > 1 ||
    near.some((one) =>
      one.untilMs - one.fromMs > 4500 || one.how === "hangs" || isOn(one, untilMs) ||
      isOn(one, untilMs - 2500)
    ) ||
    hiccups.some((one) => isOn(one, runEndMs) || isOn(one, runEndMs - 3000));
}

function isListDoubtful(world: World, startMs: number): boolean {
  const { clockSteps, zones, rows, quirks } = world;
  if (clockSteps.length > 0) return true;
  if (world.has("no-ids") && (world.has("doubles") || world.has("zone-step"))) return true;
  const [, firstStep] = zones;
  if (firstStep === undefined) return false;
  // A row from before the zone stepped shows by how much; one whose id the new entry takes over does not.
  const knownMs = Math.min(startMs, firstStep.fromMs - MET_MS);
  const known = rows.filter(({ listedFromMs }) => listedFromMs === -1 || listedFromMs < knownMs).length -
    (world.has("id-reused") ? 1 : 0);
  const isKnown = known > 0 && quirks.hidden.length + quirks.newest.length + quirks.short.length === 0;
  return !isKnown || zones.some(({ fromMs }) => fromMs === -1);
}

/** All times that the list gives it, on the monotonic clock. */
function datesOf({ dates, happenedMs, happenedWallMs }: ThreatRow): readonly number[] {
  return dates.map(({ value }) => happenedMs + value - happenedWallMs);
}

/** A row of the agent's own is another's beside the first, and where it bears a time that is not its own. */
function isForeign({ origin, dates, happenedWallMs }: ThreatRow, own: ThreatRow | null): boolean {
  if (origin === "trigger") return dates.length > 1;
  if (origin === "trigger-again") return own?.happenedWallMs === happenedWallMs;
  return origin !== "before-the-run";
}

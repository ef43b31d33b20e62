// One attempt at a scenario, or at several controls beside each other: files guarded and journalled, triggers run, list
// watched, everything cleaned up. It only observes; judge_attempt.ts judges.
import type { Prerequisite } from "../../model/prerequisite.ts";
import { type Problem, toProblem } from "../../model/harness_error.ts";
import type {
  AttemptRecord,
  ChildRecord,
  TriggerFileRecord,
  TriggerRecord,
} from "../../model/record/run_record.ts";
import type { Scenario } from "../../model/scenario.ts";
import type { RunPorts } from "../../ports/run_ports.ts";
import type { Journal } from "../setting/journal.ts";
import { askUntil } from "./ask_until.ts";
import { neighbourName, neighbourScript } from "./neighbour_script.ts";
import { type AskedProtection, protectionGaps, readProtection } from "./read_protection.ts";
import { apartMs, enterListing, lastAnswerMs, type RunBook } from "./run_book.ts";
import type { ScenariosBeside } from "./scenarios_beside.ts";
import { isFresh, protectionUpTo, type WatchedProtection } from "./watch_protection.ts";
import { type CleanUp, clearPaths, lookAtFiles, startTriggers, tidy } from "./trigger_phase.ts";
import {
  type StartedScenario,
  TRIGGER_OVERTIME_MS,
  watchTriggers,
  type WatchTriggersPlan,
} from "./watch_triggers.ts";

/** What an attempt is about. Times in milliseconds. */
export interface AttemptsPlan {
  readonly scenarios: ScenariosBeside;
  readonly deadlineMs: number;
  readonly graceMs: number;
  readonly prerequisites: readonly Prerequisite[];
  /** What protected the device, where somebody asked right before; else null. */
  readonly asked: AskedProtection | null;
  readonly signal: AbortSignal;
}

/** What was seen in an attempt; what was listed stands in the book. */
export interface AttemptSighting {
  readonly startedAt: string;
  /** Milliseconds from the start of the run; null when no trigger started. */
  readonly triggerStartedMs: number | null;
  readonly children: readonly ChildRecord[];
  /** The processes as they were started; left out when none was. */
  readonly triggers?: readonly TriggerRecord[];
  /** What was at the paths of the trigger after it; left out when none started. */
  readonly triggerFiles?: readonly TriggerFileRecord[];
  readonly fileRemoved: boolean;
  readonly neighbours: AttemptRecord["neighbours"];
  readonly protection: AttemptRecord["protection"];
  /** Why the agent could not be read before; null when it could. */
  readonly agentUnreadable: string | null;
  readonly problems: readonly Problem[];
  readonly evidence: readonly string[];
}

type TriggerSighting = Pick<
  AttemptSighting,
  "triggerStartedMs" | "children" | "triggers" | "triggerFiles" | "fileRemoved" | "neighbours"
>;

/** One scenario of an attempt with what is to be put away after it. */
interface Part {
  readonly scenario: Scenario;
  readonly cleanUp: CleanUp;
}

/**
 * Runs one attempt at each of the scenarios, and gives what was seen of each, in their order. Throws only for what makes
 * the whole run pointless (state or output not writable).
 */
export async function observeAttempts(
  ports: RunPorts,
  journal: Journal,
  { book, ...plan }: AttemptsPlan & { readonly book: RunBook },
): Promise<readonly AttemptSighting[]> {
  const { clock, originMs } = ports;
  const startedAt = clock.now();
  const wait = { forMs: plan.deadlineMs, signal: plan.signal };
  const stateBefore = plan.asked ?? await askUntil(clock, wait, () => readProtection(ports));
  // The answer of the list comes about when the trigger may start.
  await clock.sleep(apartMs(ports, book) - lastAnswerMs(book), plan.signal);
  const before = stateBefore.problem === null
    ? await askUntil(clock, wait, () => enterListing(ports, book))
    : { problem: stateBefore.problem, evidence: [] };
  await clock.sleep(apartMs(ports, book), plan.signal);
  const base = {
    startedAt,
    triggerStartedMs: null,
    children: [],
    fileRemoved: false,
    neighbours: null,
    protection: { before: stateBefore.state, after: null },
    agentUnreadable: null,
    problems: [],
    evidence: [...stateBefore.evidence, ...before.evidence],
  };
  if (before.problem !== null) {
    const unreadable = { ...base, agentUnreadable: before.problem.message, problems: [before.problem] };
    return plan.scenarios.map(() => unreadable);
  }
  // A trigger on a device that is not protected as it must be would show nothing.
  const gaps = stateBefore.state === null
    ? []
    : protectionGaps(stateBefore.state, plan.scenarios[0].behaviorMonitoring, plan.prerequisites);
  if (plan.signal.aborted || gaps.length > 0) return plan.scenarios.map(() => base);
  const parts = plan.scenarios.map((scenario): Part => ({ scenario, cleanUp: { running: [], files: [] } }));
  const evidence: string[] = [];
  const protection: WatchedProtection[] = [];
  const problems: Problem[] = [];
  let seen: readonly TriggerSighting[] = [];
  const leftOver: (readonly Problem[])[] = [];
  try {
    seen = await runTriggers(ports, journal, { ...plan, parts, book, evidence, protection });
  } catch (error) {
    problems.push(toProblem(error));
  } finally {
    for (const { cleanUp } of parts) leftOver.push(await tidy(ports, journal, cleanUp));
  }
  const nowMs = clock.monotonicMs() - originMs;
  if (!isFresh(protection, { endedMs: Math.max(0, ...seen.map(endOf)), nowMs })) {
    protection.push({ askedMs: nowMs, ...await askUntil(clock, wait, () => readProtection(ports)) });
  }
  return parts.map((_, index) => {
    const sighting = seen[index];
    const { evidence: asked, ...since } = protectionUpTo(endOf(sighting), protection);
    return {
      ...base,
      ...sighting,
      protection: { before: stateBefore.state, ...since },
      problems: [...problems, ...leftOver[index] ?? []],
      evidence: [...new Set([...base.evidence, ...evidence, ...asked])],
    };
  });
}

/** When the last of its processes had ended, since the start of the run. */
function endOf({ triggerStartedMs, children }: Partial<TriggerSighting> = {}): number {
  return Math.max(0, ...(children ?? []).map(({ durationMs }) => (triggerStartedMs ?? 0) + durationMs));
}

async function runTriggers(
  ports: RunPorts,
  journal: Journal,
  { parts, ...plan }: Omit<AttemptsPlan, "scenarios"> & Omit<WatchTriggersPlan, "started"> & {
    readonly parts: readonly Part[];
  },
): Promise<readonly TriggerSighting[]> {
  for (const part of parts) await clearPaths(ports, journal, part);
  const survivors: (() => AttemptRecord["neighbours"])[] = [];
  for (const part of parts) survivors.push(await startNeighbours(ports, plan, part));
  const started: StartedScenario[] = [];
  for (const { scenario, cleanUp } of parts) {
    started.push({ scenario, triggers: await startTriggers(ports, scenario, cleanUp) });
  }
  const [first, ...others] = started;
  if (first === undefined) return [];
  const watched = await watchTriggers(ports, { ...plan, started: [first, ...others] });
  return await Promise.all(watched.map(async (one, index): Promise<TriggerSighting> => {
    const { scenario } = started[index] ?? first;
    const triggerFiles = await lookAtFiles(ports, scenario);
    const fileRemoved = scenario.expectation.kind === "file-removed-and-recorded" &&
      triggerFiles.every(({ present }) => !present);
    return { ...one, triggerFiles, fileRemoved, neighbours: survivors[index]?.() ?? null };
  }));
}

/** Starts the neighbours and returns how to count the survivors: null when the scenario has none. */
async function startNeighbours(
  { triggerRunner }: RunPorts,
  { deadlineMs, graceMs }: Pick<AttemptsPlan, "deadlineMs" | "graceMs">,
  { scenario: { neighbours: started, trigger }, cleanUp }: Part,
): Promise<() => AttemptRecord["neighbours"]> {
  if (started === 0) return () => null;
  const lifetimeS = Math.ceil((trigger.durationMs + deadlineMs + graceMs + TRIGGER_OVERTIME_MS) / 1000);
  let survived = started;
  for (let index = 1; index <= started; index += 1) {
    const neighbour = await triggerRunner.start(neighbourName(index), neighbourScript(lifetimeS));
    cleanUp.running.push(neighbour);
    neighbour.ended.then(() => survived -= 1);
  }
  return () => ({ started, survived });
}

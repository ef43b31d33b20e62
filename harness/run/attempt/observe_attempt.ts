// One attempt at a scenario: files guarded and journalled, trigger run, list watched, everything cleaned up.
// It only observes; judge_attempt.ts judges.
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
import type { RunningTrigger } from "../../ports/trigger_runner.ts";
import type { Journal } from "../setting/journal.ts";
import { askUntil } from "./ask_until.ts";
import { childEnd } from "./child_end.ts";
import { neighbourName, neighbourScript } from "./neighbour_script.ts";
import { protectionGaps, readProtection } from "./read_protection.ts";
import { apartMs, enterListing, lastAnswerMs, type RunBook } from "./run_book.ts";
import { stopAll, stopOvertime } from "./stop_triggers.ts";
import { type CleanUp, clearPaths, lookAtFiles, scriptOf, startTriggers, tidy } from "./trigger_phase.ts";
import { watchDetections } from "./watch_detections.ts";

/** How much longer than planned a trigger may take before the harness stops it. */
const TRIGGER_OVERTIME_MS = 10_000;

/** What an attempt is about. */
export interface AttemptPlan {
  readonly scenario: Scenario;
  readonly deadlineMs: number;
  readonly graceMs: number;
  readonly prerequisites: readonly Prerequisite[];
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

/** Runs one attempt. Throws only for what makes the whole run pointless (state or output not writable). */
export async function observeAttempt(
  ports: RunPorts,
  journal: Journal,
  { book, ...plan }: AttemptPlan & { readonly book: RunBook },
): Promise<AttemptSighting> {
  const { clock } = ports;
  const startedAt = clock.now();
  const wait = { forMs: plan.deadlineMs, signal: plan.signal };
  const stateBefore = await askUntil(clock, wait, () => readProtection(ports));
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
    return { ...base, agentUnreadable: before.problem.message, problems: [before.problem] };
  }
  // A trigger on a device that is not protected as it must be would show nothing.
  const { scenario, prerequisites } = plan;
  const gaps = stateBefore.state === null
    ? []
    : protectionGaps(stateBefore.state, scenario.behaviorMonitoring, prerequisites);
  if (plan.signal.aborted || gaps.length > 0) return base;
  const cleanUp: CleanUp = { running: [], files: [] };
  const problems: Problem[] = [];
  const evidence: string[] = [];
  let seen: Pick<
    AttemptSighting,
    "triggerStartedMs" | "children" | "triggers" | "triggerFiles" | "fileRemoved" | "neighbours"
  > = base;
  try {
    await clearPaths(ports, journal, { scenario: plan.scenario, cleanUp });
    const neighbours = await startNeighbours(ports, plan, cleanUp);
    const triggers = await startTriggers(ports, plan.scenario, cleanUp);
    const watched = await watch(ports, { plan, triggers, book, evidence });
    const triggerFiles = await lookAtFiles(ports, plan.scenario);
    const fileRemoved = plan.scenario.expectation.kind === "file-removed-and-recorded" &&
      triggerFiles.every(({ present }) => !present);
    seen = { ...watched, triggerFiles, fileRemoved, neighbours: neighbours?.() ?? null };
  } catch (error) {
    problems.push(toProblem(error));
  } finally {
    problems.push(...await tidy(ports, journal, cleanUp));
  }
  const stateAfter = await askUntil(clock, wait, () => readProtection(ports));
  return {
    ...base,
    ...seen,
    protection: { before: stateBefore.state, after: stateAfter.state },
    problems,
    evidence: [...new Set([...base.evidence, ...evidence, ...stateAfter.evidence])],
  };
}

/** Starts the neighbours and returns how to count the survivors; null when the scenario has none. */
async function startNeighbours(
  { triggerRunner }: RunPorts,
  { scenario, deadlineMs, graceMs }: AttemptPlan,
  cleanUp: CleanUp,
): Promise<(() => { started: number; survived: number }) | null> {
  if (scenario.neighbours === 0) return null;
  const lifetimeS = Math.ceil(
    (scenario.trigger.durationMs + deadlineMs + graceMs + TRIGGER_OVERTIME_MS) / 1000,
  );
  let survived = scenario.neighbours;
  for (let index = 1; index <= scenario.neighbours; index += 1) {
    const neighbour = await triggerRunner.start(neighbourName(index), neighbourScript(lifetimeS));
    cleanUp.running.push(neighbour);
    neighbour.ended.then(() => survived -= 1);
  }
  return () => ({ started: scenario.neighbours, survived });
}

async function watch(
  ports: RunPorts,
  { plan, triggers, book, evidence }: {
    readonly plan: AttemptPlan;
    readonly triggers: readonly [RunningTrigger, ...RunningTrigger[]];
    readonly book: RunBook;
    /** Taken in here, so that it stays when something throws. */
    readonly evidence: string[];
  },
): Promise<Pick<AttemptSighting, "triggerStartedMs" | "children" | "triggers">> {
  const { device, clock, log, originMs } = ports;
  const { scenario, deadlineMs, graceMs, signal } = plan;
  const [{ startedAtMs }] = triggers;
  const started = triggers.map(({ pid, command }, index) => (
    { pid, command, script: scriptOf(scenario.trigger.processes[index]?.lines ?? [], device) }
  ));
  for (const trigger of started) {
    await log.append({ kind: "trigger-started", scenarioId: scenario.id, ...trigger });
  }
  const ended = Promise.all(triggers.map((trigger) => trigger.ended));
  const told = ended.then(([child]) =>
    log.append({ kind: "trigger-ended", scenarioId: scenario.id, child: child ?? null })
  );
  // Whoever reads the log later needs the lines in order; an append that fails is met again when awaited below.
  told.catch(() => undefined);
  const seen: Promise<unknown>[] = [];
  const overtime = stopOvertime(clock, triggers, scenario.trigger.durationMs + TRIGGER_OVERTIME_MS);
  try {
    const listed = await watchDetections(ports, book, {
      match: scenario.expectation.detection,
      startedAtMs,
      deadlineMs,
      graceMs,
      isControl: scenario.expectation.kind === "quiet",
      isBlocked: (children) => children.some((child) => childEnd(child) === "killed"),
      ended,
      signal,
      onSeen: ({ name }, afterMs) => {
        const append = log.append({ kind: "detection-seen", scenarioId: scenario.id, name, afterMs });
        append.catch(() => undefined);
        seen.push(append);
      },
    });
    evidence.push(...listed);
    if (signal.aborted) await stopAll(triggers);
    const children = await ended;
    await Promise.all([told, ...seen]);
    return { triggerStartedMs: startedAtMs - originMs, children, triggers: started };
  } finally {
    overtime.abort();
  }
}

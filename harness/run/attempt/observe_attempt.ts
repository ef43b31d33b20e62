// One attempt at a scenario: files guarded and journalled, trigger run, list watched, everything cleaned up.
// It only observes; judge_attempt.ts judges.
import { NOTHING_WATCHED, watchDetections, type WatchResult } from "./watch_detections.ts";
import { type Problem, toProblem } from "../../model/harness_error.ts";
import type { AttemptRecord, ChildRecord, TriggerFileRecord } from "../../model/record/run_record.ts";
import type { Scenario } from "../../model/scenario.ts";
import type { RunningTrigger } from "../../ports/trigger_runner.ts";
import type { Journal } from "../setting/journal.ts";
import { childEnd } from "./judge_attempt.ts";
import { neighbourName, neighbourScript } from "./neighbour_script.ts";
import type { RunPorts } from "../../ports/run_ports.ts";
import { stopAll, stopOvertime } from "./stop_triggers.ts";
import { type CleanUp, clearPaths, lookAtFiles, scriptOf, startTriggers, tidy } from "./trigger_phase.ts";

/** How much longer than planned a trigger may take before the harness stops it. */
const TRIGGER_OVERTIME_MS = 10_000;
/** How long a control must stay quiet after its end, unless the deadline is shorter. */
const QUIET_MS = 5_000;

/** What an attempt is about. */
export interface AttemptPlan {
  readonly scenario: Scenario;
  readonly deadlineMs: number;
  readonly graceMs: number;
  readonly signal: AbortSignal;
}

/** What was seen in an attempt. */
export interface AttemptSighting {
  readonly startedAt: string;
  /** Milliseconds from the start of the run; null when no trigger started. */
  readonly triggerStartedMs: number | null;
  readonly children: readonly ChildRecord[];
  readonly watch: WatchResult;
  /** What was at the paths of the trigger after it; left out when none started. */
  readonly triggerFiles?: readonly TriggerFileRecord[];
  readonly fileRemoved: boolean;
  readonly neighbours: AttemptRecord["neighbours"];
  /** Why the agent could not be read before or after; null when it could. */
  readonly agentUnreadable: string | null;
  readonly problems: readonly Problem[];
  readonly evidence: readonly string[];
}

/** Runs one attempt. Throws only for what makes the whole run pointless (state or output not writable). */
export async function observeAttempt(
  ports: RunPorts,
  journal: Journal,
  plan: AttemptPlan,
): Promise<AttemptSighting> {
  const { device, clock } = ports;
  const startedAt = clock.now();
  const before = await device.listDetections();
  const base = {
    startedAt,
    triggerStartedMs: null,
    children: [],
    watch: NOTHING_WATCHED,
    fileRemoved: false,
    neighbours: null,
  };
  const evidence = before.detections.evidence;
  if (before.detections.kind === "unreadable") {
    const { problem } = before.detections;
    return { ...base, agentUnreadable: problem.message, problems: [problem], evidence };
  }
  const cleanUp: CleanUp = { running: [], files: [] };
  const problems: Problem[] = [];
  let seen: Pick<
    AttemptSighting,
    "triggerStartedMs" | "children" | "watch" | "triggerFiles" | "fileRemoved" | "neighbours"
  > = base;
  try {
    await clearPaths(ports, journal, { scenario: plan.scenario, cleanUp });
    const neighbours = await startNeighbours(ports, plan, cleanUp);
    const triggers = await startTriggers(ports, plan.scenario, cleanUp);
    const watched = await watch(ports, { plan, triggers, before: before.detections.value });
    const triggerFiles = await lookAtFiles(ports, plan.scenario);
    const fileRemoved = plan.scenario.expectation.kind === "file-removed-and-recorded" &&
      triggerFiles.every(({ present }) => !present);
    seen = { ...watched, triggerFiles, fileRemoved, neighbours: neighbours?.() ?? null };
  } catch (error) {
    problems.push(toProblem(error));
  } finally {
    problems.push(...await tidy(ports, journal, cleanUp));
  }
  const after = await device.readHealth();
  return {
    startedAt,
    ...seen,
    agentUnreadable: seen.watch.unreadable ?? (after.kind === "unreadable" ? after.problem.message : null),
    problems,
    evidence: [...new Set([...evidence, ...seen.watch.evidence, ...after.evidence])],
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
  { device, clock, log, originMs }: RunPorts,
  { plan, triggers, before }: {
    readonly plan: AttemptPlan;
    readonly triggers: readonly [RunningTrigger, ...RunningTrigger[]];
    readonly before: Parameters<typeof watchDetections>[1]["before"];
  },
): Promise<Pick<AttemptSighting, "triggerStartedMs" | "children" | "watch">> {
  const { scenario, deadlineMs, graceMs, signal } = plan;
  const [{ startedAtMs }] = triggers;
  for (const [index, { pid, command }] of triggers.entries()) {
    const script = scriptOf(scenario.trigger.processes[index]?.lines ?? [], device);
    await log.append({ kind: "trigger-started", scenarioId: scenario.id, pid, command, script });
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
    const result = await watchDetections({ device, clock }, {
      before,
      match: scenario.expectation.detection,
      startedAtMs,
      deadlineMs,
      graceMs,
      quietMs: scenario.expectation.kind === "quiet" ? Math.min(QUIET_MS, deadlineMs) : null,
      isBlocked: (children) => children.some((child) => childEnd(child) === "killed"),
      ended,
      signal,
      onSeen: ({ name }, afterMs) => {
        const append = log.append({ kind: "detection-seen", scenarioId: scenario.id, name, afterMs });
        append.catch(() => undefined);
        seen.push(append);
      },
    });
    if (signal.aborted) await stopAll(triggers);
    const children = await ended;
    await Promise.all([told, ...seen]);
    return { triggerStartedMs: startedAtMs - originMs, children, watch: result };
  } finally {
    overtime.abort();
  }
}

// The triggers of an attempt from their start to their end: told of, watched for detections, stopped when they take too
// long.
import type { ChildRecord, TriggerRecord } from "../../model/record/run_record.ts";
import type { Scenario } from "../../model/scenario.ts";
import type { RunPorts } from "../../ports/run_ports.ts";
import type { RunningTrigger } from "../../ports/trigger_runner.ts";
import { childEnd } from "./child_end.ts";
import type { RunBook } from "./run_book.ts";
import { stopAll, stopOvertime } from "./stop_triggers.ts";
import { scriptOf } from "./trigger_phase.ts";
import { watchDetections } from "./watch_detections.ts";
import { type WatchedProtection, watchProtection } from "./watch_protection.ts";

/** How much longer than planned a trigger may take before the harness stops it. */
export const TRIGGER_OVERTIME_MS = 10_000;

/** A scenario with its running processes. */
export interface StartedScenario {
  readonly scenario: Scenario;
  readonly triggers: readonly [RunningTrigger, ...RunningTrigger[]];
}

/** How a trigger went. */
export interface WatchedTrigger {
  /** Milliseconds from the start of the run. */
  readonly triggerStartedMs: number;
  readonly children: readonly ChildRecord[];
  /** The processes as they were started. */
  readonly triggers: readonly TriggerRecord[];
}

/** What watching needs. Times in milliseconds. */
export interface WatchTriggersPlan {
  readonly started: readonly [StartedScenario, ...StartedScenario[]];
  readonly deadlineMs: number;
  readonly graceMs: number;
  readonly signal: AbortSignal;
  readonly book: RunBook;
  /** Taken in here, so that it stays when something throws. */
  readonly evidence: string[];
  readonly protection: WatchedProtection[];
}

/** Watches until all can be judged; gives what became of each, in their order. */
export async function watchTriggers(
  ports: RunPorts,
  { started, deadlineMs, graceMs, signal, book, evidence, protection }: WatchTriggersPlan,
): Promise<readonly WatchedTrigger[]> {
  const { clock, log, originMs } = ports;
  const [{ scenario, triggers: [{ startedAtMs }] }] = started;
  const told = started.map((one) => triggerRecords(ports, one));
  for (const [index, { scenario: { id } }] of started.entries()) {
    for (const trigger of told[index] ?? []) {
      await log.append({ kind: "trigger-started", scenarioId: id, ...trigger });
    }
  }
  const running = started.map(({ scenario: { id }, triggers }, index) => {
    const ended = Promise.all(triggers.map((trigger) => trigger.ended));
    const toldEnd = ended.then(([child]) =>
      log.append({ kind: "trigger-ended", scenarioId: id, child: child ?? null })
    );
    // Whoever reads the log later needs the lines in order; an append that fails is met again when awaited below.
    toldEnd.catch(() => undefined);
    return {
      startedMs: triggers[0].startedAtMs - originMs,
      ended,
      told: toldEnd,
      triggers: told[index] ?? [],
    };
  });
  const all = started.flatMap(({ triggers }) => triggers);
  const longestMs = Math.max(...started.map((one) => one.scenario.trigger.durationMs));
  const seen: Promise<unknown>[] = [];
  const allEnded = Promise.all(running.map(({ ended }) => ended)).then((ends) => ends.flat());
  const life = new AbortController();
  const guarded = watchProtection(ports, { ended: life.signal, watched: protection });
  allEnded.finally(() => life.abort()).catch(() => undefined);
  // Met again when awaited below.
  guarded.catch(() => undefined);
  const overtime = stopOvertime(clock, all, longestMs + TRIGGER_OVERTIME_MS);
  try {
    const listed = await watchDetections(ports, book, {
      match: scenario.expectation.detection,
      startedAtMs,
      deadlineMs,
      graceMs,
      isControl: scenario.expectation.kind === "quiet",
      isBlocked: (children) => children.some((child) => childEnd(child) === "killed"),
      ended: allEnded,
      signal,
      onSeen: ({ name }, afterMs) => {
        const append = log.append({ kind: "detection-seen", scenarioId: scenario.id, name, afterMs });
        append.catch(() => undefined);
        seen.push(append);
      },
    });
    evidence.push(...listed);
    if (signal.aborted) await stopAll(all);
    const watched = await Promise.all(running.map(async ({ startedMs, ended, triggers }) => ({
      triggerStartedMs: startedMs,
      children: await ended,
      triggers,
    })));
    await Promise.all([...running.map(({ told }) => told), ...seen, guarded]);
    return watched;
  } finally {
    overtime.abort();
    life.abort();
    await guarded.catch(() => undefined);
  }
}

function triggerRecords(
  { device }: RunPorts,
  { scenario, triggers }: StartedScenario,
): readonly TriggerRecord[] {
  return triggers.map(({ pid, command }, index) => (
    { pid, command, script: scriptOf(scenario.trigger.processes[index]?.lines ?? [], device) }
  ));
}

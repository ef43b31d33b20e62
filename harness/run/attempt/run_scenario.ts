// One scenario: its attempts, judged one by one. Repeats apply to the demonstration; controls run once.
import type { Prerequisite } from "../../model/prerequisite.ts";
import type { AttemptRecord, ChildRecord } from "../../model/record/run_record.ts";
import type { ScenarioHead } from "../../model/record/run_event.ts";
import type { Scenario } from "../../model/scenario.ts";
import { hasReacted } from "../../model/likely_causes.ts";
import { likelyCause } from "../../prerequisites/likely_cause.ts";
import type { Journal } from "../setting/journal.ts";
import { childEnd, judgeAttempt } from "./judge_attempt.ts";
import { type AttemptSighting, observeAttempt } from "./observe_attempt.ts";
import type { Interruption, RunPorts } from "../../ports/run_ports.ts";

/** What a scenario is run with. Times in milliseconds. */
export interface ScenarioPlan {
  readonly scenario: Scenario;
  readonly repeats: number;
  readonly deadlineMs: number;
  readonly graceMs: number;
  readonly prerequisites: readonly Prerequisite[];
  /** Scenarios of the run as judged so far. */
  readonly earlier: Parameters<typeof hasReacted>[0];
  readonly interruption: Interruption;
}

/** The part of a scenario that goes into the record. */
export function scenarioHead({ id, title, expectation, portalAlert }: Scenario): ScenarioHead {
  return { id, title, expectation: expectation.kind, portalAlert };
}

/**
 * Runs all attempts and gives those that were judged. An attempt that was interrupted is not: what it did not see
 * proves nothing.
 */
export async function runScenario(
  ports: RunPorts,
  journal: Journal,
  plan: ScenarioPlan,
): Promise<readonly AttemptRecord[]> {
  const { scenario, deadlineMs, graceMs, interruption } = plan;
  const attempts = scenario.repeatable ? plan.repeats : 1;
  await ports.log.append({ kind: "scenario-started", scenario: scenarioHead(scenario), attempts });
  const judged: AttemptRecord[] = [];
  for (let index = 1; index <= attempts; index += 1) {
    if (interruption.signal.aborted) return judged;
    await ports.log.append({ kind: "attempt-started", scenarioId: scenario.id, index });
    const sighting = await observeAttempt(ports, journal, {
      scenario,
      deadlineMs,
      graceMs,
      signal: interruption.signal,
    });
    if (interruption.signal.aborted) return judged;
    const { kind: expectation } = scenario.expectation;
    const earlier = [...plan.earlier, { expectation, attempts: judged }];
    const attempt = attemptRecord(sighting, { ...plan, earlier }, index);
    judged.push(attempt);
    await ports.log.append({ kind: "attempt-judged", scenarioId: scenario.id, attempt });
  }
  await ports.log.append({ kind: "scenario-finished", scenarioId: scenario.id });
  return judged;
}

/** Judges what was seen and puts it in the shape of the record. */
function attemptRecord(sighting: AttemptSighting, plan: ScenarioPlan, index: number): AttemptRecord {
  const { scenario, deadlineMs, graceMs, prerequisites } = plan;
  const { children, watch, fileRemoved, neighbours } = sighting;
  const judgement = judgeAttempt({
    expectation: scenario.expectation.kind,
    children,
    fits: watch.fits,
    firstSeenMs: watch.firstSeenMs,
    deadlineMs,
    agentUnreadable: sighting.agentUnreadable,
    triggerFiles: sighting.triggerFiles,
    problems: sighting.problems,
    fileRemoved,
    neighbours,
    likelyCause: likelyCause(prerequisites, { reacted: hasReacted(plan.earlier) }),
  });
  const child = decidingChild(children);
  return {
    index,
    ...judgement,
    startedAt: sighting.startedAt,
    triggerStartedMs: sighting.triggerStartedMs,
    deadlineMs,
    graceMs,
    child,
    otherChildren: children.filter((other) => other !== child),
    triggerFiles: sighting.triggerFiles,
    fileRemoved: scenario.expectation.kind === "file-removed-and-recorded" ? fileRemoved : null,
    timeToBlockMs: child !== null && childEnd(child) === "killed" ? child.durationMs : null,
    timeToRecordMs: watch.firstSeenMs,
    detections: watch.fits,
    otherDetections: watch.others,
    neighbours,
    problems: sighting.problems,
    evidence: sighting.evidence,
  };
}

/** The process that decided: the first that was killed, else the last to end. */
function decidingChild(children: readonly ChildRecord[]): ChildRecord | null {
  return children.find((child) => childEnd(child) === "killed") ?? children.at(-1) ?? null;
}

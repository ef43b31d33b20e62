// Where early builds show behavior monitoring that plain health leaves out: as a field of its own, or among the
// features. Remembers the place, so that nothing is asked twice.
import type { Health } from "../model/health.ts";
import type { Problem } from "../model/harness_error.ts";
import type { Reading } from "../model/reading.ts";
import { BEHAVIOR_MONITORING_FIELD, healthDetails } from "./agent_commands.ts";
import type { AgentQuestions } from "./agent_questions.ts";
import { toOnOff } from "./health_fields.ts";

/** State of behavior monitoring and whether a profile manages it. */
export type BehaviorMonitoring = NonNullable<Health["behaviorMonitoring"]>;

const FEATURES = healthDetails("features");

type Place = "field" | "features";
interface PrintedState {
  readonly value: unknown;
  readonly managed: boolean;
}

/** Searches the places that may show it, one after the other, until it was found once. */
export class BehaviorMonitoringSearch {
  readonly #questions: AgentQuestions;
  #place: Place | null = null;
  #nowhere: Reading<never> | null = null;

  constructor(questions: AgentQuestions) {
    this.#questions = questions;
  }

  /** Set once the agent was seen to show it nowhere: an agent too old does not learn it within a run. */
  get nowhere(): Reading<never> | null {
    return this.#nowhere;
  }

  async find(): Promise<Reading<BehaviorMonitoring>> {
    if (this.#nowhere !== null) return this.#nowhere;
    const places: readonly Place[] = this.#place === null ? ["field", "features"] : [this.#place];
    const evidence: string[] = [];
    let problem: Problem | null = null;
    for (const place of places) {
      const reading = await this.#look(place);
      evidence.push(...reading.evidence);
      const state = stateOf(reading.kind === "read" ? reading.value : null);
      if (state !== null) {
        this.#place = place;
        return { kind: "read", value: state, evidence };
      }
      if (reading.kind === "unreadable") problem ??= saysNothing(reading.problem, this.#place);
    }
    if (problem !== null) return { kind: "unreadable", problem, evidence };
    const nothing = notShown(evidence);
    if (this.#place === null) this.#nowhere = nothing;
    return nothing;
  }

  async #look(place: Place): Promise<Reading<PrintedState | null>> {
    if (place === "field") return await this.#questions.ask(BEHAVIOR_MONITORING_FIELD);
    const features = await this.#questions.ask(FEATURES);
    return features.kind === "unreadable"
      ? features
      : { ...features, value: features.value.behavior_monitoring ?? null };
  }
}

function stateOf(printed: PrintedState | null): BehaviorMonitoring | null {
  const value = toOnOff(printed?.value);
  return value === null || printed === null ? null : { value, managed: printed.managed };
}

/**
 * The problem, unless it is how an agent answers that does not know the place. Once a place has worked, every
 * problem counts.
 */
function saysNothing(problem: Problem, known: Place | null): Problem | null {
  const mayBeUnknown = problem.code === "agent/command-failed" || problem.code === "agent/health-unreadable";
  return mayBeUnknown && known === null ? null : problem;
}

function notShown(evidence: readonly string[]): Reading<never> {
  const problem: Problem = {
    code: "agent/health-unreadable",
    message: "Cannot read behavior monitoring: neither health nor its features show it",
    hint: "Update the agent to a version that has behavior monitoring",
  };
  return { kind: "unreadable", problem, evidence };
}

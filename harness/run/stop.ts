// Why the work of a run ends before it is done.
import type { Prerequisite } from "../model/prerequisite.ts";
import type { EnablementRecord } from "../model/record/run_record.ts";
import type { SkipReason } from "../model/verdict.ts";
import type { Interruption } from "../ports/run_ports.ts";

/** What the scenarios that are left are told. */
export interface Stop {
  readonly reason: SkipReason;
  readonly explanation: string;
}

/** A person said no, or was not there. */
export const NO_CONSENT: Stop = {
  reason: "consent-not-given",
  explanation: "Nothing was changed or triggered: give consent with --yes, or answer yes in a terminal",
};

/** Required prerequisites are unmet. */
export function blocked(blocking: readonly Prerequisite[]): Stop {
  // An agent that is there but gives no answer is no prerequisite to mend: it cannot be read.
  const unanswered = blocking.find(({ id }) => id === "agent-answering");
  const isInstalled = !blocking.some(({ id }) => id === "agent-installed");
  if (unanswered !== undefined && isInstalled) {
    return { reason: "agent-unreadable", explanation: unanswered.detail };
  }
  return {
    reason: "prerequisites-unmet",
    explanation: blocking.map(({ id, detail }) => `${id}: ${detail}`).join("; "),
  };
}

/** Behavior monitoring could not be brought to the state that is needed. */
export function notEnabled({ problem }: EnablementRecord): Stop {
  const isAgent = problem?.code.startsWith("agent/") === true;
  return { reason: isAgent ? "agent-unreadable" : "not-enabled", explanation: problem?.message ?? "" };
}

/** A signal came. */
export function interrupted({ by }: Interruption): Stop {
  return { reason: "interrupted", explanation: `${by ?? "SIGTERM"} stopped the run` };
}

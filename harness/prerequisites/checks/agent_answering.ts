// `agent-answering`: the agent answers a question about its health.
import { type CheckContext, type Finding, met, unknown, unmet } from "../finding.ts";
import { restartRemedy } from "../remedies.ts";

/** Looks at whether health could be read at all. */
export function agentAnswering({ facts }: CheckContext): Finding {
  const { health, installation } = facts;
  if (installation.kind !== "installed") {
    return unknown("required", { detail: "Not known, because no agent is installed that could be asked" });
  }
  if (health.kind === "unreadable") {
    return unmet("required", {
      detail: `The agent gives no usable answer (${health.problem.code}): ${health.problem.message}`,
      evidence: health.evidence,
      remedy: facts.simulated === null ? restartRemedy(facts) : health.problem.hint,
    });
  }
  return met("required", { detail: "The agent answers", evidence: health.evidence });
}

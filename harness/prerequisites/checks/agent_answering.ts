// `agent-answering`: the agent answers a question about its health.
import { type CheckContext, type Finding, met, unknown, unmet } from "../finding.ts";

/** Looks at whether health could be read at all. */
export function agentAnswering({ facts }: CheckContext): Finding {
  const { health, installation, platform } = facts;
  if (installation.kind !== "installed") {
    return unknown("required", { detail: "Not known, because no agent is installed that could be asked" });
  }
  if (health.kind === "unreadable") {
    const restart = platform === "darwin"
      ? "sudo launchctl kickstart -k system/com.microsoft.fresno"
      : "sudo systemctl restart mdatp";
    return unmet("required", {
      detail: `The agent gives no usable answer (${health.problem.code}): ${health.problem.message}`,
      evidence: health.evidence,
      remedy: facts.simulated === null ? restart : health.problem.hint,
    });
  }
  const issues = health.value.healthIssues ?? [];
  const detail = issues.length === 0
    ? "The agent answers"
    : `The agent answers, and reports: ${issues.join("; ")}`;
  return met("required", { detail, evidence: health.evidence });
}

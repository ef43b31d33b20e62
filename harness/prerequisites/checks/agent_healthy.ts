// `agent-healthy`: the agent finds nothing wrong with itself. Without its engine, or without the events of the
// system, it sees no behavior: then nothing can be tested.
import { type Health, printedValue } from "../../model/health.ts";
import { type CheckContext, type Finding, met, notRead, unknown, unmet, withHealth } from "../finding.ts";
import { askCommand, restartRemedy } from "../remedies.ts";

/** Looks at `engine_load_status`, `healthy` and `health_issues`. */
export function agentHealthy(context: CheckContext): Finding {
  function judge(health: Health, evidence: readonly string[]): Finding {
    const { healthy, healthIssues } = health;
    const remedy = restartRemedy(context.facts);
    const status = printedValue(health, "engine_load_status");
    const engine = engineLoaded(status);
    if (engine === false && needsEngine(health)) {
      return unmet("required", { detail: `"engine_load_status" is "${status}"`, evidence, remedy });
    }
    const issues = healthIssues ?? [];
    const seen = `The agent reports: ${issues.join("; ")}`;
    if (blindingIssues(health).length > 0) {
      return unmet("required", { detail: seen, evidence, remedy });
    }
    const ask = { evidence, remedy: askCommand(context.facts, "health --field health_issues") };
    if (issues.length > 0) return unmet("recommended", { detail: seen, ...ask });
    for (const key of ["health_issues", "healthy"]) {
      if (printedValue(health, key) !== null) return notRead(context, "recommended", { key, ...ask });
    }
    if (engine !== true && status !== null) {
      const why = engine === null
        ? "which is not understood"
        : "as it is where nothing is scanned in real time";
      return unknown("recommended", {
        detail: `"engine_load_status" is "${status}", ${why}`,
        ...ask,
      });
    }
    if (healthy === false) {
      return unmet("recommended", {
        detail: "The agent says that it is not healthy, and names no reason",
        ...ask,
      });
    }
    if (healthy === null) return notRead(context, "recommended", { key: "healthy", ...ask });
    return met("recommended", { detail: "The agent reports no issue", evidence });
  }
  return withHealth(context, { severity: "recommended", judge });
}

/** Null when the agent does not say, or in words that nobody knows. */
function engineLoaded(status: unknown): boolean | null {
  const words = String(status ?? "").toLowerCase().replaceAll(/[_\s]+/g, " ");
  if (/\b(?:not|fail\w*|error|unload\w*)\b/.test(words)) return false;
  return /\b(?:succeeded|success|loaded)\b/.test(words) ? true : null;
}

/** In passive mode and on demand an engine that is not loaded is as it should be; those have a check of their own. */
function needsEngine({ passiveModeEnabled, realTimeProtectionEnabled }: Health): boolean {
  return passiveModeEnabled?.value !== true && realTimeProtectionEnabled?.value !== false;
}

/** What the agent reports that keeps it from seeing behavior; nothing where it says that it is healthy. */
export function blindingIssues({ healthy, healthIssues }: Health): readonly string[] {
  return healthy === true ? [] : (healthIssues ?? []).filter(stopsDetection);
}

/** Issues without whose mending no behavior is seen; the provider of network events has no part in it. */
function stopsDetection(issue: string): boolean {
  const words = issue.toLowerCase().replaceAll(/[_\s]+/g, " ");
  if (words.includes("network")) return false;
  return /\bengine\b|\bevents? (?:provider|source|subsystem)|endpoint security|real-?\s?time protection/.test(
    words,
  );
}

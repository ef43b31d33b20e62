// `detection-not-allowed`: the agent was not told to let the detections of the run pass.
import { detectionFits, type DetectionMatch } from "../../model/scenario.ts";
import { matchesGlob } from "../../model/text/matches_glob.ts";
import { type CheckContext, type Finding, met, unknown, unmet } from "../finding.ts";
import { askCommand, changeCommand } from "../remedies.ts";

/**
 * Looks for the run's detections in the list of allowed ones. A list that cannot be read does not block: no sample
 * of that output is public, and an allowed detection can make a run fail, but never pass.
 */
export function detectionNotAllowed({ facts }: CheckContext): Finding {
  const { allowed, detections } = facts;
  if (allowed.kind === "unreadable") {
    return unknown("recommended", {
      detail: `The allowed detections could not be read (${allowed.problem.code})`,
      evidence: allowed.evidence,
      remedy: askCommand(facts, "threat allowed list"),
    });
  }
  const { value, evidence } = allowed;
  const hits = value.filter((name) => detections.some((match) => isSameName(name, match)));
  if (hits.length === 0) {
    const detail = value.length === 0
      ? "No detection is allowed to pass"
      : `None of the ${value.length} allowed detections is one that the run looks for`;
    return met("required", { detail, evidence });
  }
  return unmet("required", {
    detail: `The agent was told to allow ${hits.map((name) => `"${name}"`).join(", ")}`,
    evidence,
    remedy: hits.map((name) => changeCommand(facts, `threat allowed remove --name "${name}"`)).join("; "),
  });
}

/** The rule of the model for names, and wildcards; the list of allowed ones carries no type. */
function isSameName(name: string, { name: wanted, type }: DetectionMatch): boolean {
  if (/[*?]/.test(name)) return matchesGlob(wanted, name.replaceAll(/\s+/g, ""), { ignoreCase: true });
  return detectionFits({ id: null, name, type, status: null, detectedAt: null }, { name: wanted, type });
}

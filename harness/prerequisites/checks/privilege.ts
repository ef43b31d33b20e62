// `privilege`: who runs the harness may change behavior monitoring, when the run has to change it.
import { changeNeed } from "../change_need.ts";
import { type CheckContext, doesNotApply, type Finding, met, unknown, unmet } from "../finding.ts";
import { isStandardAgent } from "../remedies.ts";

const REMEDY = "Run the same command again with sudo in front";

/** Looks at the user and at whether a change is needed. */
export function privilege({ facts }: CheckContext): Finding {
  if (facts.isRoot) return met("required", { detail: "The harness runs as root" });
  if (facts.simulated !== null) {
    return met("required", { detail: "A simulated device takes changes from its owner" });
  }
  const need = changeNeed(facts);
  if (need === "none") {
    return doesNotApply("No change of behavior monitoring is needed, so root is not needed");
  }
  // An agent elsewhere is a stand-in or a special installation: it says itself what it takes from whom.
  const severity = isStandardAgent(facts) ? "required" : "recommended";
  if (need === "unclear") {
    return unknown(severity, {
      detail: "The harness does not run as root, and whether a change is needed is not known",
      remedy: REMEDY,
    });
  }
  return unmet(severity, {
    detail: "The harness does not run as root, and behavior monitoring has to be changed",
    evidence: facts.behaviorMonitoring.evidence,
    remedy: REMEDY,
  });
}

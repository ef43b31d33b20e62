// `no-exclusion`: the agent was not told to look away from the trigger. An exclusion silences behavior monitoring
// without a trace.
import type { Exclusion } from "../../model/exclusion.ts";
import { exclusionCovers, triggerTargets } from "../exclusion_covers.ts";
import { shellWord } from "../../model/text/command_with.ts";
import { type CheckContext, type Finding, met, unknown, unmet } from "../finding.ts";
import { askCommand, changeCommand, profileRemedy } from "../remedies.ts";

/** Looks for exclusions that cover the trigger's files or the shell that runs it. */
export function noExclusion({ facts }: CheckContext): Finding {
  const { exclusions, platform } = facts;
  if (exclusions.kind === "unreadable") {
    return unknown("required", {
      detail: `The exclusions could not be read (${exclusions.problem.code})`,
      evidence: exclusions.evidence,
      remedy: askCommand(facts, "exclusion list"),
    });
  }
  const { value, evidence } = exclusions;
  const targets = triggerTargets(facts);
  const covering = value.filter((exclusion) => exclusionCovers(exclusion, targets));
  const strange = value.filter((exclusion) => exclusion.kind === "unknown");
  if (covering.length === 0 && strange.length > 0) {
    return unknown("required", {
      detail: `What is excluded is not understood: ${strange.map(described).join(", ")}`,
      evidence,
      remedy: askCommand(facts, "exclusion list"),
    });
  }
  if (covering.length === 0) {
    const detail = value.length === 0
      ? "There are no exclusions"
      : `None of the ${value.length} exclusions covers the trigger`;
    return met("required", { detail, evidence });
  }
  const managed = covering.some((exclusion) => exclusion.managed);
  return unmet("required", {
    detail: `The trigger is covered by ${covering.map(described).join(", ")}`,
    evidence,
    remedy: managed
      ? profileRemedy(platform, "antivirusEngine.exclusions so that it no longer covers the trigger")
      : covering.map((exclusion) => changeCommand(facts, removal(exclusion))).join("; "),
  });
}

function described({ kind, pattern, managed }: Exclusion): string {
  const title = kind === "unknown" ? "exclusion of unknown kind" : `${kind} exclusion`;
  return `the ${title} "${pattern}"${managed ? " [managed]" : ""}`;
}

function removal({ kind, pattern }: Exclusion): string {
  const word = shellWord(pattern);
  if (kind === "extension") return `exclusion extension remove --name ${word}`;
  if (kind === "name") return `exclusion process remove --name ${word}`;
  if (kind === "process" && !pattern.includes("/")) return `exclusion process remove --name ${word}`;
  return `exclusion ${kind === "unknown" ? "folder" : kind} remove --path ${word}`;
}

// Rules about the enforcement level beside the older switches that say the same: whether they agree.
import type { RawFinding } from "../../words/finding.ts";
import { stringOf, valueAt } from "../../words/profile_node.ts";
import { findingOf, type LintContext } from "../lint_context.ts";

/** `enforcement-contradicts`: "real_time" beside passive mode or switched-off real-time protection. */
export function checkEnforcement(context: LintContext): readonly RawFinding[] {
  return context.profile.settings.flatMap(({ settings }) => {
    const level = stringOf(valueAt(settings, ["antivirusEngine", "enforcementLevel"]));
    if (level !== "real_time") return [];
    return ([["passiveMode", true], ["enableRealTimeProtection", false]] as const).flatMap(
      ([name, contrary]) => {
        const node = valueAt(settings, ["antivirusEngine", name]);
        if (node?.kind !== "boolean" || node.value !== contrary) return [];
        return [findingOf("enforcement-contradicts", {
          severity: "warning",
          span: node.span,
          path: `antivirusEngine.${name}`,
          what:
            `"antivirusEngine.enforcementLevel" is "real_time", but "antivirusEngine.${name}" is ${contrary}`,
          why:
            "The level came in place of the older switches; which of them an agent obeys when they differ is not documented",
          remedy: `Remove "${name}", or give the level that is meant`,
        })];
      },
    );
  });
}

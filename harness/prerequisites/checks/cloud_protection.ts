// `cloud-protection`: cloud-delivered protection is on.
import { type CheckContext, type Finding, met, notRead, unmet, withHealth } from "../finding.ts";
import { askCommand, changeCommand, generateWords, profileRemedy } from "../remedies.ts";

/** Looks at `cloud_enabled`. */
export function cloudProtection(context: CheckContext): Finding {
  return withHealth(context, {
    severity: "required",
    judge: ({ cloudEnabled }, evidence) => {
      const { facts } = context;
      if (cloudEnabled === null) {
        const remedy = askCommand(facts, "health --field cloud_enabled");
        return notRead(context, "required", { key: "cloud_enabled", evidence, remedy });
      }
      if (cloudEnabled.value) {
        return met("required", { detail: "Cloud-delivered protection is on", evidence });
      }
      return unmet("required", {
        detail: `Cloud-delivered protection is off${
          cloudEnabled.managed ? ", set by a management profile" : ""
        }`,
        evidence,
        remedy: cloudEnabled.managed
          ? profileRemedy(facts.platform, "cloudService.enabled to true") +
            generateWords(facts.platform, "--cloud on")
          : changeCommand(facts, "config cloud --value enabled"),
      });
    },
  });
}

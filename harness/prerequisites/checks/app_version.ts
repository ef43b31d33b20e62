// `app-version`: the agent is new enough to have the feature.
import { compareVersions } from "../compare_versions.ts";
import { type CheckContext, type Finding, met, notRead, unknown, unmet, withHealth } from "../finding.ts";
import { MINIMUM_ON_LINUX } from "../policies.ts";
import { askCommand, updateRemedy } from "../remedies.ts";

/** Compares `app_version` with the lowest one that the policy allows, on Linux with the first that has the feature. */
export function appVersion(context: CheckContext): Finding {
  return withHealth(context, {
    severity: "required",
    judge: (health, evidence) => {
      const { facts, policy: { minimumAppVersion, id } } = context;
      const remedy = askCommand(facts, "health --field app_version");
      if (health.appVersion === null) {
        return notRead(context, "required", { key: "app_version", evidence, remedy });
      }
      const isLinux = facts.platform === "linux";
      const order = compareVersions(health.appVersion, isLinux ? MINIMUM_ON_LINUX : minimumAppVersion);
      const wanted = isLinux
        ? `on Linux behavior monitoring is there from ${MINIMUM_ON_LINUX} on`
        : `the policy "${id}" asks for ${minimumAppVersion} or newer`;
      if (order === null) {
        return unknown("required", {
          detail: `"app_version" is "${health.appVersion}"; ${wanted}`,
          evidence,
          remedy,
        });
      }
      const detail = `"app_version" is ${health.appVersion}; ${wanted}`;
      return order >= 0
        ? met("required", { detail, evidence })
        : unmet("required", { detail, evidence, remedy: updateRemedy(facts.platform) });
    },
  });
}

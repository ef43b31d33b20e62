// `no-conflict`: no other security product works beside the agent.
import { type CheckContext, type Finding, met, notRead, unmet, withHealth } from "../finding.ts";
import { askCommand } from "../remedies.ts";

/** Looks at `conflicting_applications`. */
export function noConflict(context: CheckContext): Finding {
  return withHealth(context, {
    severity: "recommended",
    judge: ({ conflictingApplications: others }, evidence) => {
      if (others === null) {
        const remedy = askCommand(context.facts, "health --field conflicting_applications");
        return notRead(context, "recommended", { key: "conflicting_applications", evidence, remedy });
      }
      if (others.length === 0) {
        return met("recommended", { detail: "The agent names no conflicting application", evidence });
      }
      return unmet("recommended", {
        detail: `The agent names conflicting applications: ${others.join(", ")}`,
        evidence,
        remedy: `Switch off the real-time protection of ${others.join(" and of ")}, or remove it`,
      });
    },
  });
}

// `agent-installed`: there is an agent, and not the placeholder that Microsoft 365 installs.
import { shellWord } from "../../model/text/command_with.ts";
import { type CheckContext, type Finding, met, unmet } from "../finding.ts";
import { onboardingRemedy } from "../remedies.ts";

/** Looks at what is at the agent's path. */
export function agentInstalled({ facts }: CheckContext): Finding {
  const { installation, agentPath, platform } = facts;
  switch (installation.kind) {
    case "installed":
      return met("required", { detail: `The agent is installed at "${agentPath}"` });
    case "absent":
      return unmet("required", {
        detail: `There is no agent at "${agentPath}"`,
        remedy: onboardingRemedy(platform),
      });
    case "shim":
      return unmet("required", {
        detail:
          `"${installation.path}" is the placeholder app that Microsoft 365 installs: it holds no agent, and ` +
          `there is none at "${agentPath}"`,
        remedy: onboardingRemedy(platform),
      });
    case "not-executable":
      return unmet("required", {
        detail: `The agent at "${agentPath}" cannot be executed: ${installation.why}`,
        remedy: `ls -l ${shellWord(agentPath)}`,
      });
  }
}

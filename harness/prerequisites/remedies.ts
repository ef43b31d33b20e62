// Remedies that several checks give: commands to paste and paths to click.
import { shellWord } from "../model/text/command_with.ts";
import type { DeviceFacts } from "./device_facts.ts";

/** Paths at which the vendor's packages install the agent. */
const STANDARD_AGENT_PATHS: readonly string[] = ["/usr/local/bin/mdatp", "/usr/bin/mdatp"];

type AgentFacts = Pick<DeviceFacts, "agentPath" | "simulated">;

/** Whether the agent stands where the vendor's package puts it: a real one, not a stand-in. */
export function isStandardAgent({ agentPath, simulated }: AgentFacts): boolean {
  return simulated === null && STANDARD_AGENT_PATHS.includes(agentPath);
}

/** A question to the agent, as a person types it. */
export function askCommand(facts: AgentFacts, words: string): string {
  return `${isStandardAgent(facts) ? "mdatp" : shellWord(facts.agentPath)} ${words}`;
}

/** A change of the agent, as a person types it. */
export function changeCommand(facts: AgentFacts, words: string): string {
  return `${facts.simulated === null ? "sudo " : ""}${askCommand(facts, words)}`;
}

/** Where the setting is mended when a management profile sets it. */
export function profileRemedy(platform: DeviceFacts["platform"], setting: string): string {
  return platform === "darwin"
    ? `In the management system (Intune, Jamf), set ${setting} in the profile for com.microsoft.wdav`
    : `Set ${setting} in /etc/opt/microsoft/mdatp/managed/mdatp_managed.json, or in the management system that writes it`;
}

/** How the agent's daemons are started anew. */
export function restartRemedy({ platform, simulated }: Pick<DeviceFacts, "platform" | "simulated">): string {
  if (simulated !== null) return "Start the simulated device anew";
  return platform === "darwin"
    ? "sudo launchctl kickstart -k system/com.microsoft.fresno"
    : "sudo systemctl restart mdatp";
}

/** How the agent is brought up to date. */
export function updateRemedy(platform: DeviceFacts["platform"]): string {
  return platform === "darwin"
    ? "'/Library/Application Support/Microsoft/MAU2.0/Microsoft AutoUpdate.app/Contents/MacOS/msupdate' " +
      "--install --apps WDAV00"
    : "sudo apt-get install --only-upgrade mdatp || sudo dnf upgrade mdatp";
}

/** Where a package that onboards a device comes from. */
export function onboardingRemedy(platform: DeviceFacts["platform"]): string {
  const system = platform === "darwin" ? "macOS" : "Linux Server";
  return `In the Microsoft Defender portal, open Settings > Endpoints > Device management > Onboarding, choose ${system}, ` +
    "and deploy the package to the device";
}

/** What `profile generate` adds to such a remedy: the command that writes the setting into a profile. */
export function generateWords(platform: DeviceFacts["platform"], words: string): string {
  const tool = platform === "darwin" ? "intune" : "linux";
  return `; "bmverify profile generate --for ${tool} ${words} --merge FILE" writes it into a profile`;
}

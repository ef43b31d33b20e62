// The way into each management tool, as Markdown with the file name filled in. Steps follow the vendor's documentation
// (behavior monitoring on macOS, 2026-09-17; Jamf policies, 2026-09-17; Linux preferences, 2024-07-09).
import type { Tool } from "../words/tool.ts";

/** What the guide needs to know. */
export interface GuideRequest {
  readonly tool: Tool;
  readonly fileName: string;
  readonly behaviorMonitoring: "enabled" | "disabled";
}

/** The guide, ending in a line feed. */
export function renderGuide(request: GuideRequest): string {
  const lines = [
    `# Deploy \`${request.fileName}\` with ${TITLES[request.tool]}`,
    "",
    ...BEFORE[request.tool === "linux" ? "linux" : "darwin"],
    "",
    ...numbered(STEPS[request.tool](request.fileName)),
    "",
    "## Check on one device",
    "",
    ...numbered(checks(request)),
    "",
  ];
  return lines.join("\n");
}

const TITLES: Readonly<Record<Tool, string>> = {
  "intune": "Microsoft Intune",
  "jamf": "Jamf Pro",
  "workspace-one": "Workspace ONE UEM",
  "kandji": "Kandji (Iru)",
  "linux": "a configuration management tool (Linux)",
  "generic-mdm": "an MDM server",
};

const BEFORE: Readonly<Record<"linux" | "darwin", readonly string[]>> = {
  "darwin": [
    "Before you start: no second profile for `com.microsoft.wdav` may reach the same devices. If there is one, add the",
    "settings to it (`profile generate --merge FILE`) instead of deploying this file.",
  ],
  "linux": [
    "Before you start: this file replaces an `mdatp_managed.json` that is on the devices already. If there is one, add",
    "the settings to it (`profile generate --merge FILE`) instead of deploying this file.",
  ],
};

const STEPS: Readonly<Record<Tool, (fileName: string) => readonly string[]>> = {
  "intune": (fileName) => [
    "Open the [Intune admin center](https://intune.microsoft.com): **Devices** > **Configuration** > **Policies**.",
    "Select **Create** > **New policy**. Platform: **macOS**. Profile type: **Templates**. Template name: **Custom**. Select **Create**.",
    "Give the policy a name, then **Next**.",
    `On **Configuration settings**: custom configuration profile name \`Microsoft Defender behavior monitoring\`; deployment channel **Device channel** (not the user channel); configuration profile file \`${fileName}\`.`,
    "On **Assignments**: include a small device group first.",
    "Select **Create**. Widen the assignment when the check below holds.",
  ],
  "jamf": (fileName) => [
    "In Jamf Pro: **Computers** > **Configuration Profiles** > **New**.",
    "On **General**: level **Computer Level**, distribution method **Install Automatically**.",
    "Select **Application & Custom Settings** > **Upload**, then **Add**.",
    "Preference domain: `com.microsoft.wdav`, letter by letter.",
    `Property list: upload \`${fileName}\`. (A .mobileconfig is refused here: Jamf makes the profile around it.)`,
    "On **Scope**: choose a small computer group first, then **Save**.",
  ],
  "workspace-one": (fileName) => [
    "In Workspace ONE UEM: **Resources** > **Profiles & Baselines** > **Profiles** > **Add** > **Add Profile** > **Apple macOS** > **Device Profile**.",
    "On **General**: give it a name and assign it to a small smart group first.",
    `On **Custom Settings**: paste the whole text of \`${fileName}\`, from the first \`<dict>\` to the last \`</dict>\`. There is no \`<plist>\` around it: Workspace ONE makes the profile around this payload.`,
    "**Save and Publish**.",
  ],
  "kandji": (fileName) => [
    "In Kandji (Iru): **Library** > **Add New** > **Custom Profile**.",
    "Give it a name, choose macOS, and assign it to a blueprint with few devices first.",
    `Upload \`${fileName}\` as it is, then **Save**. (Kandji may put its own PayloadIdentifier into it.)`,
  ],
  "linux": (fileName) => [
    `After any change by hand, run \`profile lint ${fileName}\`: the agent drops a file it cannot read as a whole, without an error.`,
    `Let the tool put \`${fileName}\` to \`/etc/opt/microsoft/mdatp/managed/mdatp_managed.json\`, owned by root, mode 0644.`,
    "The agent reads the file by itself; `sudo systemctl restart mdatp` makes it read at once.",
  ],
  "generic-mdm": (fileName) => [
    "In the MDM server, make a custom configuration profile for macOS devices.",
    `Upload \`${fileName}\` as it is. Choose the device channel (computer level), not the user channel.`,
    "If the server signs profiles, let it; do not sign by hand first.",
    "Assign it to a small device group first.",
  ],
};

function checks({ tool, behaviorMonitoring }: GuideRequest): readonly string[] {
  const health =
    `Run \`mdatp health --field behavior_monitoring\`: it prints \`"${behaviorMonitoring}"\`, and \`mdatp health\` marks it \`[managed]\`.`;
  if (tool === "linux") {
    return [health, "If not: `bmverify profile effective` says why."];
  }
  return [
    "**System Settings** > **General** > **Device Management** lists the profile under **Device**, not under **User**.",
    "`/Library/Managed Preferences/com.microsoft.wdav.plist` exists.",
    health,
    "If not: `sudo bmverify profile effective` says why.",
  ];
}

function numbered(steps: readonly string[]): readonly string[] {
  return steps.map((step, i) => `${i + 1}. ${step}`);
}

// What a recording asks beside the questions of a run and of the selftest. All of it only reads.
import { healthDetails } from "../agent_commands.ts";
import type { Command } from "../../ports/command_runner.ts";
import type { Platform } from "../../model/platform.ts";

/** Label of the evidence that holds configuration of the agent. */
export const MANAGED_FILE = "managed-file";

/** Sections of health that the agent names in its own help, those apart that a run asks for. */
const SECTIONS = [
  ...[
    "antivirus",
    "cloud",
    "data_loss_prevention",
    "definitions",
    "device_control",
    "edr",
    "engine",
    "features",
  ],
  ...["network_protection", "permissions", "scheduled_scan", "system_extensions", "tamper_protection"],
  "troubleshooting_mode",
] as const;

/** A command with the label of its evidence. */
export interface RecordedCommand {
  readonly label: string;
  readonly argv: Command["argv"];
}

/** Questions to the agent that nobody else asks. */
export function furtherQuestions(agentPath: string): readonly RecordedCommand[] {
  return [
    { label: "version", argv: [agentPath, "version"] },
    ...SECTIONS.map((section): RecordedCommand => {
      const { label, args } = healthDetails(section);
      return { label, argv: [agentPath, ...args] };
    }),
  ];
}

const MAC_FOLDER = "/Library/Managed Preferences";
const MAC_FILES = ["com.microsoft.wdav.plist", "com.microsoft.wdav.ext.plist"] as const;
const LINUX_FILE = "/etc/opt/microsoft/mdatp/managed/mdatp_managed.json";

/**
 * Where configuration lies, printed. `root` is the folder of a simulated device, else empty; `system` that of this
 * machine, whose tools print it.
 */
export function configurationCommands(
  { platform, system, root }: {
    readonly platform: Platform;
    readonly system: Platform;
    readonly root: string;
  },
): readonly RecordedCommand[] {
  if (platform === "linux") return [{ label: MANAGED_FILE, argv: ["/bin/cat", `${root}${LINUX_FILE}`] }];
  // A property list may be binary; only macOS has the tool that prints it as text.
  const print = system === "darwin"
    ? ["/usr/bin/plutil", "-convert", "xml1", "-o", "-"] as const
    : ["/bin/cat"] as const;
  // The files of the agent by name: what else lies in the folder names users and other products.
  return MAC_FILES.map((name) => ({ label: MANAGED_FILE, argv: [...print, `${root}${MAC_FOLDER}/${name}`] }));
}

/** What else of the machine explains what the agent does. The profiles of others are nobody's business. */
export function machineCommands({ system }: { readonly system: Platform }): readonly RecordedCommand[] {
  const starts: RecordedCommand = { label: "process-starts", argv: ["/bin/ps", "-axo", "lstart=,comm="] };
  if (system === "linux") return [starts];
  const updates = "/Library/Preferences/com.microsoft.autoupdate2";
  return [
    starts,
    { label: "enrolment", argv: ["/usr/bin/profiles", "status", "-type", "enrollment"] },
    { label: "product-version", argv: ["/usr/bin/sw_vers"] },
    { label: "update-channel", argv: ["/usr/bin/defaults", "read", updates, "ChannelName"] },
  ];
}

// What stands in the first lines of every format where the device is not simply a real one with the vendor's agent.
import { printableLine } from "../../harness/model/text/printable.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";

/** Where the vendor's package puts the agent's command line. */
const VENDORS_PATH = { darwin: "/usr/local/bin/mdatp", linux: "/usr/bin/mdatp" } as const;
/** Of the path of a hostile device no more than this is said. */
const LONGEST_PATH = 200;
const SYSTEM = { darwin: "macOS", linux: "Linux" } as const;

/** What was tested. */
export type NoticedDevice = Pick<RunRecord, "simulated"> & {
  readonly device: Pick<
    RunRecord["device"],
    "profile" | "platform" | "platformAssumed" | "agentPath" | "programs"
  >;
};

/** The notice on one line; null for the vendor's agent on the system that it says it is on. */
export function deviceNotice({ simulated, device }: NoticedDevice): string | null {
  const { profile, platform, platformAssumed, agentPath, programs } = device;
  if (simulated) {
    const which = profile === null ? "" : ` (profile ${profile})`;
    return `SIMULATED DEVICE${which}: this result says nothing about a real device`;
  }
  const path = printableLine(agentPath, LONGEST_PATH).trim();
  const signature = programs.find((program) => program.path === agentPath)?.signature ?? null;
  const isElsewhere = agentPath !== VENDORS_PATH[platform] && signature?.isVendors !== true;
  const notes = [
    ...(isElsewhere ? [`not this system's agent: ${path}`] : []),
    ...(!isElsewhere && signature?.isVendors === false ? [`not signed by the vendor: ${path}`] : []),
    ...(platformAssumed ? [`${SYSTEM[platform]} assumed`] : []),
  ];
  return notes.length === 0 ? null : `STAND-IN: ${notes.join("; ")}`.trimEnd();
}

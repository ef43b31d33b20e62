// `measure --dry-run`: what a measurement would do and how long it would take, from the plan that it follows.
import type { Host } from "../../ports/host.ts";
import { planBlocks, remainingMs } from "../../cost/plan_blocks.ts";
import { AGENT_PATH, type DeviceOptions, simulatedProfile } from "../../run/open_device.ts";
import type { PlannedMeasurement } from "../../run/measuring/measure_arms.ts";

/** What surrounds a block: preparing, asking the agent and the machine, cleaning up. */
const OVERHEAD_MS = 1200;

/** The text for a person; nothing is started, read or written for it. */
export function describeMeasurement(
  { facts }: Host,
  options: DeviceOptions & { readonly out: string },
  { plan, workloads }: PlannedMeasurement,
): string {
  const profile = simulatedProfile(options);
  const platform = options.platform ?? (profile === null ? facts.platform : "darwin") ?? "darwin";
  const agent = profile === null
    ? options.mdatp ?? AGENT_PATH[platform]
    : `(simulated device "${profile}")/bin/mdatp`;
  const folder = profile === null ? "(temporary folder)" : `(simulated device "${profile}")/work`;
  const blocks = planBlocks(plan, workloads);
  const minutes = Math.ceil(remainingMs(blocks, 0, { ...plan, overheadMs: OVERHEAD_MS }) / 60_000);
  const switches = plan.arms === "current" ? ["  nothing: the device is measured as it is"] : [
    `  ${agent} config behavior-monitoring --value disabled`,
    `  ${agent} config behavior-monitoring --value enabled`,
    `  ${agent} config real-time-protection-statistics --value enabled`,
    `  ${agent} config behavior-monitoring-statistics --value enabled`,
  ];
  const lines = [
    "Nothing is run and nothing is written. A measurement would",
    "",
    "ask the agent:",
    `  ${agent} health --output json`,
    `  ${agent} diagnostic real-time-protection-statistics --output json`,
    `  ${agent} diagnostic behavior-monitoring-statistics`,
    "",
    "switch, in turns, and put back:",
    ...switches,
    "",
    `measure ${blocks.length} blocks of ${
      plan.blockMs / 1000
    } s, about ${minutes} min in all, of the workloads:`,
    `  ${workloads.join(", ")}`,
    "",
    "write, and remove again:",
    `  ${folder}/bmverify-workload-*/`,
    `  ${options.state ?? facts.stateFolder}/(device)/lock, holder.json, journal.ndjson`,
    "",
    "write and keep:",
    `  ${options.out}/(run id)/events.ndjson, evidence/, samples.ndjson, feedback.md, run.json, SHA256SUMS`,
    `  ${options.out}/latest`,
  ];
  return `${lines.join("\n")}\n`;
}

// The command that measures the same again.
import type { MeasurementPlan } from "../../harness/model/record/measurement.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { shellWord } from "../../harness/model/text/command_with.ts";

/** Every option of the plan, also those that were left to their defaults: these may be others some day. No paths. */
export function repeatCommand(
  { device }: Pick<RunRecord, "device">,
  plan: MeasurementPlan,
): string {
  const {
    arms,
    workloads,
    blocksPerArm,
    blockMs,
    settleMs,
    rateHz,
    scale,
    seed,
    quick,
    nullStretch,
    budgets,
  } = plan;
  const sudo = device.chosenBy.sudo === true ? "sudo " : "";
  const words = [
    `${sudo}bmverify measure`,
    ...(device.profile === null ? [] : [`--device simulated:${device.profile}`]),
    ...(quick ? ["--quick"] : []),
    ...(arms === "current" ? ["--arm current"] : []),
    `--workload ${workloads.join(",")}`,
    `--blocks ${blocksPerArm}`,
    `--block-seconds ${blockMs / 1000}`,
    ...(arms === "current" ? [] : [`--settle ${settleMs / 1000}`]),
    `--rate ${rateHz}`,
    `--scale ${scale}`,
    `--seed ${seed}`,
    ...(nullStretch === true ? ["--null"] : []),
    ...budgets.map(({ key, limit, unit }) => `--budget ${shellWord(`${key}=${budgetValue(limit, unit)}`)}`),
  ];
  return words.join(" ");
}

/** As `--budget` reads it. */
function budgetValue(limit: number, unit: string): string {
  if (unit === "bytes") return `${limit}B`;
  if (unit === "bytes-per-minute") return `${limit}B/min`;
  return unit === "share" ? `${Number((100 * limit).toPrecision(6))}%` : String(limit);
}

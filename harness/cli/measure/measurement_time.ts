// How long a measurement takes and how long of it without protection, in words: before anybody consents to it.
import { planBlocks } from "../../cost/plan_blocks.ts";
import { workloadOf } from "../../cost/workloads/catalogue.ts";
import { announcedTime, type PlannedMeasurement } from "../../run/measuring/measure_arms.ts";
import { roundedTime } from "../words/rounded_time.ts";

/** How long a measurement takes, and what it consists of: one line each. */
export function announcement(planned: PlannedMeasurement): readonly string[] {
  const { plan, workloads } = planned;
  const blocks = planBlocks(plan, workloads).length;
  return [
    `It would measure ${blocks} blocks of ${plan.blockMs / 1000} s, ${timeInWords(planned)}, of:`,
    ...workloads.map((id) => {
      const { title, complaint, scripts } = workloadOf(id);
      const size = scripts({ ...plan, tool: null })?.size;
      return `  ${id}: ${title}${size === undefined ? "" : ` (${size})`}${
        complaint === null ? "" : `, as in ${complaint}`
      }`;
    }),
  ];
}

/** `about 25 min in all, 12 min of them with behavior monitoring off`. */
export function timeInWords(planned: PlannedMeasurement): string {
  const { totalMs, unprotectedMs } = announcedTime(planned);
  const unprotected = planned.plan.arms === "current"
    ? "and behavior monitoring stays as it is"
    : `${roundedTime(unprotectedMs)} of them with behavior monitoring off`;
  return `about ${roundedTime(totalMs)} in all, ${unprotected}`;
}

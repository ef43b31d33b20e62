// What a measurement cannot bear, for whoever reads it as evidence.
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { asSentence } from "../../harness/model/text/sentence.ts";

/** One sentence each; empty when nothing speaks against it. */
export function limitsOf({ measurement, prerequisites }: RunRecord): readonly string[] {
  if (measurement === null) return [];
  const { plan, outcome } = measurement;
  const isCompared = plan.arms !== "current";
  return [
    ...(outcome?.notes ?? []).map(asSentence),
    ...(outcome?.skipped ?? []).map(({ workload, reason }) =>
      `${workload} was skipped: ${asSentence(reason)}`
    ),
    ...(isCompared ? [] : ["Behavior monitoring was not switched, so its own share of the use is not told."]),
    ...(outcome?.source === "ps" ? ["Processes were read with ps, whose CPU times are coarse."] : []),
    ...missedReadings(outcome),
    ...(plan.quick ? ["Its blocks are too few and too short for any claim."] : []),
    ...(isCompared && !plan.quick && plan.blocksPerArm < 12
      ? [
        `With ${plan.blocksPerArm} blocks in each arm small effects are not seen; each "would have been seen" says how small.`,
      ]
      : []),
    ...prerequisites.filter(({ id, status }) => id === "real-time-protection" && status !== "met")
      .map(({ detail }) => `Real-time protection: ${asSentence(detail)}`),
  ];
}

function missedReadings(outcome: NonNullable<RunRecord["measurement"]>["outcome"]): readonly string[] {
  const { missed = 0, ticks = 0 } = outcome?.sampler ?? {};
  return missed === 0
    ? []
    : [`${missed} of ${missed + ticks} readings did not come in time; nothing stands in for them.`];
}

// What a run tells of how it measured, as far as nights can only be compared when it is the same.
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import type { RunFact } from "./fact.ts";

/** Power, plan and kind of the measurement; all null without one. */
export function measurementFacts(
  { measurement, blocks }: RunRecord,
): Pick<RunFact, "power" | "plan" | "measured"> {
  if (measurement === null) return { power: null, plan: null, measured: null };
  const { plan, outcome } = measurement;
  return {
    power: powerOf(blocks),
    plan: [
      plan.arms,
      `${plan.blocksPerArm} x ${plan.blockMs} ms`,
      `${plan.rateHz} Hz`,
      `scale ${plan.scale}`,
      outcome?.source ?? "unknown source",
      outcome?.memoryMetric ?? "no memory",
    ].join(", "),
    measured: plan.arms === "current" ? "as-it-is" : plan.quick ? "quick-look" : "comparison",
  };
}

function powerOf(blocks: RunRecord["blocks"]): RunFact["power"] {
  const sources = new Set(blocks.flatMap(({ machine }) => machine.powerSource ?? []));
  return sources.size === 2 ? "both" : [...sources][0] ?? null;
}

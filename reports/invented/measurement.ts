// An invented measurement, with the shapes and words of a real one: behavior monitoring costs CPU when files change and
// nothing when the machine idles.
import type { MeasurementRecord } from "../../harness/model/record/measurement.ts";
import type { RunEventBody } from "../../harness/model/record/run_event.ts";
import { INVENTED_PLAN, inventedBlocks } from "./blocks.ts";
import { UNTOLD_OUTCOME } from "../../harness/model/record/untold.ts";

const arm = (median: number, spread: number) => ({
  n: 6,
  median,
  low: median - spread,
  high: median + spread,
  mean: { value: median, low: median - spread, high: median + spread },
  p95: { value: median + spread, low: median, high: null },
  largest: median + spread,
});

const MEASUREMENT: Omit<MeasurementRecord, "workload" | "metric" | "unit" | "words" | "conclusion"> = {
  process: "agent",
  off: null,
  on: null,
  current: null,
  shift: null,
  ratio: null,
  pValue: null,
  adjustedPValue: null,
  family: "primary",
  floor: 0.5,
  nullSpread: null,
  minimumDetectable: null,
  outliers: [],
  budget: null,
};

/** Results, as the statistics would word them. */
export function inventedMeasurements(): readonly MeasurementRecord[] {
  return [
    {
      ...MEASUREMENT,
      workload: "idle",
      metric: "cpu.mean",
      unit: "percent-of-core",
      off: arm(2.2, 0.1),
      on: arm(2.2, 0.1),
      shift: { value: 0.01, low: -0.09, high: 0.11 },
      ratio: { value: 1, low: 0.96, high: 1.05 },
      pValue: 0.94,
      adjustedPValue: 0.94,
      nullSpread: 0.12,
      minimumDetectable: 0.6,
      conclusion: "no difference seen",
      words:
        "no difference seen: +0.010 % of a core (-0.090 to 0.110 % of a core, × 1.00); up to 0.500 % of a core does not count",
      budget: budget("met", { workload: "idle", held: "2.20 % of a core (2.10 to 2.30 % of a core)" }),
    },
    {
      ...MEASUREMENT,
      workload: "file-churn",
      metric: "cpu.mean",
      unit: "percent-of-core",
      off: arm(11.6, 0.4),
      on: arm(18.9, 0.5),
      shift: { value: 7.25, low: 6.8, high: 7.7 },
      ratio: { value: 1.62, low: 1.57, high: 1.67 },
      pValue: 0.0022,
      adjustedPValue: 0.0088,
      nullSpread: 0.9,
      minimumDetectable: 1.4,
      conclusion: "costs",
      words: "+7.25 % of a core (6.80 to 7.70 % of a core, × 1.62)",
      budget: budget("exceeded", {
        workload: "file-churn",
        held: "18.9 % of a core (18.4 to 19.4 % of a core)",
      }),
    },
    {
      ...MEASUREMENT,
      workload: "file-churn",
      metric: "workload.wall",
      process: null,
      unit: "ms",
      off: arm(414, 5),
      on: arm(510, 6),
      shift: { value: 96, low: 91, high: 101 },
      ratio: { value: 1.23, low: 1.22, high: 1.25 },
      pValue: 0.0022,
      adjustedPValue: 0.0088,
      floor: 8,
      nullSpread: 7,
      minimumDetectable: 12,
      conclusion: "costs",
      words: "+96.0 ms (91.0 to 101 ms, × 1.23)",
    },
    {
      ...MEASUREMENT,
      workload: "file-churn",
      metric: "rss.mean",
      unit: "bytes",
      off: arm(2.01e8, 1e6),
      on: arm(2.41e8, 1e6),
      shift: { value: 4e7, low: 3.9e7, high: 4.1e7 },
      ratio: { value: 1.2, low: 1.19, high: 1.21 },
      pValue: 0.0022,
      adjustedPValue: 0.0088,
      floor: 2e6,
      nullSpread: 1.5e6,
      minimumDetectable: 3e6,
      conclusion: "costs",
      words: "+40.0 MB (39.0 to 41.0 MB, × 1.20)",
    },
    {
      ...MEASUREMENT,
      workload: "file-churn",
      metric: "cpu.mean",
      process: "wdavdaemon_unprivileged",
      family: "secondary",
      unit: "percent-of-core",
      off: arm(9.3, 0.3),
      on: arm(15.1, 0.4),
      shift: { value: 5.8, low: 5.4, high: 6.2 },
      ratio: { value: 1.62, low: 1.57, high: 1.67 },
      pValue: 0.0022,
      adjustedPValue: 0.0088,
      nullSpread: 0.7,
      minimumDetectable: 1.1,
      conclusion: "costs",
      words: "+5.80 % of a core (5.40 to 6.20 % of a core, × 1.62)",
    },
  ];
}

function budget(
  verdict: "met" | "exceeded",
  { workload, held }: { readonly workload: string; readonly held: string },
): NonNullable<MeasurementRecord["budget"]> {
  return {
    key: "cpu.mean",
    limit: 5,
    unit: "percent-of-core",
    verdict,
    judged: `mean over blocks of cpu.mean of agent under ${workload} with it on: ${held}`,
  };
}

/** Events of the measurement, from its plan to its end. */
export function inventedMeasurementEvents(): readonly RunEventBody[] {
  const blocks = inventedBlocks();
  return [
    { kind: "measurement-planned", plan: INVENTED_PLAN },
    ...blocks.flatMap((block): RunEventBody[] => [
      {
        kind: "block-started",
        index: block.index,
        of: blocks.length,
        phase: block.phase,
        workload: block.workload,
        arm: block.arm,
        remainingMs: (blocks.length - block.index) * 31_000,
      },
      { kind: "block-finished", block },
    ]),
    {
      kind: "measurement-finished",
      measurements: inventedMeasurements(),
      outcome: {
        complete: true,
        source: "macos-rusage",
        memoryMetric: "rss",
        sampler: { cpuMs: 5900, wallMs: 806_000, ticks: 5199, missed: 1 },
        skipped: [{ workload: "build", reason: "no compiler is installed" }],
        comparable: true,
        incomparableBecause: [],
        budgets: [
          budget("exceeded", { workload: "file-churn", held: "18.9 % of a core (18.4 to 19.4 % of a core)" }),
        ],
        notes: [],
        ...UNTOLD_OUTCOME,
        took: { totalMs: 806_000, unprotectedMs: 395_000 },
      },
    },
  ];
}

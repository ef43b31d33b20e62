// Blocks made up for tests: an agent of two processes whose true cost is known. No part of the product imports this.
import type { BlockRecord } from "../model/record/measurement.ts";
import { planBlocks } from "../cost/plan_blocks.ts";
import type { RandomSource } from "../cost/statistics/seeded_random.ts";
import { drawNormal } from "./statistics/draw_normal.ts";
import { UNTOLD_BLOCK, UNTOLD_MACHINE, UNTOLD_PROCESS, UNTOLD_SAMPLES } from "../model/record/untold.ts";

/** The truth behind made-up blocks. */
export interface BlockTruth {
  readonly blocksPerArm: number;
  readonly workloads: readonly string[];
  /** Of a core: what behavior monitoring adds to `wdavdaemon_unprivileged`. */
  readonly addedCpuPercent: number;
  readonly addedBytes: number;
  readonly random: RandomSource;
}

const MACHINE: BlockRecord["machine"] = {
  ...UNTOLD_MACHINE,
  powerSource: "mains",
  lowPowerMode: false,
  thermal: "normal",
  load1: 0.5,
  freeBytes: 8e9,
  swapUsedBytes: 0,
  otherConsumers: [],
};

/** All blocks of a measurement, as they would be recorded. */
export function inventBlocks(truth: BlockTruth): readonly BlockRecord[] {
  const planned = planBlocks(
    { arms: "off-on", blocksPerArm: truth.blocksPerArm, seed: 1 },
    truth.workloads,
  );
  return planned.map((block): BlockRecord => {
    const isOn = block.arm === "on";
    const engine = usage("wdavdaemon_unprivileged", {
      cpu: 6 + (isOn ? truth.addedCpuPercent : 0) + drawNormal(truth.random),
      bytes: 90e6 + (isOn ? truth.addedBytes : 0) + 2e5 * drawNormal(truth.random),
    });
    const core = usage("wdavdaemon", { cpu: 2 + 0.2 * drawNormal(truth.random), bytes: 50e6 });
    return {
      ...block,
      startedAt: "2026-01-01T00:00:00.000Z",
      durationMs: 1000,
      repetitions: block.workload === "idle" ? 0 : 4,
      wallMs: block.workload === "idle" ? null : 250 + 5 * drawNormal(truth.random) + (isOn ? 50 : 0),
      work: block.workload === "idle" ? null : { done: 1200, unit: "files" },
      processes: [core, engine],
      agent: usage("agent", {
        cpu: (core.cpuPercent ?? 0) + (engine.cpuPercent ?? 0),
        bytes: (core.meanBytes ?? 0) + (engine.meanBytes ?? 0),
      }),
      ...UNTOLD_BLOCK,
      samples: { ticks: 10, missed: 0, longestGapMs: 100, ...UNTOLD_SAMPLES },
      machine: MACHINE,
      counters: [],
      remarks: [],
      usable: true,
      problem: null,
    };
  });
}

function usage(
  process: string,
  { cpu, bytes }: { readonly cpu: number; readonly bytes: number },
): BlockRecord["processes"][number] {
  return {
    process,
    cpuMs: cpu * 10,
    cpuPercent: cpu,
    meanBytes: bytes,
    peakBytes: bytes,
    growthBytesPerMinute: 0,
    ...UNTOLD_PROCESS,
  };
}

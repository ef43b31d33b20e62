// How often a whole measurement claims something of a device on which behavior monitoring changes nothing: from blocks
// through everything that `measure` does with them.
import { deriveMeasurements } from "../../cost/derive_measurements.ts";
import { planBlocks } from "../../cost/plan_blocks.ts";
import { type RandomSource, seededRandom } from "../../cost/statistics/seeded_random.ts";
import type { BlockRecord } from "../../model/record/measurement.ts";
import { PLAN } from "./generated_quads.ts";
import { type Noise, NOISES } from "./noises.ts";
import { UNTOLD_BLOCK, UNTOLD_MACHINE, UNTOLD_PROCESS, UNTOLD_SAMPLES } from "../../model/record/untold.ts";

/** What null devices of one kind of noise came to. */
export interface NullRow {
  readonly noise: Noise;
  readonly reports: number;
  /** Reports with at least one claim. */
  readonly withClaim: number;
  readonly claims: number;
  /** Measurements in a report. */
  readonly measurements: number;
}

const WORKLOADS = ["idle", "file-churn"] as const;
const PROCESSES = ["wdavdaemon", "wdavdaemon_enterprise", "wdavdaemon_unprivileged"] as const;
const BLOCKS_PER_ARM = 8;
/** Levels far above the floors, which would hide false claims. */
const CPU_PERCENT = 40;
const BYTES = 300e6;
const WALL_MS = 400;

/** All kinds of noise. The same number and seed give the same rows. */
export function nullRows(reports: number, seed: number, noises = NOISES): readonly NullRow[] {
  return noises.map((noise) => nullRow(noise, { reports, seed }));
}

function nullRow(
  noise: Noise,
  { reports, seed }: { readonly reports: number; readonly seed: number },
): NullRow {
  const random = seededRandom(seed);
  let withClaim = 0;
  let claims = 0;
  let measurements = 0;
  for (let report = 0; report < reports; report++) {
    const derived = deriveMeasurements({
      blocks: nullBlocks(noise, random),
      plan: PLAN,
      memoryMetric: "rss",
    });
    const claimed = derived.filter(({ conclusion }) =>
      conclusion === "costs" || conclusion === "saves"
    ).length;
    claims += claimed;
    if (claimed > 0) withClaim++;
    measurements = derived.length;
  }
  return { noise, reports, withClaim, claims, measurements };
}

function nullBlocks(noise: Noise, random: RandomSource): readonly BlockRecord[] {
  const plan = { ...PLAN, blocksPerArm: BLOCKS_PER_ARM, seed: Math.floor(random() * 2 ** 32) };
  const planned = planBlocks(plan, WORKLOADS);
  const rounds = planned.length / WORKLOADS.length;
  // Every number of every process under every workload has a course of its own.
  const courses = new Map<string, readonly number[]>();
  const deviation = (name: string, round: number) => {
    const course = courses.get(name) ?? noise.draw(rounds, random);
    courses.set(name, course);
    return 1 + (course[round] ?? 0);
  };
  return planned.map((block) => {
    const round = Math.floor(block.index / WORKLOADS.length);
    const of = (what: string) => deviation(`${block.workload} ${what}`, round);
    const isIdle = block.workload === "idle";
    const processes = PROCESSES.map((process) => ({
      process,
      cpuMs: 200 * CPU_PERCENT * of(`${process} cpu`),
      cpuPercent: CPU_PERCENT * of(`${process} cpu`),
      meanBytes: BYTES * of(`${process} mean`),
      peakBytes: BYTES * of(`${process} peak`),
      growthBytesPerMinute: 1e7 * (of(`${process} growth`) - 1),
      ...UNTOLD_PROCESS,
    }));
    const sum = (read: (process: (typeof processes)[number]) => number) =>
      processes.reduce((total, process) => total + read(process), 0);
    return {
      ...block,
      startedAt: new Date(block.index * 30_000).toISOString(),
      durationMs: 20_000,
      repetitions: isIdle ? 0 : 40,
      wallMs: isIdle ? null : WALL_MS * of("wall"),
      work: isIdle ? null : { done: 12_000, unit: "files" },
      processes,
      agent: {
        process: "agent",
        cpuMs: sum(({ cpuMs }) => cpuMs),
        cpuPercent: sum(({ cpuPercent }) => cpuPercent),
        meanBytes: sum(({ meanBytes }) => meanBytes),
        peakBytes: sum(({ peakBytes }) => peakBytes),
        growthBytesPerMinute: sum(({ growthBytesPerMinute }) => growthBytesPerMinute),
        ...UNTOLD_PROCESS,
      },
      ...UNDISTURBED,
    };
  });
}

const UNDISTURBED = {
  ...UNTOLD_BLOCK,
  samples: { ticks: 200, missed: 0, longestGapMs: 100, ...UNTOLD_SAMPLES },
  machine: {
    ...UNTOLD_MACHINE,
    powerSource: "mains",
    lowPowerMode: false,
    thermal: "normal",
    load1: null,
    freeBytes: null,
    swapUsedBytes: null,
    otherConsumers: [],
  },
  counters: [],
  remarks: [],
  usable: true,
  problem: null,
} as const satisfies Partial<BlockRecord>;

// The shape of what a measurement adds to `run.json`: its plan, its blocks, what was found.
// Names are public: add freely, never rename.
import { z } from "zod";

const durationMs = z.number().nonnegative().describe("Milliseconds on the monotonic clock");

const estimate = z.object({
  value: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
}).describe("A value with its interval; null ends when the blocks are too few for one");

const arm = z.object({
  n: z.number().int().nonnegative().describe("Blocks"),
  median: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  mean: estimate.nullable().default(null).describe("Over the blocks, with Student's interval"),
  p95: estimate.nullable().default(null).describe("Over the blocks, between order statistics"),
  largest: z.number().nullable().default(null).describe("Of all blocks, those of left-out quads too"),
});

const budget = z.object({
  key: z.string().describe("As it was given: cpu.mean"),
  limit: z.number(),
  unit: z.string(),
  verdict: z.enum(["met", "exceeded", "cannot tell"]),
  judged: z.string().describe("What was held against it, and where"),
});

const time = z.object({
  totalMs: durationMs,
  unprotectedMs: durationMs.describe("With behavior monitoring off"),
});

/** What was asked of a measurement. */
export const measurementPlanSchema = z.object({
  arms: z.enum(["off-on", "current"]),
  workloads: z.array(z.string()),
  blocksPerArm: z.number().int().positive(),
  blockMs: durationMs,
  settleMs: durationMs,
  rateHz: z.number().positive(),
  scale: z.number().positive(),
  seed: z.number().int(),
  quick: z.boolean().describe("True: a look, not evidence"),
  nullStretch: z.boolean().optional().describe("True: an A/A stretch was interleaved with the comparison"),
  budgets: z.array(z.object({ key: z.string(), limit: z.number(), unit: z.string() })),
  announced: time.nullable().default(null).describe("What was said of its length before it began"),
});

const processUsage = z.object({
  process: z.string().describe(
    "Exact basename, with its role where daemons share a program; agent is all together",
  ),
  cpuMs: durationMs,
  cpuPercent: z.number().nullable().describe("100 is one core busy all the time"),
  meanBytes: z.number().nullable(),
  peakBytes: z.number().nullable(),
  growthBytesPerMinute: z.number().nullable(),
  instructions: z.number().nullable().default(null)
    .describe("Retired in the block, alike on fast and slow cores; null where they are not counted"),
  cycles: z.number().nullable().default(null),
  energyNj: z.number().nullable().default(null).describe("Nanojoules that the system bills it for"),
});

const machine = z.object({
  powerSource: z.enum(["mains", "battery"]).nullable(),
  lowPowerMode: z.boolean().nullable(),
  thermal: z.enum(["normal", "limited"]).nullable(),
  thermalLevel: z.number().int().nullable().default(null)
    .describe("Thermal pressure of macOS: 0 nominal, 1 moderate, 2 heavy, 3 trapping, 4 sleeping"),
  load1: z.number().nullable(),
  freeBytes: z.number().nullable(),
  swapUsedBytes: z.number().nullable(),
  otherConsumers: z.array(z.object({ name: z.string(), cpuMs: z.number() })),
  indexingCpuMs: z.number().nullable().default(null)
    .describe("CPU time of the system's search index in the block; null where it could not be told"),
  backupRunning: z.boolean().nullable().default(null).describe("Whether Time Machine was making a backup"),
});

/** One measured repetition. */
export const blockSchema = z.object({
  index: z.number().int().nonnegative(),
  phase: z.enum(["warm-up", "null", "compare"]),
  workload: z.string(),
  arm: z.enum(["off", "on", "current"]),
  half: z.enum(["first", "second"]).nullable().describe("Half of the A/A null"),
  quad: z.number().int().nonnegative().nullable().default(null)
    .describe("Blocks of one quad are compared with each other only; null where nothing is compared"),
  startedAt: z.string(),
  durationMs,
  repetitions: z.number().int().nonnegative(),
  repetitionMs: z.array(z.number()).default([]).describe("Each repetition, in order"),
  wallMs: z.number().nullable().describe("Mean time of one repetition of the workload"),
  work: z.object({ done: z.number(), unit: z.string() }).nullable(),
  processes: z.array(processUsage),
  agent: processUsage.nullable().describe("Null when no process of the agent was found"),
  samples: z.object({
    ticks: z.number(),
    missed: z.number(),
    longestGapMs: z.number(),
    sleptMs: z.number().default(0).describe("How long the machine slept in the block or before it"),
    atRest: z.boolean().nullable().default(null)
      .describe("Whether the agent was at rest when the block ended; what it did later is not in it"),
    intervalMs: z.number().nullable().default(null).describe("Between two ticks, by the rate asked for"),
    cores: z.number().nullable().default(null).describe("Nothing uses more than these"),
  }),
  machine: machine.describe("After the block"),
  machineBefore: machine.nullable().default(null).describe("Null: it was not asked for"),
  counters: z.array(z.object({
    name: z.string().nullable(),
    path: z.string().nullable(),
    filesScanned: z.number(),
    scanTimeNs: z.number(),
  })).describe("The agent's own scan counters, as used up in this block; the largest first"),
  behaviorCounters: z.array(z.object({
    name: z.string().nullable(),
    path: z.string().nullable(),
    counts: z.record(z.string(), z.number()),
  })).default([]).describe(
    "What the agent's own counters of behavior monitoring added in this block, where they can be read; the largest first",
  ),
  remarks: z.array(z.object({ kind: z.string(), detail: z.string() })),
  usable: z.boolean().describe("False: left out of every comparison, for the reason in problem"),
  problem: z.string().nullable(),
});

/** One metric of one process under one workload, both arms compared. */
export const measurementSchema = z.object({
  workload: z.string(),
  metric: z.string(),
  process: z.string().nullable().describe("Null for what belongs to the workload itself"),
  unit: z.string(),
  off: arm.nullable(),
  on: arm.nullable(),
  current: arm.nullable().describe("With --arm current: the only arm there is"),
  shift: estimate.nullable().describe("Hodges-Lehmann, on minus off, of blocks aligned within their quads"),
  ratio: estimate.nullable().describe("Hodges-Lehmann, on over off, likewise"),
  pValue: z.number().nullable().describe("Of this comparison alone"),
  adjustedPValue: z.number().nullable().default(null)
    .describe(
      "All of its family taken into account: Holm for primary ones, Benjamini-Hochberg for the others",
    ),
  family: z.enum(["primary", "secondary"]).nullable().default(null),
  floor: z.number(),
  nullSpread: z.number().nullable().describe(
    "Shift that chance gives, from blocks of the same arm in a quad",
  ),
  minimumDetectable: z.number().nullable(),
  conclusion: z.enum(["costs", "saves", "no difference seen", "cannot tell", "not compared"]),
  words: z.string(),
  outliers: z.array(z.object({ block: z.number().int(), value: z.number(), modifiedZ: z.number() })),
  budget: budget.nullable().describe("The worst of the budgets that apply"),
});

/** How a measurement went, beyond its blocks. */
export const measurementOutcomeSchema = z.object({
  complete: z.boolean().describe("False: it ended before all blocks were measured"),
  source: z.string().nullable().describe("How processes were read; null when they were not"),
  memoryMetric: z.enum(["rss", "footprint"]).nullable(),
  sampler: z.object({
    cpuMs: z.number(),
    wallMs: z.number(),
    ticks: z.number(),
    missed: z.number(),
  }).nullable().describe("What watching itself cost"),
  skipped: z.array(z.object({ workload: z.string(), reason: z.string() })),
  comparable: z.boolean(),
  incomparableBecause: z.array(z.string()),
  budgets: z.array(budget),
  notes: z.array(z.string()),
  took: time.nullable().default(null).describe("From the first question to the end of the last block"),
  keptAwakeBy: z.string().nullable().default(null)
    .describe("What kept the machine awake meanwhile; null: nothing did, or it is not known"),
  noCounts: z.string().nullable().default(null)
    .describe("Why instructions and cycles are not counted; null where they are, or nothing is known"),
  folder: z.string().nullable().default(null).describe("Where the workloads worked"),
  workloads: z.array(z.object({
    id: z.string(),
    title: z.string(),
    size: z.string().nullable().describe("Of one repetition; null for the workload that does nothing"),
    complaint: z.string().nullable().describe("Public thread of people whose work this is"),
  })).default([]).describe("What was run"),
});

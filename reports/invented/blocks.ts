// Invented blocks of a measurement and the samples behind them.
import type { BlockRecord, MeasurementPlan } from "../../harness/model/record/measurement.ts";
import { INVENTED_START } from "./run_events.ts";
import {
  UNTOLD_BLOCK,
  UNTOLD_MACHINE,
  UNTOLD_PROCESS,
  UNTOLD_SAMPLES,
} from "../../harness/model/record/untold.ts";

/** What was to be measured. */
export const INVENTED_PLAN: MeasurementPlan = {
  arms: "off-on",
  workloads: ["idle", "file-churn"],
  blocksPerArm: 6,
  blockMs: 20_000,
  settleMs: 10_000,
  rateHz: 10,
  scale: 1,
  seed: 1,
  quick: false,
  budgets: [{ key: "cpu.mean", limit: 5, unit: "percent-of-core" }],
  announced: { totalMs: 900_000, unprotectedMs: 430_000 },
};

const ABBA = ["off", "on", "on", "off"] as const;

/** The blocks, in the order in which they were measured. */
export function inventedBlocks(): readonly BlockRecord[] {
  const compare = Array.from({ length: 12 }, (_, round) => ABBA[round % 4] ?? "off").flatMap((arm, round) =>
    INVENTED_PLAN.workloads.map((workload) => ({
      phase: "compare" as const,
      arm,
      quad: Math.floor(round / 4),
      workload,
    }))
  );
  const warmUp = INVENTED_PLAN.workloads.map((workload) => ({
    phase: "warm-up" as const,
    arm: "off" as const,
    quad: null,
    workload,
  }));
  return [...warmUp, ...compare].map((one, index) => block(index, one));
}

function block(
  index: number,
  { phase, arm, quad, workload }: Pick<BlockRecord, "phase" | "arm" | "quad" | "workload">,
): BlockRecord {
  const busy = workload === "file-churn" ? 1 : 0;
  const extra = arm === "on" ? busy : 0;
  // A little spread that is the same each time.
  const wobble = ((index * 37) % 11) / 10;
  const cpuPercent = 2.1 + wobble * 0.2 + busy * (9 + wobble) + extra * 7.2;
  const use = (process: string, share: number) => ({
    process,
    cpuMs: cpuPercent * share * 200,
    cpuPercent: cpuPercent * share,
    meanBytes: 2e8 * share + extra * 4e7 * share + wobble * 1e6,
    peakBytes: 2.1e8 * share + extra * 4.4e7 * share + wobble * 1e6,
    growthBytesPerMinute: wobble * 1e4,
    ...UNTOLD_PROCESS,
  });
  return {
    index,
    phase,
    workload,
    arm,
    half: null,
    quad,
    startedAt: new Date(INVENTED_START + 20_000 + index * 31_000).toISOString(),
    durationMs: 20_000,
    repetitions: busy * 40,
    wallMs: busy === 0 ? null : 410 + extra * 96 + wobble * 9,
    work: busy === 0 ? null : { done: 12_000, unit: "files" },
    processes: [
      use("wdavdaemon", 0.1),
      use("wdavdaemon_enterprise", 0.1),
      use("wdavdaemon_unprivileged", 0.8),
    ],
    agent: use("agent", 1),
    ...UNTOLD_BLOCK,
    samples: {
      ticks: 200,
      missed: index === 7 ? 1 : 0,
      longestGapMs: index === 7 ? 204 : 108,
      ...UNTOLD_SAMPLES,
    },
    machine: {
      ...UNTOLD_MACHINE,
      powerSource: "mains",
      lowPowerMode: false,
      thermal: "normal",
      load1: 1.2 + busy,
      freeBytes: 8e9,
      swapUsedBytes: 0,
      otherConsumers: [{ name: "WindowServer", cpuMs: 310 }],
    },
    counters: busy === 0 ? [] : [
      { name: "bash", path: "/bin/bash", filesScanned: 5200 + extra * 40, scanTimeNs: 1.3e8 + extra * 9e7 },
      { name: null, path: null, filesScanned: 12, scanTimeNs: 4e5 },
    ],
    remarks: index === 7 ? [{ kind: "missed-tick", detail: "One sample came 100 ms late" }] : [],
    usable: true,
    problem: null,
  };
}

/** Lines of `samples.ndjson` for the blocks: `perBlock` ticks each, in pieces. */
export async function* inventedSamples(perBlock = 40): AsyncIterable<string> {
  const spent = new Map<string, number>();
  for (const { index, phase, workload, arm, processes } of inventedBlocks()) {
    for (let tick = 0; tick < perBlock; tick++) {
      const stepMs = 20_000 / perBlock;
      const readings = processes.map(({ process, cpuPercent, meanBytes }, position) => {
        const wave = 1 + Math.sin(tick / 3 + position) / 4;
        const cpuMs = (spent.get(process) ?? 1000) + (cpuPercent ?? 0) / 100 * stepMs * wave;
        spent.set(process, cpuMs);
        return {
          pid: 300 + position,
          startedAt: "1",
          label: process,
          cpuMs,
          bytes: meanBytes,
          peakBytes: meanBytes,
        };
      });
      const atMs = 1000 + index * 31_000 + tick * stepMs;
      yield `${
        JSON.stringify({
          block: index,
          phase,
          workload,
          arm,
          atMs,
          wallMs: INVENTED_START + atMs,
          missed: 0,
          processes: readings,
        })
      }\n`;
    }
    await Promise.resolve();
  }
}

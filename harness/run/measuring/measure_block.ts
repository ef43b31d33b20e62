// One block: prepare, let the agent digest that, work under the eyes of the sampler, ask the machine, clean up.
import type { BlockRecord, MeasurementPlan } from "../../model/record/measurement.ts";
import { agentFilter } from "../../cost/sampling/agent_processes.ts";
import type { SampleTick } from "../../cost/sampling/sampler_line.ts";
import { storeTick } from "../../cost/sampling/stored_ticks.ts";
import type { Workload, WorkloadScripts } from "../../cost/workloads/workload.ts";
import { recordBlock } from "../../cost/record_block.ts";
import { differenceBehavior, differenceCounters } from "../../cost/difference_counters.ts";
import type { MeasurementPlace, MeasurementPorts } from "../../ports/measurement_ports.ts";
import type { WorkloadRunner } from "../../ports/workload_runner.ts";
import type { PlannedBlock } from "../../cost/plan_blocks.ts";
import type { BehaviorCounter, ScanStatistics } from "../../model/process_sample.ts";
import type { CountersState } from "./scan_counters_switch.ts";
import { type AgentRest, letDigest } from "./let_digest.ts";
import { listProcesses } from "./ps_feed.ts";
import { readMachineState, whatOthersDid } from "./read_machine_state.ts";
import type { SampleFeed } from "./sample_feed.ts";

/** What a block is measured with. */
export interface BlockTools {
  readonly ports: MeasurementPorts;
  readonly place: MeasurementPlace;
  readonly feed: SampleFeed;
  readonly rest: AgentRest;
  readonly signal: AbortSignal;
}

/** What is measured. */
export interface BlockJob {
  readonly planned: PlannedBlock;
  readonly plan: MeasurementPlan;
  readonly workload: Workload;
  /** Null for the workload that does nothing. */
  readonly scripts: WorkloadScripts | null;
  /** Which counters of the agent are read before and after. */
  readonly counters: Pick<CountersState, "scanCounters" | "behaviorCounters">;
}

/** After preparing and after the work, so that what the agent still does for it falls to the right side. */
const DIGEST = {
  real: { shortestMs: 750, longestMs: 3000 },
  // It owes three seconds of work at most.
  simulated: { shortestMs: 250, longestMs: 3500 },
} as const;
/** A script that takes longer than this, and than twenty blocks, hangs. */
const SCRIPT_LIMIT_MS = 120_000;
/** Free room a workload must leave. */
const SPARE_BYTES = 500_000_000;
/** Samples are written out after so many ticks. */
const FLUSH_TICKS = 200;

/** Measures one block. What goes wrong in the work makes the block unusable; it is recorded all the same. */
export async function measureBlock(tools: BlockTools, job: BlockJob): Promise<BlockRecord> {
  const { ports, place } = tools;
  const { workloadRunner } = ports;
  const folder = job.scripts === null ? null : await workloadRunner.makeFolder(place.workFolder);
  try {
    return await measureIn(tools, job, folder);
  } finally {
    if (folder !== null) await workloadRunner.removeFolder(folder);
  }
}

async function measureIn(tools: BlockTools, job: BlockJob, folder: string | null): Promise<BlockRecord> {
  const { ports, place, feed, rest, signal } = tools;
  const { clock } = ports;
  const { planned, plan, workload, scripts } = job;
  const filter = agentFilter(place.root, place.ownPid);
  const digesting = { clock, feed, rest, signal };
  const digestTime = DIGEST[place.root === null ? "real" : "simulated"];
  const prepared = folder === null || scripts === null ? null : await prepare(tools, scripts, folder);
  const countersBefore = await readCounters(tools, job);
  const stateBefore = await readMachineState(ports, place.hostPlatform);
  const before = await listProcesses(ports, place.hostPlatform);
  await letDigest(digesting, planned.arm, digestTime);
  const samples = new SampleWriter(tools, planned);
  const collector = feed.collect((tick) => samples.add(tick));
  const startedAt = clock.now();
  const startMs = clock.monotonicMs();
  const worked = prepared === null ? await work(tools, job, folder) : { repetitionMs: [], problem: prepared };
  const atRest = await letDigest(digesting, planned.arm, digestTime);
  const { usage, sleptMs } = collector.finish();
  const durationMs = clock.monotonicMs() - startMs;
  await samples.flush();
  const after = await listProcesses(ports, place.hostPlatform);
  const state = await readMachineState(ports, place.hostPlatform);
  const countersAfter = await readCounters(tools, job);
  return recordBlock({
    planned,
    startedAt,
    durationMs,
    repetitionMs: worked.repetitionMs,
    work: scripts === null ? null : { done: scripts.work * worked.repetitionMs.length, unit: workload.unit },
    usage,
    limits: feed.limits,
    sleptMs,
    atRest,
    machine: { ...state, ...whatOthersDid({ before, after }, filter, place.ownPid) },
    machineBefore: { ...stateBefore, otherConsumers: [], indexingCpuMs: null },
    counters: differenceCounters(countersBefore.scans, countersAfter.scans),
    behaviorCounters: differenceBehavior(countersBefore.behavior, countersAfter.behavior),
    problem: signal.aborted
      ? "the measurement was interrupted in this block"
      : worked.problem ?? shorter(plan, usage),
  });
}

function shorter(
  { blockMs }: MeasurementPlan,
  { durationMs }: { readonly durationMs: number },
): string | null {
  return durationMs < blockMs / 2 ? `only ${Math.round(durationMs)} ms of this block have readings` : null;
}

async function prepare(tools: BlockTools, scripts: WorkloadScripts, folder: string): Promise<string | null> {
  const { ports: { workloadRunner }, signal } = tools;
  const free = await workloadRunner.freeBytes(folder);
  if (free !== null && free < scripts.diskBytes + SPARE_BYTES) {
    return `only ${Math.round(free / 1e6)} MB are free where the workload works`;
  }
  if (scripts.prepare === null) return null;
  const { exitCode, stderr } = await workloadRunner.run({
    script: scripts.prepare,
    folder,
    timeoutMs: SCRIPT_LIMIT_MS,
    signal,
  });
  return exitCode === 0 ? null : `the workload could not be prepared: ${complaint(stderr)}`;
}

interface Worked {
  readonly repetitionMs: readonly number[];
  readonly problem: string | null;
}

/** Repeats the work until the time of the block is over; at least once. */
async function work({ ports, signal }: BlockTools, job: BlockJob, folder: string | null): Promise<Worked> {
  const { clock, workloadRunner } = ports;
  const { scripts, plan: { blockMs } } = job;
  if (scripts === null || folder === null) {
    await clock.sleep(blockMs, signal);
    return { repetitionMs: [], problem: null };
  }
  const repetitionMs: number[] = [];
  const timeoutMs = Math.max(SCRIPT_LIMIT_MS, blockMs * 20);
  const endMs = clock.monotonicMs() + blockMs;
  do {
    const { durationMs, exitCode, stdout, stderr } = await workloadRunner.run({
      script: scripts.act,
      folder,
      timeoutMs,
      signal,
    });
    if (signal.aborted) break;
    if (exitCode !== 0) return { repetitionMs, problem: `the workload failed: ${complaint(stderr)}` };
    if (stdout.trim() !== scripts.answer) {
      const problem = `the workload says "${stdout.trim()}" where "${scripts.answer}" was to come`;
      return { repetitionMs, problem };
    }
    repetitionMs.push(durationMs);
    const notReset = await reset(ports.workloadRunner, scripts, { folder, timeoutMs, signal });
    if (notReset !== null) return { repetitionMs, problem: notReset };
  } while (clock.monotonicMs() < endMs);
  return { repetitionMs, problem: null };
}

/** Null when the folder is as the next repetition needs it. */
async function reset(
  runner: Pick<WorkloadRunner, "run">,
  { reset: script }: WorkloadScripts,
  place: Omit<Parameters<WorkloadRunner["run"]>[0], "script">,
): Promise<string | null> {
  if (script === null) return null;
  const { exitCode, stderr } = await runner.run({ ...place, script });
  return exitCode === 0 || place.signal.aborted
    ? null
    : `the workload left its folder changed: ${complaint(stderr)}`;
}

/** The agent's own counters; none where they are off or cannot be read. */
interface AgentCounters {
  readonly scans: readonly ScanStatistics[];
  readonly behavior: readonly BehaviorCounter[];
}

async function readCounters(
  { ports: { device } }: BlockTools,
  { counters }: BlockJob,
): Promise<AgentCounters> {
  const scans = counters.scanCounters ? await device.readScanStatistics() : null;
  const behavior = counters.behaviorCounters ? await device.readBehaviorCounters() : null;
  return {
    scans: scans?.kind === "read" ? scans.value : [],
    behavior: behavior?.kind === "read" ? behavior.value : [],
  };
}

function complaint(stderr: string): string {
  return stderr.trim().split("\n")[0] || "it ended without a word";
}

/** Writes ticks with the block they belong to, some at a time. */
class SampleWriter {
  readonly #tools: BlockTools;
  readonly #planned: PlannedBlock;
  #lines: string[] = [];
  #written: Promise<void> = Promise.resolve();

  constructor(tools: BlockTools, planned: PlannedBlock) {
    this.#tools = tools;
    this.#planned = planned;
  }

  add(tick: SampleTick): void {
    this.#lines.push(storeTick(this.#planned, tick));
    if (this.#lines.length >= FLUSH_TICKS) this.#write();
  }

  flush(): Promise<void> {
    this.#write();
    return this.#written;
  }

  #write(): void {
    const text = this.#lines.join("");
    this.#lines = [];
    if (text !== "") this.#written = this.#written.then(() => this.#tools.ports.samples.append(text));
    // A full disk is told of at the next flush, not as an unhandled rejection.
    this.#written.catch(() => undefined);
  }
}

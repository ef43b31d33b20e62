// The measurement from its warm-up to its last block: switches the arms, measures block after block, and ends in order
// whatever happens. The caller holds the lock, puts the device back, and only then has the result derived.
import { switchBehaviorMonitoring } from "../setting/switch_behavior_monitoring.ts";
import type { Journal } from "../setting/journal.ts";
import type { Interruption } from "../../ports/run_ports.ts";
import { type Problem, toProblem } from "../../model/harness_error.ts";
import type { BlockRecord, MeasurementPlan } from "../../model/record/measurement.ts";
import { workloadOf } from "../../cost/workloads/catalogue.ts";
import type { WorkloadId } from "../../cost/workloads/workload.ts";
import { type BlockTools, measureBlock } from "./measure_block.ts";
import type { MeasurementPlace, MeasurementPorts } from "../../ports/measurement_ports.ts";
import { summarizingMeasurement } from "../../cost/summarize_measurement.ts";
import { type AssumedTimes, BlockTimes, type MeasurementTime, overrun } from "../../cost/block_times.ts";
import { planBlocks, type PlannedBlock } from "../../cost/plan_blocks.ts";
import { coveringExclusions } from "./covering_exclusions.ts";
import { AgentRest } from "./let_digest.ts";
import { driveSteps } from "./drive_steps.ts";
import { keepAwake } from "./keep_awake.ts";
import { describeWorkloads, readyWorkloads, type WorkloadsHere } from "./ready_workloads.ts";
import { openSampleFeed, type SampleFeed } from "./sample_feed.ts";
import { COUNTERS_AS_THEY_ARE, switchCountersOn } from "./scan_counters_switch.ts";

/** A plan and the workloads in the order in which they run. */
export interface PlannedMeasurement {
  readonly plan: MeasurementPlan;
  readonly workloads: readonly WorkloadId[];
  readonly assumed: AssumedTimes;
  /** Where the workloads work on a real device; null for the system's temporary folder. */
  readonly folder: string | null;
}

/** What is to be measured. */
export interface MeasurementRequest extends PlannedMeasurement {
  readonly place: MeasurementPlace;
  readonly journal: Journal;
  readonly interruption: Interruption;
}

interface Progress {
  readonly blocks: BlockRecord[];
  readonly notes: string[];
  here: WorkloadsHere;
  readonly times: BlockTimes;
  readonly rest: AgentRest;
  planned: number;
  feed: SampleFeed | null;
}

/** Derives the result of a measurement and tells it; false where a signal stopped that. Nothing of it needs the device. */
export type Derive = () => Promise<boolean>;

const NEVER = new AbortController().signal;

/** How long such a measurement takes. */
export function announcedTime({ plan, workloads, assumed }: PlannedMeasurement): MeasurementTime {
  return new BlockTimes(plan, assumed).left(planBlocks(plan, workloads));
}

/**
 * Measures; every block is in the log when it returns. Never throws for what the device does. The device is put back
 * before its result is derived, which may take a while.
 */
export async function measureArms(ports: MeasurementPorts, request: MeasurementRequest): Promise<Derive> {
  const times = new BlockTimes(request.plan, request.assumed);
  times.begin(ports.clock.monotonicMs());
  const here: WorkloadsHere = { ready: new Map(), skipped: [] };
  const progress: Progress = {
    blocks: [],
    notes: [],
    here,
    times,
    rest: new AgentRest(),
    planned: 0,
    feed: null,
  };
  const letSleep = keepAwake(ports.programHolder, request.place);
  try {
    await ports.log.append({ kind: "measurement-planned", plan: request.plan });
    const stopped = await measureAll(ports, request, progress);
    if (stopped !== null) await ports.log.append({ kind: "problem", problem: stopped });
  } catch (error) {
    await ports.log.append({ kind: "problem", problem: toProblem(error) }).catch(() => undefined);
  }
  const { feed, blocks } = progress;
  const cost = await feed?.stop() ?? null;
  const awake = await letSleep();
  const took = times.passed(ports.clock.monotonicMs());
  const complete = progress.planned > 0 && blocks.length === progress.planned &&
    !request.interruption.signal.aborted;
  return async () => {
    const told = {
      complete,
      source: feed?.source ?? null,
      memoryMetric: feed?.metric ?? null,
      noCounts: feed?.noCounts ?? null,
      sampler: cost,
      took,
      keptAwakeBy: awake.by,
      folder: request.place.workFolder,
      workloads: describeWorkloads(progress.here),
      skipped: progress.here.skipped,
      notes: [overrun(took, request.plan.announced), feed?.note ?? null, awake.note, ...progress.notes]
        .filter((note) => note !== null),
    };
    const { signal } = request.interruption;
    const summary = await driveSteps(summarizingMeasurement({ plan: request.plan, blocks, told }), {
      clock: ports.clock,
      // What an interrupted run has measured is derived to its end; only a signal that comes meanwhile stops it.
      signal: signal.aborted ? NEVER : signal,
    });
    if (summary === null) return false;
    await ports.log.append({ kind: "measurement-finished", ...summary }).catch(() => undefined);
    return true;
  };
}

/** Null when everything was measured; otherwise the problem that ended it early. */
async function measureAll(
  ports: MeasurementPorts,
  request: MeasurementRequest,
  progress: Progress,
): Promise<Problem | null> {
  const { plan, place, journal, interruption: { signal } } = request;
  const { times } = progress;
  progress.here = await readyWorkloads(ports.workloadRunner, request.workloads, plan);
  const { ready } = progress.here;
  if (place.workFolder !== null) {
    progress.notes.push(...await coveringExclusions(ports.device, place.workFolder));
  }
  const blocks = planBlocks(plan, [...ready.keys()]);
  progress.planned = blocks.length;
  // A device that may not be changed is not changed: its counters are read as they are.
  const counters = plan.arms === "current"
    ? COUNTERS_AS_THEY_ARE
    : await switchCountersOn(ports.device, journal);
  progress.notes.push(...counters.notes);
  progress.feed = await openSampleFeed(ports, place, plan.rateHz);
  for (const planned of blocks) {
    if (signal.aborted) return null;
    await tellProgress(ports, { times, blocks, planned });
    const problem = await switchArm(ports, request, { planned, times });
    if (problem !== null) return problem;
    if (signal.aborted) return null;
    const { workload, scripts } = ready.get(planned.workload) ??
      { workload: workloadOf("idle"), scripts: null };
    const feed = await aliveFeed(ports, request, progress);
    const tools: BlockTools = { ports, place, feed, rest: progress.rest, signal };
    const startMs = ports.clock.monotonicMs();
    const block = await measureBlock(tools, {
      planned,
      plan,
      workload,
      scripts,
      counters,
    });
    progress.blocks.push(block);
    times.addBlock(planned.workload, ports.clock.monotonicMs() - startMs);
    await ports.log.append({ kind: "block-finished", block });
    if (isEndOfWarmUp(blocks, planned) && progress.blocks.every(({ agent }) => agent === null)) {
      return noProcess(place);
    }
  }
  return null;
}

/** Brings behavior monitoring to the arm of the block and proves it by reading again. */
async function switchArm(
  { device, clock }: MeasurementPorts,
  { plan, journal, interruption }: MeasurementRequest,
  { planned: { arm }, times }: { readonly planned: PlannedBlock; readonly times: BlockTimes },
): Promise<Problem | null> {
  if (arm === "current") return null;
  const startMs = clock.monotonicMs();
  const { problem, changed } = await switchBehaviorMonitoring(
    { device, clock, journal },
    arm === "on" ? "enabled" : "disabled",
    { settleMs: plan.settleMs, signal: interruption.signal },
  );
  if (changed) times.addSwitch({ fromMs: startMs, toMs: clock.monotonicMs(), isOff: arm === "off" });
  return problem;
}

/** A sampler that ended by itself is started again, and that is noted. */
async function aliveFeed(
  ports: MeasurementPorts,
  { place, plan }: MeasurementRequest,
  progress: Progress,
): Promise<SampleFeed> {
  if (progress.feed?.isAlive() === true) return progress.feed;
  progress.notes.push("The sampler ended by itself and was started again");
  await progress.feed?.stop();
  return progress.feed = await openSampleFeed(ports, place, plan.rateHz);
}

async function tellProgress(
  { log }: MeasurementPorts,
  { times, blocks, planned }: {
    readonly times: BlockTimes;
    readonly blocks: readonly PlannedBlock[];
    readonly planned: PlannedBlock;
  },
): Promise<void> {
  const { index, phase, workload, arm } = planned;
  const { totalMs: remainingMs } = times.left(blocks, index);
  const of = blocks.length;
  await log.append({ kind: "block-started", index, of, phase, workload, arm, remainingMs });
}

function isEndOfWarmUp(blocks: readonly PlannedBlock[], { index, phase }: PlannedBlock): boolean {
  return phase === "warm-up" && blocks[index + 1]?.phase !== "warm-up";
}

function noProcess({ root }: MeasurementPlace): Problem {
  const where = root === null ? "" : ` below "${root}"`;
  return {
    code: "measurement/no-process",
    message: `Cannot measure the agent: no process of it was found${where}`,
    hint: 'Look for "wdavdaemon" in the list of processes, and run as root where it is hidden',
  };
}

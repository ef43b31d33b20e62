// From cumulative counters to what was used between two ticks. Restarts, counters that go backwards, clock steps and
// suspensions become remarks, never a spike.
import type { ProcessorCounts, ProcessReading, SampleTick } from "./sampler_line.ts";

/** Something that happened while sampling; shown with the block it happened in. */
export interface SamplingRemark {
  readonly kind:
    | "process-ended"
    | "process-started"
    | "counter-backwards"
    | "implausible"
    | "gap"
    | "missed-ticks"
    | "clock-step"
    | "suspended";
  readonly atMs: number;
  readonly detail: string;
}

/** What one process used between two ticks. */
export interface ProcessUse {
  readonly label: string;
  readonly pid: number;
  /** Null when the two readings do not give a difference. */
  readonly cpuMs: number | null;
  readonly bytes: number | null;
  /** Likewise, each on its own. */
  readonly counts: ProcessorCounts;
}

/** What all agent processes used between two ticks. */
export interface TickUse {
  readonly atMs: number;
  readonly durationMs: number;
  readonly uses: readonly ProcessUse[];
  readonly remarks: readonly SamplingRemark[];
}

/** What the differences are judged by. */
export interface DifferenceLimits {
  /** Between two ticks, by the rate asked for. */
  readonly intervalMs: number;
  /** Cores of the machine: nothing uses more CPU time than passes on all of them. */
  readonly cores: number;
}

/** Wall clock and monotonic clock may drift apart by this much between two ticks. */
const CLOCK_SLACK_MS = 500;
/** A tick that comes later than this many intervals after the one before leaves a gap. */
const GAP_INTERVALS = 3;

/** Differences between two ticks. The first reading of a process is where its counting starts. */
export function differenceTicks(before: SampleTick, after: SampleTick, limits: DifferenceLimits): TickUse {
  const durationMs = after.atMs - before.atMs;
  const remarks = timeRemarks(before, after, limits);
  // Readings of one tick are taken one after the other, on a busy machine long after it began, but within the time that
  // it took; 20 % and two scheduler ticks of slack for the counters themselves.
  const mostMs = (durationMs + after.tookMs) * limits.cores * 1.2 + 20;
  const uses = after.processes.map((reading): ProcessUse => {
    const { use, remark } = difference(find(before, reading), reading, { atMs: after.atMs, mostMs });
    if (remark !== null) remarks.push(remark);
    return use;
  });
  for (const gone of before.processes.filter((reading) => find(after, reading) === undefined)) {
    remarks.push(remarkOn("process-ended", after.atMs, `"${gone.label}" (pid ${gone.pid}) ended`));
  }
  return { atMs: after.atMs, durationMs, uses, remarks };
}

function difference(
  earlier: ProcessReading | undefined,
  reading: ProcessReading,
  { atMs, mostMs }: { readonly atMs: number; readonly mostMs: number },
): { readonly use: ProcessUse; readonly remark: SamplingRemark | null } {
  const { label, pid, bytes } = reading;
  const none: ProcessUse = { label, pid, bytes, cpuMs: null, counts: NOTHING_COUNTED };
  const who = `"${label}" (pid ${pid})`;
  if (earlier === undefined) {
    return { use: none, remark: remarkOn("process-started", atMs, `${who} is new`) };
  }
  const cpuMs = reading.cpuMs - earlier.cpuMs;
  if (cpuMs < 0) {
    const detail = `CPU time of ${who} went back by ${Math.round(-cpuMs)} ms`;
    return { use: none, remark: remarkOn("counter-backwards", atMs, detail) };
  }
  if (cpuMs > mostMs) {
    const detail = `${who} claims ${Math.round(cpuMs)} ms of CPU where ${
      Math.round(mostMs)
    } ms were possible`;
    return { use: none, remark: remarkOn("implausible", atMs, detail) };
  }
  return { use: { ...none, cpuMs, counts: countsBetween(earlier.counts, reading.counts) }, remark: null };
}

const NOTHING_COUNTED: ProcessorCounts = { instructions: null, cycles: null, energyNj: null };

function countsBetween(
  earlier: ProcessorCounts = NOTHING_COUNTED,
  later: ProcessorCounts = NOTHING_COUNTED,
): ProcessorCounts {
  const between = (name: keyof ProcessorCounts) => {
    const [from, to] = [earlier[name], later[name]];
    return from === null || to === null || to < from ? null : to - from;
  };
  return {
    instructions: between("instructions"),
    cycles: between("cycles"),
    energyNj: between("energyNj"),
  };
}

/**
 * How long the machine slept between two ticks; 0 when it did not. The monotonic clock stands still in sleep, and the
 * boot clock goes on; without one the wall clock must do, which somebody may have set forward.
 */
export function sleptBetween(before: SampleTick, after: SampleTick): number {
  const durationMs = after.atMs - before.atMs;
  const passedMs = before.bootMs === undefined || after.bootMs === undefined
    ? after.wallMs - before.wallMs
    : after.bootMs - before.bootMs;
  return passedMs - durationMs > CLOCK_SLACK_MS ? passedMs - durationMs : 0;
}

/** Pid and start time: a pid that is used again is another process. */
function find(tick: SampleTick, wanted: ProcessReading): ProcessReading | undefined {
  return tick.processes.find(({ pid, startedAt }) => pid === wanted.pid && startedAt === wanted.startedAt);
}

function timeRemarks(
  before: SampleTick,
  after: SampleTick,
  { intervalMs }: DifferenceLimits,
): SamplingRemark[] {
  const { atMs } = after;
  const durationMs = atMs - before.atMs;
  const drift = after.wallMs - before.wallMs - durationMs;
  const remarks: SamplingRemark[] = [];
  if (after.missed > 0) remarks.push(remarkOn("missed-ticks", atMs, `${after.missed} ticks were missed`));
  if (durationMs > GAP_INTERVALS * intervalMs) {
    remarks.push(remarkOn("gap", atMs, `no reading for ${Math.round(durationMs)} ms`));
  }
  const sleptMs = sleptBetween(before, after);
  if (sleptMs > 0) {
    const doubt = after.bootMs === undefined ? ", or its clock was set forward" : "";
    remarks.push(remarkOn("suspended", atMs, `the machine slept for ${Math.round(sleptMs)} ms${doubt}`));
  }
  const stepMs = drift - sleptMs;
  if (Math.abs(stepMs) > CLOCK_SLACK_MS) {
    const where = stepMs < 0 ? "back" : "forward";
    const detail = `the wall clock was set ${where} by ${Math.round(Math.abs(stepMs))} ms`;
    remarks.push(remarkOn("clock-step", atMs, detail));
  }
  return remarks;
}

function remarkOn(kind: SamplingRemark["kind"], atMs: number, detail: string): SamplingRemark {
  return { kind, atMs, detail };
}

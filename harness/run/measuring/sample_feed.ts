// One stream of ticks, whatever it comes from: the sampler program, or `ps` where that is refused. Says which, and why.
import { agentFilter, type ProcessFilter } from "../../cost/sampling/agent_processes.ts";
import { type BlockUsage, BlockUsageTotal } from "../../cost/sampling/block_usage.ts";
import { type DifferenceLimits, sleptBetween } from "../../cost/sampling/difference_ticks.ts";
import {
  type MemoryMetric,
  parseSamplerLine,
  type SamplerCost,
  type SamplerLine,
  type SampleSource,
  type SampleTick,
} from "../../cost/sampling/sampler_line.ts";
import type { MeasurementPlace, MeasurementPorts } from "../../ports/measurement_ports.ts";
import { followPs } from "./ps_feed.ts";

/** What came of a block. */
export interface CollectedBlock {
  readonly usage: BlockUsage;
  /** How long the machine slept since the block before was finished. */
  readonly sleptMs: number;
}

/** A block being sampled. */
export interface BlockCollector {
  /** What was used since `collect`. Nothing more is added. */
  finish(): CollectedBlock;
}

/** A running stream of ticks. */
export interface SampleFeed {
  readonly source: SampleSource;
  readonly metric: MemoryMetric;
  /** Why it is not the best source; null when it is. */
  readonly note: string | null;
  /** What is needed to add up its ticks again. */
  readonly limits: DifferenceLimits;
  /** Why instructions and cycles are not counted; null where they are. */
  readonly noCounts: string | null;
  /** Starts a block; each tick also goes to `onTick`. */
  collect(onTick: (tick: SampleTick) => void): BlockCollector;
  /** What the agent used in the end of so long a time, in percent of a core; null where the readings do not tell. */
  recentCpuPercent(windowMs: number): number | null;
  /** False once it has ended by itself. */
  isAlive(): boolean;
  stop(): Promise<SamplerCost | null>;
}

type Ports = Pick<MeasurementPorts, "clock" | "commandRunner" | "samplerStarter">;
type Place = Pick<MeasurementPlace, "hostPlatform" | "root" | "ownPid">;

/** A first tick has to be there by then. */
const START_LIMIT_MS = 5000;
const PS_INTERVAL_MS = 1000;
/** Without a sampler the number of cores is not known; this only keeps nonsense out. */
const UNKNOWN_CORES = 64;

/** Opens the best stream there is. */
export async function openSampleFeed(ports: Ports, place: Place, rateHz: number): Promise<SampleFeed> {
  const filter = agentFilter(place.root, place.ownPid);
  const opened = await openSampler(ports, filter, rateHz);
  return typeof opened === "string" ? openPs(ports, { place, filter, note: opened }) : opened;
}

/** Ticks are kept for as long as anybody asks for. */
const RECENT_MS = 2000;

/** Hands ticks on to the block that is open, if one is. */
class TickRelay {
  #recent: SampleTick[] = [];
  #open: ((tick: SampleTick) => void) | null = null;
  #last: SampleTick | null = null;
  #sleptMs = 0;

  push(tick: SampleTick): void {
    if (this.#last !== null) this.#sleptMs += sleptBetween(this.#last, tick);
    this.#last = tick;
    this.#recent = [...this.#recent.filter(({ atMs }) => tick.atMs - atMs <= RECENT_MS), tick];
    this.#open?.(tick);
  }

  recentCpuPercent(windowMs: number, limits: DifferenceLimits): number | null {
    const endMs = this.#last?.atMs ?? 0;
    const total = new BlockUsageTotal(limits);
    this.#recent.filter(({ atMs }) => endMs - atMs <= windowMs).forEach((tick) => total.add(tick));
    const { ticks, agent } = total.summarize();
    return ticks < 2 ? null : agent?.cpuPercent ?? null;
  }

  collect(limits: DifferenceLimits, onTick: (tick: SampleTick) => void): BlockCollector {
    const total = new BlockUsageTotal(limits);
    const mine = (tick: SampleTick) => {
      total.add(tick);
      onTick(tick);
    };
    this.#open = mine;
    return {
      finish: () => {
        if (this.#open === mine) this.#open = null;
        const sleptMs = this.#sleptMs;
        this.#sleptMs = 0;
        return { usage: total.summarize(), sleptMs };
      },
    };
  }
}

/** The sampler program; or why it cannot be used. */
async function openSampler(
  ports: Ports,
  filter: ProcessFilter,
  rateHz: number,
): Promise<SampleFeed | string> {
  const relay = new TickRelay();
  const first = Promise.withResolvers<string | null>();
  let start: Extract<SamplerLine, { readonly kind: "start" }> | null = null;
  let cost: SamplerCost | null = null;
  let alive = true;
  const request = JSON.stringify({ ...filter, rateHz, seconds: null });
  const hear = (text: string) => {
    const line = parseSamplerLine(text);
    if (line?.kind === "start") start = line;
    else if (line?.kind === "failed") first.resolve(line.why);
    else if (line?.kind === "refused") first.resolve(`the system does not show "${line.label}" to this user`);
    else if (line?.kind === "cost") cost = costOf(line);
    else if (line?.kind === "tick") {
      first.resolve(null);
      relay.push(line);
    }
  };
  const process = startSampler(ports, request, hear);
  if (typeof process === "string") return process;
  process.ended.then(() => {
    alive = false;
    first.resolve("the sampler ended before its first reading");
  });
  const known = new AbortController();
  ports.clock.sleep(START_LIMIT_MS, known.signal)
    .then(() => first.resolve("the sampler gave no reading within 5 s"));
  const why = await first.promise;
  known.abort();
  const { source, metric, cores, noCounts }: Extract<SamplerLine, { readonly kind: "start" }> = start ??
    UNSTARTED;
  if (why !== null) {
    await process.stop();
    return why;
  }
  const limits = { intervalMs: 1000 / rateHz, cores };
  return {
    source,
    metric,
    note: null,
    limits,
    noCounts,
    collect: (onTick) => relay.collect(limits, onTick),
    recentCpuPercent: (windowMs) => relay.recentCpuPercent(windowMs, limits),
    isAlive: () => alive,
    async stop() {
      await process.stop();
      return cost;
    },
  };
}

function costOf({ cpuMs, wallMs, ticks, missed }: SamplerCost): SamplerCost {
  return { cpuMs, wallMs, ticks, missed };
}

const UNSTARTED = {
  kind: "start",
  source: "linux-cpu-clock",
  metric: "rss",
  rateHz: 1,
  cores: UNKNOWN_CORES,
  selfCheck: "",
  noCounts: null,
} as const;

function startSampler(
  { samplerStarter }: Ports,
  request: string,
  hear: (line: string) => void,
): ReturnType<MeasurementPorts["samplerStarter"]["start"]> | string {
  try {
    return samplerStarter.start(request, hear);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function openPs(
  ports: Ports,
  { place, filter, note }: { readonly place: Place; readonly filter: ProcessFilter; readonly note: string },
): SampleFeed {
  const relay = new TickRelay();
  const stopped = new AbortController();
  const following = followPs(
    ports,
    { platform: place.hostPlatform, filter, intervalMs: PS_INTERVAL_MS },
    { signal: stopped.signal, onTick: (tick) => relay.push(tick) },
  );
  const limits = { intervalMs: PS_INTERVAL_MS, cores: UNKNOWN_CORES };
  return {
    source: "ps",
    metric: "rss",
    note: `Processes are read with ps once a second, because ${note}`,
    limits,
    noCounts: "ps does not tell them",
    collect: (onTick) => relay.collect(limits, onTick),
    recentCpuPercent: (windowMs) => relay.recentCpuPercent(windowMs, limits),
    isAlive: () => !stopped.signal.aborted,
    async stop() {
      stopped.abort();
      await following;
      return null;
    },
  };
}

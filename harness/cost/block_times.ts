// How long a measurement takes, and how long of it without protection: assumed before it begins, from then on counted
// from what its own blocks took. Pure.
import type { MeasurementPlan } from "../model/record/measurement.ts";
import { formatQuantity } from "../model/text/format_quantity.ts";
import { WORKLOADS } from "./workloads/catalogue.ts";
import type { PlannedBlock } from "./plan_blocks.ts";

/** What is assumed as long as nothing was measured, in milliseconds. */
export interface AssumedTimes {
  /** What digesting and asking add to a block; what its workload adds is known to that. */
  readonly overheadMs: number;
  /** What a switch takes beside the wait for the agent to act on it. */
  readonly switchMs: number;
  /** Everything before the first block and after the last one but the switches. */
  readonly frameMs: number;
}

/** A length of time, and how much of it behavior monitoring is off, in milliseconds. */
export interface MeasurementTime {
  readonly totalMs: number;
  readonly unprotectedMs: number;
}

/** A switch on the monotonic clock. */
export interface SwitchTime {
  readonly fromMs: number;
  readonly toMs: number;
  readonly isOff: boolean;
}

/** What of a plan the times follow from. */
type TimedPlan = Pick<MeasurementPlan, "blockMs" | "settleMs" | "scale">;

/** Times of blocks and switches as far as they are known. */
export class BlockTimes {
  readonly #plan: TimedPlan;
  readonly #assumed: AssumedTimes;
  readonly #blocks = new Map<string, number[]>();
  readonly #switches: number[] = [];
  #beganMs = 0;
  #offSinceMs: number | null = null;
  #unprotectedMs = 0;

  constructor(plan: TimedPlan, assumed: AssumedTimes) {
    this.#plan = plan;
    this.#assumed = assumed;
  }

  /** The measurement begins now, on the monotonic clock. */
  begin(nowMs: number): void {
    this.#beganMs = nowMs;
  }

  /** A block of this workload took so long, with all around it. */
  addBlock(workload: string, tookMs: number): void {
    const known = this.#blocks.get(workload) ?? [];
    known.push(tookMs);
    this.#blocks.set(workload, known);
  }

  /** Behavior monitoring was switched, with the wait for the agent to act on it. */
  addSwitch({ fromMs, toMs, isOff }: SwitchTime): void {
    this.#switches.push(toMs - fromMs);
    if (!isOff) {
      this.#unprotectedMs += Math.max(0, toMs - this.#plan.settleMs - (this.#offSinceMs ?? fromMs));
    }
    this.#offSinceMs = isOff ? this.#offSinceMs ?? fromMs : null;
  }

  /** The device was put back between these moments: whatever the last block left, behavior monitoring is as found. */
  end(fromMs: number, toMs: number): void {
    if (this.#offSinceMs !== null) this.addSwitch({ fromMs, toMs, isOff: false });
  }

  /** What has passed until now. */
  passed(nowMs: number): MeasurementTime {
    const offMs = nowMs - (this.#offSinceMs ?? nowMs);
    return { totalMs: nowMs - this.#beganMs, unprotectedMs: this.#unprotectedMs + offMs };
  }

  /** What is left from this block on: blocks, switches, and the way back to a device that is on. */
  left(blocks: readonly PlannedBlock[], from = 0): MeasurementTime {
    const switchMs = meanOf(this.#switches) ?? this.#plan.settleMs + this.#assumed.switchMs;
    let [totalMs, unprotectedMs] = [0, 0];
    const pass = (durationMs: number, offMs: number): void => {
      totalMs += durationMs;
      unprotectedMs += offMs;
    };
    // It is on again before the agent had its time to act on that.
    const passSwitch = (isOff: boolean) =>
      pass(switchMs, isOff ? switchMs : Math.max(0, switchMs - this.#plan.settleMs));
    let arm = blocks[from - 1]?.arm ?? "on";
    for (const block of blocks.slice(from)) {
      if (block.arm !== "current" && block.arm !== arm) passSwitch(block.arm === "off");
      arm = block.arm;
      const blockMs = this.#ofBlock(block);
      pass(blockMs, arm === "off" ? blockMs : 0);
    }
    if (arm === "off") passSwitch(false);
    pass(from === 0 ? this.#assumed.frameMs : this.#assumed.frameMs / 2, 0);
    return { totalMs, unprotectedMs };
  }

  #ofBlock({ workload }: PlannedBlock): number {
    const { blockMs, scale } = this.#plan;
    const { aroundBlockMs = 0 } = WORKLOADS.find(({ id }) => id === workload) ?? {};
    return meanOf(this.#blocks.get(workload) ?? []) ??
      blockMs + this.#assumed.overheadMs + scale * aroundBlockMs;
  }
}

/** Beyond this share the announcement was not true, and whoever consented to it must hear so. */
const ANNOUNCED_WITHIN = 1.1;

/** That it took longer than was announced; null when it did not. */
export function overrun(took: MeasurementTime, announced: MeasurementTime | null): string | null {
  if (announced === null || took.totalMs <= ANNOUNCED_WITHIN * announced.totalMs) return null;
  const inWords = ({ totalMs, unprotectedMs }: MeasurementTime) =>
    [totalMs, unprotectedMs].map((ms) => formatQuantity(ms, "ms"));
  const [[total, off], [saidTotal, saidOff]] = [inWords(took), inWords(announced)];
  return `It took ${total}, ${off} of them with behavior monitoring off, where ${saidTotal} and ${saidOff} were announced`;
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

// Waits until the agent has finished what it still does of what was before, so that no block pays for another, and what a
// block caused is counted in it.
import type { BlockRecord } from "../../model/record/measurement.ts";
import type { Clock } from "../../ports/clock.ts";
import type { SampleFeed } from "./sample_feed.ts";

/** So much of a core, in percent, is rest whatever was seen before. */
const REST_PERCENT = 25;
/** So many times the lowest use that was seen in an arm is rest there. */
const REST_FACTOR = 1.5;

/** What the agent uses when nothing is asked of it, learned in each arm on the way. */
export class AgentRest {
  readonly #lowest = new Map<BlockRecord["arm"], number>();

  /** Whether such a use, in percent of a core, is no more than what it does anyway. */
  holds(arm: BlockRecord["arm"], percent: number): boolean {
    const lowest = Math.min(percent, this.#lowest.get(arm) ?? Infinity);
    this.#lowest.set(arm, lowest);
    return percent <= Math.max(REST_PERCENT, REST_FACTOR * lowest);
  }
}

/** How long to wait. */
export interface DigestTime {
  /** At least so long; what was used in the end of it decides. */
  readonly shortestMs: number;
  readonly longestMs: number;
}

/** What waiting needs. */
export interface DigestTools {
  readonly clock: Clock;
  readonly feed: Pick<SampleFeed, "recentCpuPercent">;
  readonly rest: AgentRest;
  readonly signal: AbortSignal;
}

/** Whether the agent came to rest in time; null where its readings are too far apart to tell. */
export async function letDigest(
  { clock, feed, rest, signal }: DigestTools,
  arm: BlockRecord["arm"],
  { shortestMs, longestMs }: DigestTime,
): Promise<boolean | null> {
  const startMs = clock.monotonicMs();
  for (;;) {
    await clock.sleep(shortestMs, signal);
    const percent = feed.recentCpuPercent(shortestMs);
    if (percent === null || signal.aborted) return null;
    if (rest.holds(arm, percent)) return true;
    if (clock.monotonicMs() - startMs >= longestMs) return false;
  }
}

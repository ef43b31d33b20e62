// The agent's own scan counters, as used up between two readings.
import type { BlockRecord } from "../model/record/measurement.ts";
import type { BehaviorCounter, ScanStatistics } from "../model/process_sample.ts";

/** So many processes are kept of each block. */
const LARGEST = 10;

/**
 * What each process added, the most files first. A process that ended takes its counters with it, and one that is new
 * under an old pid starts again at 0: differences below 0 are none.
 */
export function differenceCounters(
  before: readonly ScanStatistics[],
  after: readonly ScanStatistics[],
): BlockRecord["counters"] {
  const earlier = new Map(before.map((counter) => [identity(counter), counter]));
  return after
    .map((counter) => {
      const known = earlier.get(identity(counter));
      return {
        name: counter.name,
        path: counter.path,
        filesScanned: Math.max(0, counter.filesScanned - (known?.filesScanned ?? 0)),
        scanTimeNs: Math.max(0, counter.scanTimeNs - (known?.scanTimeNs ?? 0)),
      };
    })
    .filter(({ filesScanned, scanTimeNs }) => filesScanned > 0 || scanTimeNs > 0)
    .sort((a, b) => b.filesScanned - a.filesScanned || b.scanTimeNs - a.scanTimeNs)
    .slice(0, LARGEST);
}

/** The same for the counters of behavior monitoring, whatever they count. */
export function differenceBehavior(
  before: readonly BehaviorCounter[],
  after: readonly BehaviorCounter[],
): BlockRecord["behaviorCounters"] {
  const earlier = new Map(before.map((counter) => [identity(counter), counter.counts]));
  return after
    .map((counter) => {
      const known = earlier.get(identity(counter)) ?? {};
      const added = Object.entries(counter.counts).map(([what, count]) =>
        [what, Math.max(0, count - (known[what] ?? 0))] as const
      );
      return { name: counter.name, path: counter.path, counts: Object.fromEntries(added) };
    })
    .filter((counter) => total(counter) > 0)
    .sort((a, b) => total(b) - total(a))
    .slice(0, LARGEST);
}

function total({ counts }: Pick<BehaviorCounter, "counts">): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function identity(
  { pid, name, path }: Pick<BehaviorCounter, "pid" | "name" | "path">,
): string {
  return JSON.stringify([pid, name, path]);
}

// The agent's own scan counters, as used up between two readings.
import type { BlockRecord } from "../model/record/measurement.ts";
import type { ScanStatistics } from "../model/process_sample.ts";

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

function identity({ pid, name, path }: ScanStatistics): string {
  return JSON.stringify([pid, name, path]);
}

// Names of runs.
import type { Host } from "../ports/host.ts";

/** `20261123T184530Z-1a2b3c4d5e6f7a8b`: sorts by time, and the runs of one second differ, on however many Macs. */
export function newRunId(host: Pick<Host, "clock" | "randomId">): string {
  return `${host.clock.now().replace(/[-:]|\.\d+/g, "")}-${host.randomId()}`;
}

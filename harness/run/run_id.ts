// Names of runs.
import type { Host } from "../ports/host.ts";

/** `20261123T184530Z-1a2b3c4d`: sorts by time, and two runs of one second differ. */
export function newRunId(host: Pick<Host, "clock" | "randomId">): string {
  return `${host.clock.now().replace(/[-:]|\.\d+/g, "")}-${host.randomId()}`;
}

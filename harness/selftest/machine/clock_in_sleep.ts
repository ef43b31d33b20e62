// What the clocks do while the machine sleeps cannot be seen without letting it sleep.
import type { Assumption } from "../assumption.ts";

export const CLOCK_IN_SLEEP: Assumption = {
  id: "clock-in-sleep",
  belief: "The monotonic clock stands still while the machine sleeps, and the wall clock goes on",
  method: "let the Mac sleep in the middle of a measure; its blocks of that time are left out as slept",
  source: "Apple, mach_absolute_time; clock_gettime(2), CLOCK_MONOTONIC",
  verdictsRestOnIt: true,
  needs: "machine",
  platform: null,
  probe: null,
};

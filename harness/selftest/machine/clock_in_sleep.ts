// What the clocks do while the machine sleeps cannot be seen without letting it sleep.
import { type Assumption, untested } from "../assumption.ts";

export const CLOCK_IN_SLEEP: Assumption = {
  id: "clock-in-sleep",
  belief: "The monotonic clock stands still while the machine sleeps, and the wall clock goes on",
  method: "Not by a program: the machine would have to sleep",
  source: "Apple, mach_absolute_time; clock_gettime(2), CLOCK_MONOTONIC",
  verdictsRestOnIt: true,
  needs: "machine",
  platform: null,
  probe: () => Promise.resolve(untested("This does not let the machine sleep")),
};

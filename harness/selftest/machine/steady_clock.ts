// Durations of the record come from the monotonic clock.
import { type Assumption, confirmed, refuted, untested } from "../assumption.ts";
import { badEnd } from "../read_output.ts";

/** A wall clock that is being set right drifts by up to half a thousandth. */
const TOLERANCE_MS = 50;
/** Beyond this somebody set the clock, or the machine slept. */
const JUMP_MS = 1000;

export const STEADY_CLOCK: Assumption = {
  id: "steady-clock",
  belief: "The monotonic clock goes as fast as the wall clock",
  method: "Both are read before and after sleep 1",
  source: "clock_gettime(2)",
  verdictsRestOnIt: true,
  needs: "machine",
  platform: null,
  probe: async ({ clock, run }) => {
    const [wallMs, steadyMs] = [Date.parse(clock.now()), clock.monotonicMs()];
    const bad = badEnd(await run(["/bin/sleep", "1"]));
    if (bad !== null) return bad;
    const steady = clock.monotonicMs() - steadyMs;
    const apart = Math.abs(Date.parse(clock.now()) - wallMs - steady);
    const seen = `After ${Math.round(steady)} ms the two are ${Math.round(apart)} ms apart`;
    if (steady < 1000 - TOLERANCE_MS) return refuted(seen);
    if (apart > JUMP_MS) return untested(`${seen}: the clock was set, or the machine slept`);
    return apart <= TOLERANCE_MS ? confirmed(seen) : refuted(seen);
  },
};

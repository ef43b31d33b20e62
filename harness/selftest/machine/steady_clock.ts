// Durations of the record come from the monotonic clock.
import { type Assumption, confirmed, refuted, type Trial, untested } from "../assumption.ts";
import { badEnd } from "../read_output.ts";

/** A wall clock that is being set right drifts by up to half a thousandth. */
const TOLERANCE_MS = 50;
/** Beyond this somebody set the clock, or the machine slept. */
const JUMP_MS = 1000;

export const STEADY_CLOCK: Assumption = {
  id: "steady-clock",
  belief: "The monotonic clock goes as fast as the wall clock",
  method: "The one is read between two readings of the other, before and after sleep 1",
  source: "clock_gettime(2)",
  verdictsRestOnIt: true,
  needs: "machine",
  platform: null,
  probe: async ({ clock, run }) => {
    const before = readBoth(clock);
    const bad = badEnd(await run(["/bin/sleep", "1"]));
    if (bad !== null) return bad;
    const after = readBoth(clock);
    const steady = after.steadyMs - before.steadyMs;
    const apart = Math.abs(after.wallMs - before.wallMs - steady);
    const seen = `After ${Math.round(steady)} ms the two are ${Math.round(apart)} ms apart`;
    if (steady < 1000 - TOLERANCE_MS) return refuted(seen);
    const unsure = before.unsureMs + after.unsureMs;
    if (unsure > TOLERANCE_MS) {
      return untested(`${seen}, read within ${Math.round(unsure)} ms: too busy here`);
    }
    if (apart > JUMP_MS) return untested(`${seen}: the clock was set, or the machine slept`);
    return apart <= TOLERANCE_MS ? confirmed(seen) : refuted(seen);
  },
};

/** Both clocks at one moment, and how far the readings may be from it: a busy machine may do other work between two. */
function readBoth(clock: Trial["clock"]): {
  readonly wallMs: number;
  readonly steadyMs: number;
  readonly unsureMs: number;
} {
  const from = clock.monotonicMs();
  const wallMs = Date.parse(clock.now());
  const until = clock.monotonicMs();
  return { wallMs, steadyMs: (from + until) / 2, unsureMs: (until - from) / 2 };
}

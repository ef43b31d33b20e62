// Drives long arithmetic so that signals are heard meanwhile: they come between turns of the event loop only.
import type { Steps } from "../../cost/steps.ts";
import type { Clock } from "../../ports/clock.ts";

/** A signal waits no longer than this and one step. */
const TURN_MS = 20;

/** The result; null where `signal` aborted first, which is seen between two turns. */
export async function driveSteps<Result>(
  steps: Steps<Result>,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<Result | null> {
  let turnMs = clock.monotonicMs();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (clock.monotonicMs() - turnMs < TURN_MS) continue;
    await clock.sleep(0);
    if (signal.aborted) return null;
    turnMs = clock.monotonicMs();
  }
}

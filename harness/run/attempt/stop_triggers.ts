// Ending the processes of an attempt: all of them, once, and only while their numbers are still theirs.
import type { Clock } from "../../ports/clock.ts";
import type { RunningTrigger } from "../../ports/trigger_runner.ts";

/** Asks every process to stop before it passes on what one of them threw. */
export async function stopAll(running: readonly RunningTrigger[]): Promise<void> {
  const stopped = await Promise.allSettled(running.map((process) => process.stop()));
  const failed = stopped.find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
}

/** Stops what still runs after `limitMs`. Aborted in time: later the numbers may belong to other processes. */
export function stopOvertime(
  clock: Clock,
  triggers: readonly RunningTrigger[],
  limitMs: number,
): AbortController {
  const controller = new AbortController();
  clock.sleep(limitMs, controller.signal)
    .then(() => controller.signal.aborted ? undefined : stopAll(triggers))
    // It is stopped again at the end of the attempt, and a failure of that is told.
    .catch(() => undefined);
  return controller;
}

// Nobody looks at a silent terminal: what is waited for stands there until it is done. In a pipe nothing is said.
import type { Host } from "../../ports/host.ts";

/** Sooner than that nobody wonders. */
const SAID_AFTER_MS = 500;

/** Does it, and meanwhile says what, and since when, on a line that is wiped again. */
export async function whileWaiting<T>(
  { terminal, clock }: Pick<Host, "terminal" | "clock">,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  const sinceMs = clock.monotonicMs();
  const line = terminal.startLiveLine((columns) => {
    const waitedMs = clock.monotonicMs() - sinceMs;
    return waitedMs < SAID_AFTER_MS ? "" : `${what} · ${Math.round(waitedMs / 1000)} s`.slice(0, columns);
  });
  try {
    return await work();
  } finally {
    line.finish();
  }
}

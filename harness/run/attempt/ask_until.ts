// Asking until there is an answer: an agent that restarts or is slow for a while is asked again until the time is up.
import type { Problem } from "../../model/harness_error.ts";
import type { Clock } from "../../ports/clock.ts";

const PAUSE_MS = 500;

/** An answer, or why there is none. */
interface Answer {
  readonly problem: Problem | null;
  readonly evidence: readonly string[];
}

/** Asks, and asks again until `forMs` have passed. The evidence is that of all answers. */
export async function askUntil<T extends Answer>(
  clock: Clock,
  { forMs, signal }: { readonly forMs: number; readonly signal: AbortSignal },
  ask: () => Promise<T>,
): Promise<T> {
  const untilMs = clock.monotonicMs() + forMs;
  const evidence: string[] = [];
  while (true) {
    const answer = await ask();
    evidence.push(...answer.evidence);
    const isOver = answer.problem === null || signal.aborted || clock.monotonicMs() + PAUSE_MS >= untilMs;
    if (isOver) return { ...answer, evidence };
    await clock.sleep(PAUSE_MS, signal);
  }
}

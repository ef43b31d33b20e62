// The clocks of this machine.
import type { Clock } from "../../ports/clock.ts";

/** Wall clock, monotonic clock and timers of the runtime. */
export class SystemClock implements Clock {
  now(): string {
    return new Date().toISOString();
  }

  utcOffsetMinutes(): number {
    return -new Date().getTimezoneOffset();
  }

  monotonicMs(): number {
    return performance.now();
  }

  sleep(durationMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const wake = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", wake);
        resolve();
      };
      // The runtime warns on standard error of a time that is over already.
      const timer = setTimeout(wake, Math.max(0, durationMs));
      signal?.addEventListener("abort", wake);
    });
  }
}

// A clock that stands still until it is driven: hours of waiting pass in no time, always in the same order.
import type { Clock } from "../ports/clock.ts";

/** The moment at which every fake clock starts. */
export const FAKE_START_MS = Date.UTC(2026, 0, 5, 3);
/** Steps of promises that may follow on one moment before the next one comes. */
const STEPS_PER_MOMENT = 400;

interface Timer {
  readonly atMs: number;
  readonly wake: () => void;
}

/** Said by {@linkcode FakeClock.run} when nothing is left that could happen: what runs waits for ever. */
export class Stuck extends Error {
  override readonly name = "Stuck";
}

/** Virtual time. Whoever sleeps is woken in the order of the wake-up times. */
export class FakeClock implements Clock {
  readonly #settle: (isDone: () => boolean) => Promise<void>;
  #nowMs = 0;
  #timers: readonly Timer[] = [];

  /** @param settle Lets everything happen that follows on one moment; the faster, the more runs fit into a test. */
  constructor(settle: (isDone: () => boolean) => Promise<void> = takeSteps) {
    this.#settle = settle;
  }

  now(): string {
    return new Date(FAKE_START_MS + this.#nowMs).toISOString();
  }

  utcOffsetMinutes(): number {
    return 0;
  }

  monotonicMs(): number {
    return this.#nowMs;
  }

  sleep(durationMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const wake = (): void => {
        this.#timers = this.#timers.filter((other) => other !== timer);
        signal?.removeEventListener("abort", wake);
        resolve();
      };
      const timer: Timer = { atMs: this.#nowMs + Math.max(0, durationMs), wake };
      this.#timers = [...this.#timers, timer];
      signal?.addEventListener("abort", wake);
    });
  }

  /** Does something at a moment from now, without anybody waiting for it. */
  after(durationMs: number, action: () => void): void {
    this.sleep(durationMs).then(action);
  }

  /** How many are asleep now: what a run leaves behind shows here. */
  get sleepers(): number {
    return this.#timers.length;
  }

  /** Lets time pass until `work` has ended, and gives what it gave. Throws {@linkcode Stuck} when it cannot end. */
  async run<T>(work: Promise<T>): Promise<T> {
    let hasEnded = false;
    const ended = work.then(() => hasEnded = true, () => hasEnded = true);
    while (true) {
      await this.#settle(() => hasEnded);
      if (hasEnded) break;
      if (!this.#wakeNext()) throw new Stuck(`Nothing is left that could happen at ${this.#nowMs} ms`);
    }
    await ended;
    return await work;
  }

  #wakeNext(): boolean {
    const next = this.#timers.reduce<Timer | null>(
      (first, timer) => first === null || timer.atMs < first.atMs ? timer : first,
      null,
    );
    if (next === null) return false;
    this.#nowMs = Math.max(this.#nowMs, next.atMs);
    next.wake();
    return true;
  }
}

async function takeSteps(isDone: () => boolean): Promise<void> {
  for (let step = 0; step < STEPS_PER_MOMENT && !isDone(); step += 1) await Promise.resolve();
}

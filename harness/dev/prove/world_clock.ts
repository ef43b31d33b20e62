// The clock of a made-up machine: virtual time whose wall clock may jump, as clocks of machines do.
import type { Clock } from "../../ports/clock.ts";
import type { FakeClock } from "../../testing/fake_clock.ts";

/** Monotonic time is that of the clock behind it; the wall clock has an offset. */
export class WorldClock implements Clock {
  readonly #clock: FakeClock;
  readonly #zoneMinutes: number;
  #offsetMs: number;

  constructor(clock: FakeClock, zoneMinutes: number) {
    this.#clock = clock;
    this.#offsetMs = Date.parse(clock.now()) - clock.monotonicMs();
    this.#zoneMinutes = zoneMinutes;
  }

  /** The wall clock jumps. */
  step(byMs: number): void {
    this.#offsetMs += byMs;
  }

  /** Milliseconds of the wall clock since 1970. */
  wallMs(): number {
    return this.#clock.monotonicMs() + this.#offsetMs;
  }

  now(): string {
    return new Date(this.wallMs()).toISOString();
  }

  utcOffsetMinutes(): number {
    return this.#zoneMinutes;
  }

  monotonicMs(): number {
    return this.#clock.monotonicMs();
  }

  sleep(durationMs: number, signal?: AbortSignal): Promise<void> {
    return this.#clock.sleep(durationMs, signal);
  }
}

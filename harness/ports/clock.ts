// Time, so that nothing in the core reads a clock of its own.

/** The clocks of the machine and the wait on them. */
export interface Clock {
  /** Wall clock, ISO 8601 in UTC with milliseconds. For labels, never for arithmetic. */
  now(): string;
  /** How far local time is ahead of UTC now. The agent prints local times without a zone. */
  utcOffsetMinutes(): number;
  /** Monotonic clock in milliseconds, from an arbitrary start. */
  monotonicMs(): number;
  /** Resolves after `durationMs`, at once for a time that is over, or as soon as `signal` aborts; never rejects. */
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>;
}

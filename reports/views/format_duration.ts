// Times for people. Machine formats carry the bare number with its unit in the name instead.

/** A duration with its unit and about three digits: `87 ms`, `1.20 s`, `42.3 s`, `2 min 05 s`. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 999.5) return `${Math.round(durationMs)} ms`;
  const seconds = durationMs / 1000;
  if (seconds < 9.995) return `${seconds.toFixed(2)} s`;
  if (seconds < 99.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}

/** As {@linkcode formatDuration}; `–` for what was not seen. */
export function formatOptionalDuration(durationMs: number | null): string {
  return durationMs === null ? "–" : formatDuration(durationMs);
}

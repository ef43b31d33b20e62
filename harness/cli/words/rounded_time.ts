// A length of time as people say it beforehand.

/** Minutes; seconds below three minutes, ten by ten. */
export function roundedTime(ms: number): string {
  return ms < 180_000 ? `${Math.max(10, Math.round(ms / 10_000) * 10)} s` : `${Math.round(ms / 60_000)} min`;
}

// How `ps` tells CPU time.

/**
 * Cumulative CPU time in milliseconds; null for what is no time. Forms: `MMM:SS.cc` of macOS (hours roll over into
 * minutes, rounded to 10 ms; Apple print.c `cputime`), `[DD-]HH:MM:SS` of Linux (whole seconds; procps ps(1)
 * `cputime`), and `M:SS` of `ps aux`.
 */
export function parseCpuTime(text: string): number | null {
  const match = /^(?:(\d{1,4})-)?(?:(\d{1,6}):)?(\d{1,6}):(\d{2}(?:[.,]\d{1,3})?)$/.exec(text);
  if (match === null) return null;
  const [, days = "0", hours = "0", minutes = "0", seconds = "0"] = match;
  const wholeMinutes = (Number(days) * 24 + Number(hours)) * 60 + Number(minutes);
  return Math.round(wholeMinutes * 60_000 + Number(seconds.replace(",", ".")) * 1000);
}

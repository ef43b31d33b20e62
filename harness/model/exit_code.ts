// The exit codes of the command line, in one table. Computed once, from the record.
import type { RunReason, RunVerdict } from "./verdict.ts";

/** Every exit code the command line can end with. */
export const EXIT_CODE = {
  pass: 0,
  fail: 1,
  usage: 2,
  inconclusive: 3,
  internal: 4,
  notRestored: 5,
  interruptedBySighup: 129,
  interruptedBySigint: 130,
  interruptedBySigquit: 131,
  interruptedBySigterm: 143,
  interruptedBySigtstp: 148,
} as const;

/** Signals that end a run in order. To be stopped from the keyboard is one: a device must not wait changed for `fg`. */
export const INTERRUPTING_SIGNALS = ["SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM", "SIGTSTP"] as const;

/** One of {@linkcode INTERRUPTING_SIGNALS}. */
export type InterruptingSignal = (typeof INTERRUPTING_SIGNALS)[number];

/** 128 and the number of the signal on Linux, as shells say it. */
export const EXIT_CODE_OF_SIGNAL: Readonly<Record<InterruptingSignal, ExitCode>> = {
  SIGHUP: EXIT_CODE.interruptedBySighup,
  SIGINT: EXIT_CODE.interruptedBySigint,
  SIGQUIT: EXIT_CODE.interruptedBySigquit,
  SIGTERM: EXIT_CODE.interruptedBySigterm,
  SIGTSTP: EXIT_CODE.interruptedBySigtstp,
};

/** One of {@linkcode EXIT_CODE}. */
export type ExitCode = (typeof EXIT_CODE)[keyof typeof EXIT_CODE];

/**
 * Exit code of a run. A device left changed outranks everything; then an interruption; then a fault of the
 * harness itself; then the verdict.
 */
export function exitCodeOf(
  record: {
    readonly verdict: RunVerdict;
    readonly reason: RunReason;
    readonly restore: { readonly status: string };
    readonly interruptedBy: string | null;
  },
): ExitCode {
  if (record.restore.status === "failed") return EXIT_CODE.notRestored;
  const signal = INTERRUPTING_SIGNALS.find((name) => name === record.interruptedBy);
  if (signal !== undefined) return EXIT_CODE_OF_SIGNAL[signal];
  if (record.reason === "harness-error") return EXIT_CODE.internal;
  return record.verdict === "measured" ? EXIT_CODE.pass : EXIT_CODE[record.verdict];
}

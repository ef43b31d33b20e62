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
  interruptedBySigint: 130,
  interruptedBySigterm: 143,
} as const;

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
  if (record.interruptedBy === "SIGINT") return EXIT_CODE.interruptedBySigint;
  if (record.interruptedBy === "SIGTERM") return EXIT_CODE.interruptedBySigterm;
  if (record.reason === "harness-error") return EXIT_CODE.internal;
  return record.verdict === "measured" ? EXIT_CODE.pass : EXIT_CODE[record.verdict];
}

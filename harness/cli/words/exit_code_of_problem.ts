// Exit codes of commands that ended without a record: the same table as everywhere.
import type { ErrorCode } from "../../model/error_code.ts";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";

/** Somebody gave a word, a path or a folder that cannot be used; nothing was touched. */
const USAGE_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "agent/not-found",
  "bundle/not-found",
  "config/invalid",
  "config/not-found",
  "config/not-trusted",
  "config/unreadable",
  "folder/not-safe",
  "history/not-found",
  "output/not-writable",
  "parse/input-unreadable",
  "recording/unreadable",
  "report/credentials-unusable",
  "report/unknown-reporter",
  "scenario/unknown",
  "signature/key-unusable",
  "simulator/unknown-profile",
  "state/not-found",
  "state/not-writable",
  "usage/invalid",
  "usage/unknown",
]);

const INTERNAL_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "bundle/changed",
  "harness/internal",
  "history/busy",
  "history/conflict",
  "history/unreadable",
  "report/failed",
  "report/not-sent",
  "scenario/crashed",
  "simulator/not-started",
  "state/lost",
]);

/** What a problem that ended a command means for scripts; everything else means that nothing was judged. */
export function exitCodeOfProblem(code: ErrorCode): ExitCode {
  if (code === "restore/failed") return EXIT_CODE.notRestored;
  if (USAGE_CODES.has(code) || code.startsWith("profile/")) return EXIT_CODE.usage;
  return INTERNAL_CODES.has(code) ? EXIT_CODE.internal : EXIT_CODE.inconclusive;
}

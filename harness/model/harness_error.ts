// The one exception class: "could not judge". Everything that is merely found (a check that fails, a
// detection that is missing) is data, never an exception.
import type { ErrorCode } from "./error_code.ts";

/** A problem as data: what an exception carries, without its stack. Shown in reports as it stands. */
export interface Problem {
  /** Stable `area/problem`; each has an entry in `.github/errors.md`. */
  readonly code: ErrorCode;
  /** What happened, with current and wanted state. */
  readonly message: string;
  /** One imperative sentence or command that helps. */
  readonly hint: string;
}

/** Options of a {@linkcode HarnessError}. */
interface HarnessErrorOptions {
  readonly hint: string;
  readonly cause?: unknown;
}

/** Raised where the harness cannot go on judging; wrapped once, at the port, keeping its cause. */
export class HarnessError extends Error {
  override readonly name = "HarnessError";
  readonly code: ErrorCode;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, options: HarnessErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}

/** Turns whatever was thrown into data; what is not a {@linkcode HarnessError} becomes `harness/internal`. */
export function toProblem(thrown: unknown): Problem {
  if (thrown instanceof HarnessError) {
    return { code: thrown.code, message: thrown.message, hint: thrown.hint };
  }
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return {
    code: "harness/internal",
    message: `Unexpected error: ${message}`,
    hint: "Run the command again with --verbose and report the output",
  };
}

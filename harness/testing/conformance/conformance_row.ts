// The shape of a row of the conformance tables, and short words to write one.
import type { ErrorCode } from "../../model/error_code.ts";

/** What a parser must make of a file. */
type Expected =
  | { readonly kind: "error"; readonly code: ErrorCode }
  | { readonly kind: "whole"; readonly value: unknown }
  /** Facts among others. */
  | { readonly kind: "facts"; readonly value: Record<string, unknown> };

/** One file and one parser. */
export interface ConformanceRow {
  readonly file: string;
  readonly parser:
    | "answer"
    | "details"
    | "exclusions"
    | "health"
    | "ps"
    | "extensions"
    | "hot-events"
    | "statistics"
    | "version"
    | "threats";
  readonly expected: Expected;
}

/** The parser must refuse the file with this code. */
export function error(code: ErrorCode): Expected {
  return { kind: "error", code };
}

/** The parser must give exactly this. */
export function whole(value: unknown): Expected {
  return { kind: "whole", value };
}

/** The parser must give these facts, and may give others. */
export function facts(value: Record<string, unknown>): Expected {
  return { kind: "facts", value };
}

/** A value that no profile manages. */
export function free<T>(value: T): { readonly value: T; readonly managed: boolean } {
  return { value, managed: false };
}

/** A value that a profile manages. */
export function managed<T>(value: T): { readonly value: T; readonly managed: boolean } {
  return { value, managed: true };
}

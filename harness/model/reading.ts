// What comes back from asking the agent: a value or the reason there is none. "Could not read" never
// turns into "is not there".
import type { Problem } from "./harness_error.ts";

/** An answer of the agent, with the ids of the evidence (raw outputs) behind it. */
export type Reading<T> =
  | { readonly kind: "read"; readonly value: T; readonly evidence: readonly string[] }
  | { readonly kind: "unreadable"; readonly problem: Problem; readonly evidence: readonly string[] };

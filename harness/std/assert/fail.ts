// Assertions that always fail.

import { AssertionError, suffixOf } from "./assertion_error.ts";

/** Fails, always. */
export function fail(msg?: string): never {
  throw new AssertionError(`Failed assertion${suffixOf(msg)}`);
}

/** Marks a place no run may reach. */
export function unreachable(reason?: string): never {
  throw new AssertionError(`Reached a place that must not be reached${suffixOf(reason)}`);
}

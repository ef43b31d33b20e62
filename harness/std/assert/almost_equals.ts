// Numbers that are equal up to a tolerance.

import { AssertionError, suffixOf } from "./assertion_error.ts";

/** The standard library's default: one ten-millionth of the expected value. */
const RELATIVE_TOLERANCE = 1e-7;

/** Fails unless the numbers differ by no more than the tolerance. */
export function assertAlmostEquals(actual: number, expected: number, tolerance?: number, msg?: string): void {
  if (Object.is(actual, expected)) return;
  const limit = tolerance ??
    (Number.isFinite(expected) ? Math.abs(expected) * RELATIVE_TOLERANCE : RELATIVE_TOLERANCE);
  const delta = Math.abs(expected - actual);
  if (delta <= limit) return;
  throw new AssertionError(
    `Expected ${actual} to be within ${limit} of ${expected}, but the difference is ${delta}${suffixOf(msg)}`,
  );
}

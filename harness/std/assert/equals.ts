// Deep equality of two values, and its opposite.

import { AssertionError, suffixOf } from "./assertion_error.ts";
import { difference } from "./difference.ts";
import { equal } from "./equal.ts";
import { show } from "./show.ts";

/** Fails unless both values are deeply equal. */
export function assertEquals<T>(actual: T, expected: T, msg?: string): void {
  if (equal(actual, expected)) return;
  throw new AssertionError(`Values are not equal${suffixOf(msg)}\n\n${difference(actual, expected)}`);
}

/** Fails when both values are deeply equal. */
export function assertNotEquals<T>(actual: T, expected: T, msg?: string): void {
  if (!equal(actual, expected)) return;
  throw new AssertionError(`Expected a value that differs from ${show(expected)}${suffixOf(msg)}`);
}

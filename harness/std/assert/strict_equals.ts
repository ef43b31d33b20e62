// Identity of two values, as Object.is() sees it.

import { AssertionError, suffixOf } from "./assertion_error.ts";
import { difference } from "./difference.ts";
import { show } from "./show.ts";

/** Fails unless both values are the same one. */
export function assertStrictEquals<T>(actual: unknown, expected: T, msg?: string): asserts actual is T {
  if (Object.is(actual, expected)) return;
  const detail = show(actual) === show(expected)
    ? `Both look the same, but are not one value: ${show(actual)}\n`
    : difference(actual, expected);
  throw new AssertionError(`Values are not strictly equal${suffixOf(msg)}\n\n${detail}`);
}

// Parts of a text or of a list.

import { AssertionError, suffixOf } from "./assertion_error.ts";
import { equal } from "./equal.ts";
import { show } from "./show.ts";

/** A list-like value; a plain text is none. */
export type ArrayLikeArg<T> = ArrayLike<T> & object;

/** Fails unless `expected` is a part of `actual`. */
export function assertStringIncludes(actual: string, expected: string, msg?: string): void {
  if (actual.includes(expected)) return;
  throw new AssertionError(
    `Expected ${JSON.stringify(actual)} to contain ${JSON.stringify(expected)}${suffixOf(msg)}`,
  );
}

/** Fails unless each entry of `expected` is deeply equal to an entry of `actual`, in whatever order. */
export function assertArrayIncludes<T>(
  actual: ArrayLikeArg<T>,
  expected: ArrayLikeArg<T>,
  msg?: string,
): void {
  const present = Array.from(actual);
  const missing = Array.from(expected).filter((wanted) => !present.some((entry) => equal(entry, wanted)));
  if (missing.length === 0) return;
  throw new AssertionError(
    `Expected ${show(actual)} to include ${show(expected)}${suffixOf(msg)}\nmissing: ${show(missing)}`,
  );
}

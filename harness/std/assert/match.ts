// Text against a pattern.

import { AssertionError, suffixOf } from "./assertion_error.ts";

/** Fails unless `actual` matches the pattern. */
export function assertMatch(actual: string, expected: RegExp, msg?: string): void {
  if (expected.test(actual)) return;
  throw new AssertionError(`Expected ${JSON.stringify(actual)} to match ${expected}${suffixOf(msg)}`);
}

/** Fails when `actual` matches the pattern. */
export function assertNotMatch(actual: string, expected: RegExp, msg?: string): void {
  if (!expected.test(actual)) return;
  throw new AssertionError(`Expected ${JSON.stringify(actual)} not to match ${expected}${suffixOf(msg)}`);
}

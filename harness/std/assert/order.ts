// Order of two values, by the operators of the language.

import { AssertionError, suffixOf } from "./assertion_error.ts";
import { show } from "./show.ts";

/** Fails unless `actual > expected`. */
export function assertGreater<T>(actual: T, expected: T, msg?: string): void {
  if (!(actual > expected)) refuse(actual, "greater than", expected, msg);
}

/** Fails unless `actual >= expected`. */
export function assertGreaterOrEqual<T>(actual: T, expected: T, msg?: string): void {
  if (!(actual >= expected)) refuse(actual, "at least", expected, msg);
}

/** Fails unless `actual < expected`. */
export function assertLess<T>(actual: T, expected: T, msg?: string): void {
  if (!(actual < expected)) refuse(actual, "less than", expected, msg);
}

/** Fails unless `actual <= expected`. */
export function assertLessOrEqual<T>(actual: T, expected: T, msg?: string): void {
  if (!(actual <= expected)) refuse(actual, "at most", expected, msg);
}

function refuse(actual: unknown, relation: string, expected: unknown, msg: string | undefined): never {
  throw new AssertionError(`Expected ${show(actual)} to be ${relation} ${show(expected)}${suffixOf(msg)}`);
}

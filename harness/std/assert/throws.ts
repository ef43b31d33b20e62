// A function that must throw.

import { AssertionError, suffixOf } from "./assertion_error.ts";
import { assertIsError, type ErrorConstructor } from "./is_error.ts";

/** Fails unless the function throws; gives what was thrown. */
export function assertThrows(fn: () => unknown, msg?: string): unknown;
/** Fails unless the function throws an error of this class, with this text in its message; gives the error. */
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  ErrorClass: ErrorConstructor<E>,
  msgIncludes?: string,
  msg?: string,
): E;
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  errorClassOrMsg?: ErrorConstructor<E> | string,
  msgIncludes?: string,
  msg?: string,
): unknown {
  const wanted = typeof errorClassOrMsg === "string" ? undefined : errorClassOrMsg;
  const words = typeof errorClassOrMsg === "string" ? errorClassOrMsg : msg;
  let thrown: unknown;
  try {
    fn();
  } catch (error) {
    thrown = error;
    if (wanted) assertIsError(error, wanted, msgIncludes, words);
    return thrown;
  }
  throw new AssertionError(`Expected function to throw${suffixOf(words)}`);
}

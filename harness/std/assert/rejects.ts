// A function whose promise must be rejected.

import { AssertionError, suffixOf } from "./assertion_error.ts";
import { assertIsError, type ErrorConstructor } from "./is_error.ts";

/** Fails unless the promise is rejected; gives the reason. */
export function assertRejects(fn: () => PromiseLike<unknown>, msg?: string): Promise<unknown>;
/** Fails unless the promise is rejected with an error of this class, with this text in its message; gives the error. */
export function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  ErrorClass: ErrorConstructor<E>,
  msgIncludes?: string,
  msg?: string,
): Promise<E>;
export async function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  errorClassOrMsg?: ErrorConstructor<E> | string,
  msgIncludes?: string,
  msg?: string,
): Promise<unknown> {
  const wanted = typeof errorClassOrMsg === "string" ? undefined : errorClassOrMsg;
  const words = typeof errorClassOrMsg === "string" ? errorClassOrMsg : msg;
  const promise = startOf(fn, words);
  try {
    await promise;
  } catch (error) {
    if (wanted) assertIsError(error, wanted, msgIncludes, words);
    return error;
  }
  throw new AssertionError(`Expected function to reject${suffixOf(words)}`);
}

/** A throw before the promise exists is not a rejection: the caller would meet it as an exception. */
function startOf(fn: () => PromiseLike<unknown>, words: string | undefined): PromiseLike<unknown> {
  let promise: PromiseLike<unknown>;
  try {
    promise = fn();
  } catch (error) {
    throw new AssertionError(`Function throws when expected to reject${suffixOf(words)}`, { cause: error });
  }
  if (typeof promise?.then === "function") return promise;
  throw new AssertionError(`Function throws when expected to reject${suffixOf(words)}`);
}

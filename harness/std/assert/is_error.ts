// The class and the message of an error.

import { AssertionError, suffixOf } from "./assertion_error.ts";
import { show } from "./show.ts";

/** A class of errors, also an abstract one. */
export type ErrorConstructor<E extends Error> = abstract new (...args: never[]) => E;

/** Fails unless `error` is an error, of the class if one is given, with the text in its message if one is given. */
export function assertIsError<E extends Error = Error>(
  error: unknown,
  ErrorClass?: ErrorConstructor<E>,
  msgMatches?: string | RegExp,
  msg?: string,
): asserts error is E {
  if (!(error instanceof Error)) {
    throw new AssertionError(`Expected an Error, but got ${show(error)}${suffixOf(msg)}`);
  }
  if (ErrorClass && !(error instanceof ErrorClass)) {
    throw new AssertionError(
      `Expected error to be instance of "${ErrorClass.name}", but was "${error.constructor.name}"${
        suffixOf(msg)
      }` +
        `\nits message: ${error.message}`,
      { cause: error },
    );
  }
  if (!msgMatches || says(error.message, msgMatches)) return;
  throw new AssertionError(
    `Expected error message to include ${
      typeof msgMatches === "string" ? JSON.stringify(msgMatches) : msgMatches
    }, ` +
      `but got ${JSON.stringify(error.message)}${suffixOf(msg)}`,
    { cause: error },
  );
}

function says(message: string, wanted: string | RegExp): boolean {
  return typeof wanted === "string" ? message.includes(wanted) : wanted.test(message);
}

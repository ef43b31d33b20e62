// Class membership of a value.

import { AssertionError, suffixOf } from "./assertion_error.ts";

/** Any class, also an abstract one. */
export type AnyConstructor = abstract new (...args: never[]) => unknown;

/** Fails unless `actual` is an instance of the class. */
export function assertInstanceOf<T extends AnyConstructor>(
  actual: unknown,
  expectedType: T,
  msg = "",
): asserts actual is InstanceType<T> {
  if (actual instanceof expectedType) return;
  throw new AssertionError(
    `Expected an instance of "${expectedType.name}", but got ${kindOf(actual)}${suffixOf(msg)}`,
  );
}

function kindOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return value === null ? "null" : `"${typeof value}"`;
  return `"${value.constructor?.name ?? "Object"}"`;
}

// Stand-in for "@std/assert" on networks that do not reach its registry: the assertions this repository uses, with the
// signatures of the published package, on Node's. Who may choose uses the published one: `deno unlink @std/assert`.

import { AssertionError, deepStrictEqual } from "node:assert/strict";
import { inspect, isDeepStrictEqual } from "node:util";

/** The published package's default: one ten-millionth of the expected value. */
const RELATIVE_TOLERANCE = 1e-7;

/** A class of errors, also an abstract one. */
type ErrorClass<E extends Error> = abstract new (...args: never[]) => E;
type AnyClass = abstract new (...args: never[]) => unknown;

/** The words of the caller come before ours, never in their place. */
function refuse(what: string, msg?: string): never {
  throw new AssertionError({ message: msg ? `${msg}: ${what}` : what });
}

/** Fails unless `expr` is truthy. */
export function assert(expr: unknown, msg?: string): asserts expr {
  if (!expr) refuse(`Expected a truthy value, got ${inspect(expr)}`, msg);
}

/** Fails unless `expr` is falsy. */
export function assertFalse(
  expr: unknown,
  msg?: string,
): asserts expr is false | 0 | 0n | "" | null | undefined {
  if (expr) refuse(`Expected a falsy value, got ${inspect(expr)}`, msg);
}

/** Fails when `actual` is null or undefined. */
export function assertExists<T>(actual: T, msg?: string): asserts actual is NonNullable<T> {
  if (actual === undefined || actual === null) refuse(`Expected a value, got ${actual}`, msg);
}

/** Fails unless `actual` is an instance of the class. */
export function assertInstanceOf<T extends AnyClass>(
  actual: unknown,
  expectedType: T,
  msg?: string,
): asserts actual is InstanceType<T> {
  if (!(actual instanceof expectedType)) {
    refuse(`Expected an instance of ${expectedType.name}, got ${inspect(actual)}`, msg);
  }
}

/** Fails unless both values are deeply equal; an object without a prototype equals one with, and -0 equals 0. */
export function assertEquals<T>(actual: T, expected: T, msg?: string): void {
  if (equal(actual, expected)) return;
  try {
    deepStrictEqual(plain(actual), plain(expected));
  } catch (error) {
    refuse(error instanceof Error ? error.message : inspect(error), msg);
  }
}

/** Fails when both values are deeply equal. */
export function assertNotEquals<T>(actual: T, expected: T, msg?: string): void {
  if (equal(actual, expected)) refuse(`Expected a value that differs from ${inspect(expected)}`, msg);
}

/** Fails unless each key of `expected`, at every depth, has an equal value in `actual`. */
export function assertObjectMatch(
  actual: Record<PropertyKey, unknown>,
  expected: Record<PropertyKey, unknown>,
  msg?: string,
): void {
  assertEquals(partOf(actual, expected), partOf(expected, expected), msg);
}

/** Fails unless the numbers differ by no more than the tolerance. */
export function assertAlmostEquals(actual: number, expected: number, tolerance?: number, msg?: string): void {
  const limit = tolerance ??
    (Number.isFinite(expected) ? Math.abs(expected) * RELATIVE_TOLERANCE : RELATIVE_TOLERANCE);
  if (Object.is(actual, expected) || Math.abs(expected - actual) <= limit) return;
  refuse(`Expected ${actual} to be within ${limit} of ${expected}`, msg);
}

/** Fails unless `actual > expected`. */
export function assertGreater<T>(actual: T, expected: T, msg?: string): void {
  if (!(actual > expected)) refuse(`Expected ${inspect(actual)} > ${inspect(expected)}`, msg);
}

/** Fails unless `actual >= expected`. */
export function assertGreaterOrEqual<T>(actual: T, expected: T, msg?: string): void {
  if (!(actual >= expected)) refuse(`Expected ${inspect(actual)} >= ${inspect(expected)}`, msg);
}

/** Fails unless `actual < expected`. */
export function assertLess<T>(actual: T, expected: T, msg?: string): void {
  if (!(actual < expected)) refuse(`Expected ${inspect(actual)} < ${inspect(expected)}`, msg);
}

/** Fails unless `actual <= expected`. */
export function assertLessOrEqual<T>(actual: T, expected: T, msg?: string): void {
  if (!(actual <= expected)) refuse(`Expected ${inspect(actual)} <= ${inspect(expected)}`, msg);
}

/** Fails unless `expected` is a part of `actual`. */
export function assertStringIncludes(actual: string, expected: string, msg?: string): void {
  if (!actual.includes(expected)) refuse(`Expected ${show(actual)} to contain ${show(expected)}`, msg);
}

/** Fails unless `actual` matches the pattern. */
export function assertMatch(actual: string, expected: RegExp, msg?: string): void {
  if (!expected.test(actual)) refuse(`Expected ${show(actual)} to match ${expected}`, msg);
}

/** Fails when `actual` matches the pattern. */
export function assertNotMatch(actual: string, expected: RegExp, msg?: string): void {
  if (expected.test(actual)) refuse(`Expected ${show(actual)} not to match ${expected}`, msg);
}

/** Fails unless the function throws; gives what was thrown. */
export function assertThrows(fn: () => unknown, msg?: string): unknown;
/** Fails unless the function throws an error of this class, with this text in its message; gives the error. */
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  ErrorClass: ErrorClass<E>,
  msgIncludes?: string,
  msg?: string,
): E;
export function assertThrows(fn: () => unknown, ...wanted: Wanted): unknown {
  try {
    fn();
  } catch (error) {
    return expectError(error, wanted);
  }
  refuse("Expected function to throw", wordsOf(wanted));
}

/** Fails unless the promise is rejected; gives the reason. */
export function assertRejects(fn: () => PromiseLike<unknown>, msg?: string): Promise<unknown>;
/** Fails unless the promise is rejected with an error of this class, with this text in its message; gives the error. */
export function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  ErrorClass: ErrorClass<E>,
  msgIncludes?: string,
  msg?: string,
): Promise<E>;
export async function assertRejects(fn: () => PromiseLike<unknown>, ...wanted: Wanted): Promise<unknown> {
  let promise: PromiseLike<unknown> | undefined;
  try {
    promise = fn();
    await promise;
  } catch (error) {
    // A throw before the promise exists is no rejection: a caller who handles rejections would miss it.
    if (promise !== undefined) return expectError(error, wanted);
    refuse(`Function throws when expected to reject: ${inspect(error)}`, wordsOf(wanted));
  }
  refuse("Expected function to reject", wordsOf(wanted));
}

type Wanted = [classOrMsg?: AnyClass | string, msgIncludes?: string, msg?: string];

function wordsOf([classOrMsg, , msg]: Wanted): string | undefined {
  return typeof classOrMsg === "string" ? classOrMsg : msg;
}

function expectError(error: unknown, wanted: Wanted): unknown {
  const [classOrMsg, part = ""] = wanted;
  if (classOrMsg === undefined || typeof classOrMsg === "string") return error;
  if (!(error instanceof Error) || !(error instanceof classOrMsg)) {
    refuse(`Expected a ${classOrMsg.name}, got ${inspect(error)}`, wordsOf(wanted));
  }
  assertStringIncludes(error.message, part, wordsOf(wanted));
  return error;
}

/** A text of several lines as it is, a short one in quotes. */
function show(text: string): string {
  return text.includes("\n") ? `\n${text}\n` : inspect(text);
}

function equal(left: unknown, right: unknown): boolean {
  return isDeepStrictEqual(left, right) || isDeepStrictEqual(plain(left), plain(right));
}

function isPlain(value: unknown): value is Record<PropertyKey, unknown> {
  if (typeof value !== "object" || value === null) return false;
  return Array.isArray(value) || [null, Object.prototype].includes(Object.getPrototypeOf(value));
}

/** A copy in which Node sees no difference where the published package sees none: prototypes and signs of zero. */
function plain(value: unknown, made: Map<unknown, unknown> = new Map()): unknown {
  if (!isPlain(value)) return value === 0 ? 0 : value;
  const known = made.get(value);
  if (known !== undefined) return known;
  const copy = Array.isArray(value) ? [] : {};
  made.set(value, copy);
  for (const [key, field] of entriesOf(value)) define(copy, key, plain(field, made));
  return copy;
}

/** What of `value` is asked for by `mask`, of lists by place. */
function partOf(value: unknown, mask: unknown): unknown {
  if (!isPlain(value) || !isPlain(mask)) return value;
  const part = {};
  for (const [key, inner] of entriesOf(mask)) {
    if (Object.hasOwn(value, key)) define(part, key, partOf(value[key], inner));
  }
  return part;
}

function entriesOf(value: Record<PropertyKey, unknown>): [PropertyKey, unknown][] {
  const symbols = Object.getOwnPropertySymbols(value).map((key): [PropertyKey, unknown] => [key, value[key]]);
  return [...Object.entries(value), ...symbols];
}

/** Assignment would follow a key such as "__proto__" out of the object. */
function define(target: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
}

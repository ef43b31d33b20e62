// An object that must contain another one.

import { AssertionError, suffixOf } from "./assertion_error.ts";
import { difference } from "./difference.ts";
import { equal } from "./equal.ts";

type Loose = Record<PropertyKey, unknown>;
/** What was made of a value under a mask: the same value may be met under several. */
type Seen = Map<object, Map<object, unknown>>;

/** Fails unless each key of `expected`, at every depth, has an equal value in `actual`; classes do not count. */
export function assertObjectMatch(
  // deno-lint-ignore no-explicit-any -- as in the standard library: an interface has no index signature
  actual: Record<PropertyKey, any>,
  expected: Record<PropertyKey, unknown>,
  msg?: string,
): void {
  const part = partOf(actual, expected, new Map());
  const wanted = partOf(expected, expected, new Map());
  if (equal(part, wanted)) return;
  throw new AssertionError(`Values do not match${suffixOf(msg)}\n\n${difference(part, wanted)}`);
}

/** What of `value` is asked for by `mask`: plain objects, so that two of them compare by content only. */
function partOf(value: unknown, mask: unknown, seen: Seen): unknown {
  if (!isObject(value) || !isObject(mask) || value instanceof RegExp || value instanceof Date) return value;
  const known = seen.get(value)?.get(mask);
  if (known !== undefined) return known;
  if (value instanceof Map && mask instanceof Map) return partOfMap(value, mask, seen);
  if (value instanceof Set && mask instanceof Set) {
    return new Set([...value].filter((member) => mask.has(member)));
  }
  const part: Loose = {};
  const masks = seen.get(value) ?? new Map<object, unknown>();
  seen.set(value, masks.set(mask, part));
  for (const key of Reflect.ownKeys(mask)) {
    if (key in value && !(Array.isArray(mask) && key === "length")) {
      part[key] = partOf(Reflect.get(value, key), Reflect.get(mask, key), seen);
    }
  }
  return part;
}

function partOfMap(
  value: ReadonlyMap<unknown, unknown>,
  mask: ReadonlyMap<unknown, unknown>,
  seen: Seen,
): Map<unknown, unknown> {
  const asked = [...value].filter(([key]) => mask.has(key));
  return new Map(asked.map(([key, entry]) => [key, partOf(entry, mask.get(key), seen)]));
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

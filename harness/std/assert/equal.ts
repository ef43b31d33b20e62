// Deep equality as the standard library has it: by structure, blind to Object against null prototype, strict on
// every other class, and on missing against undefined keys.

/** Whether two values are deeply equal. */
export function equal(left: unknown, right: unknown): boolean {
  return compare(left, right, new Map());
}

type Seen = Map<object, object>;

function compare(left: unknown, right: unknown, seen: Seen): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left === "number" && typeof right === "number") return left === right;
  if (!isObject(left) || !isObject(right)) return false;
  if (!sameClass(left, right)) return false;
  if (left instanceof Date && right instanceof Date) return Object.is(left.getTime(), right.getTime());
  if (left instanceof RegExp || left instanceof URL) return String(left) === String(right);
  if (left instanceof WeakMap || left instanceof WeakSet) {
    throw new TypeError(`Cannot compare ${left.constructor.name} instances`);
  }
  if (left instanceof WeakRef && right instanceof WeakRef) return compare(left.deref(), right.deref(), seen);
  if (seen.get(left) === right) return true;
  seen.set(left, right);
  const same = sameContent(left, right, seen);
  // Kept on failure, the pair would count as equal when it is met again.
  if (!same) seen.delete(left);
  return same;
}

function sameContent(left: object, right: object, seen: Seen): boolean {
  if (left instanceof Map && right instanceof Map) return sameEntries([...left], [...right], seen);
  if (left instanceof Set && right instanceof Set) return sameSet(left, right, seen);
  return sameProperties(left, right, seen);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function sameClass(left: object, right: object): boolean {
  return classOf(left) === classOf(right);
}

function classOf(value: object): unknown {
  return value.constructor ?? Object;
}

function sameSet(left: ReadonlySet<unknown>, right: ReadonlySet<unknown>, seen: Seen): boolean {
  if (left.size !== right.size) return false;
  if ([...left].every((member) => right.has(member))) return true;
  return sameEntries([...left].map((member) => [member, 0]), [...right].map((member) => [member, 0]), seen);
}

type Entries = readonly (readonly [unknown, unknown])[];

function sameEntries(left: Entries, right: Entries, seen: Seen): boolean {
  if (left.length !== right.length) return false;
  const rest = new Map(right.map((entry, at) => [at, entry]));
  return left.every(([key, value]) => {
    for (const [at, [otherKey, otherValue]] of rest) {
      if (compare(key, otherKey, seen) && compare(value, otherValue, seen)) return rest.delete(at);
    }
    return false;
  });
}

function sameProperties(left: object, right: object, seen: Seen): boolean {
  const keys = keysOf(left);
  if (keys.length !== keysOf(right).length) return false;
  return keys.every((key) =>
    Object.hasOwn(right, key) && compare(Reflect.get(left, key), Reflect.get(right, key), seen)
  );
}

function keysOf(value: object): PropertyKey[] {
  const symbols = Object.getOwnPropertySymbols(value).filter((key) =>
    Object.prototype.propertyIsEnumerable.call(value, key)
  );
  // What matters in an error is in keys that are not enumerable.
  const hidden = value instanceof Error
    ? ["message", "cause"].filter((key) => Object.hasOwn(value, key))
    : [];
  return [...new Set([...Object.keys(value), ...symbols, ...hidden])];
}

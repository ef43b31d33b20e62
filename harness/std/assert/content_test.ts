// Parts, patterns, order and classes; holds for the stand-in and for the standard library alike.

import {
  assertArrayIncludes,
  assertEquals,
  assertGreater,
  assertGreaterOrEqual,
  assertInstanceOf,
  AssertionError,
  assertLess,
  assertLessOrEqual,
  assertMatch,
  assertNotMatch,
  assertObjectMatch,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";

Deno.test("assertStringIncludes() wants a part of the text", () => {
  assertStringIncludes("abc", "bc");
  assertThrows(() => assertStringIncludes("abc", "x", "why"), AssertionError, "why");
});

Deno.test("assertArrayIncludes() wants every entry, by deep equality", () => {
  assertArrayIncludes([1, { a: 1 }, 3], [{ a: 1 }, 1]);
  assertArrayIncludes(new Uint8Array([1, 2]), new Uint8Array([2]));
  assertThrows(() => assertArrayIncludes([1, 2], [3], "why"), AssertionError, "why");
});

Deno.test("assertMatch() and assertNotMatch() ask the pattern", () => {
  assertMatch("run-17", /^run-\d+$/);
  assertNotMatch("run-x", /^run-\d+$/);
  assertThrows(() => assertMatch("run-x", /^run-\d+$/), AssertionError);
  assertThrows(() => assertNotMatch("run-17", /^run-\d+$/), AssertionError);
});

Deno.test("assertObjectMatch() wants a part of the object, at every depth", () => {
  const actual = { a: 1, b: { c: [1, { d: 2, e: 3 }], f: null }, g: new Date(3) };
  assertObjectMatch(actual, { a: 1 });
  assertObjectMatch(actual, { b: { c: [1, { d: 2 }] } });
  assertObjectMatch(actual, { g: new Date(3) });
  assertObjectMatch({ m: new Map([["k", { x: 1, y: 2 }]]) }, { m: new Map([["k", { x: 1 }]]) });
  for (
    const expected of [
      { a: 2 },
      { z: 1 },
      { z: undefined },
      { b: { c: [1, { d: 3 }] } },
      { b: { c: [2] } },
      { b: { f: {} } },
    ]
  ) {
    assertThrows(() => assertObjectMatch(actual, expected), AssertionError);
  }
});

Deno.test("assertObjectMatch() ends on values that contain themselves", () => {
  const actual: Record<string, unknown> = { a: 1 };
  actual["self"] = actual;
  assertObjectMatch(actual, { a: 1, self: { a: 1 } });
});

Deno.test("assertObjectMatch() takes an instance for its fields", () => {
  class Holder {
    readonly held = { a: 1, b: 2 };
  }
  assertObjectMatch({ in: new Holder() }, { in: { held: { a: 1 } } });
});

Deno.test("assertGreater() and its kin follow the operators", () => {
  assertGreater(2, 1);
  assertGreaterOrEqual(2, 2);
  assertLess("a", "b");
  assertLessOrEqual(2n, 2n);
  assertThrows(() => assertGreater(1, 1), AssertionError);
  assertThrows(() => assertGreaterOrEqual(1, 2), AssertionError);
  assertThrows(() => assertLess(1, 1), AssertionError);
  assertThrows(() => assertLessOrEqual(2, 1), AssertionError);
});

Deno.test("comparisons with NaN fail", () => {
  for (const compare of [assertGreater, assertGreaterOrEqual, assertLess, assertLessOrEqual]) {
    assertThrows(() => compare(NaN, 1), AssertionError);
  }
});

Deno.test("assertInstanceOf() wants the class and narrows the type", () => {
  const value: unknown = new RangeError("x");
  assertInstanceOf(value, Error);
  assertEquals(value.message, "x");
  assertThrows(() => assertInstanceOf(value, TypeError), AssertionError, "TypeError");
  for (const other of [null, undefined, 1, {}, Object.create(null)]) {
    assertThrows(() => assertInstanceOf(other, Date), AssertionError, "Date");
  }
});

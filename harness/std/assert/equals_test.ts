// What counts as equal; holds for the stand-in and for the standard library alike.

import {
  assertAlmostEquals,
  assertEquals,
  AssertionError,
  assertNotEquals,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";

class Point {
  readonly x = 1;
}
class Place {
  readonly x = 1;
}
const withoutPrototype: unknown = Object.assign(Object.create(null), { a: 1 });
const ring = (): unknown => {
  const value: { self?: unknown; n: number } = { n: 1 };
  value.self = value;
  return value;
};

const EQUAL: readonly (readonly [name: string, left: unknown, right: unknown])[] = [
  ["numbers", 1, 1],
  ["NaN", NaN, NaN],
  ["zeros of both signs", 0, -0],
  ["objects in another order of keys", { a: 1, b: [1, 2] }, { b: [1, 2], a: 1 }],
  ["an object without a prototype", withoutPrototype, { a: 1 }],
  ["an object without a prototype, deeper", [{ in: withoutPrototype }], [{ in: { a: 1 } }]],
  ["dates", new Date(5), new Date(5)],
  ["dates that are none", new Date(NaN), new Date(NaN)],
  ["patterns", /a/g, /a/g],
  ["addresses", new URL("file:///a"), new URL("file:///a")],
  ["maps with equal objects as keys", new Map([[{ k: 1 }, [1]]]), new Map([[{ k: 1 }, [1]]])],
  ["sets in another order", new Set([1, "a"]), new Set(["a", 1])],
  ["sets of equal objects", new Set([{ a: 1 }, { b: 2 }]), new Set([{ b: 2 }, { a: 1 }])],
  ["bytes", new Uint8Array([1, 2]), new Uint8Array([1, 2])],
  ["symbols as keys", { [Symbol.for("s")]: 1 }, { [Symbol.for("s")]: 1 }],
  ["instances of one class", new Point(), new Point()],
  ["rings", ring(), ring()],
];

const DIFFERENT: readonly (readonly [name: string, left: unknown, right: unknown])[] = [
  ["numbers", 1, 2],
  ["a number and its text", 1, "1"],
  ["null and undefined", null, undefined],
  ["null and an object", null, {}],
  ["a missing and an undefined key", { a: 1 }, { a: 1, b: undefined }],
  ["another key with undefined", { a: undefined }, { b: undefined }],
  ["a deep value", { a: [{ b: 1 }] }, { a: [{ b: 2 }] }],
  ["lists of another length", [1], [1, 2]],
  ["a list and an object", [], {}],
  ["dates", new Date(5), new Date(6)],
  ["flags of patterns", /a/, /a/g],
  ["addresses", new URL("file:///a"), new URL("file:///b")],
  ["map values", new Map([["a", 1]]), new Map([["a", 2]])],
  ["map and set", new Map(), new Set()],
  ["set members", new Set([1]), new Set([2])],
  ["bytes", new Uint8Array([1]), new Uint8Array([2])],
  ["kinds of bytes", new Uint8Array([1]), new Int8Array([1])],
  ["symbols as keys", { [Symbol.for("s")]: 1 }, { [Symbol.for("s")]: 2 }],
  ["classes with equal fields", new Point(), new Place()],
];

for (const [name, left, right] of EQUAL) {
  Deno.test(`assertEquals() takes as equal: ${name}`, () => {
    assertEquals(left, right);
    assertEquals(right, left);
    assertThrows(() => assertNotEquals(left, right), AssertionError);
  });
}

for (const [name, left, right] of DIFFERENT) {
  Deno.test(`assertEquals() takes as different: ${name}`, () => {
    assertThrows(() => assertEquals(left, right), AssertionError);
    assertThrows(() => assertEquals(right, left), AssertionError);
    assertNotEquals(left, right);
  });
}

Deno.test("assertEquals() shows both values and the message of the caller", () => {
  const error = assertThrows(
    () => assertEquals({ name: "left-value", same: 1 }, { name: "right-value", same: 1 }, "names"),
    AssertionError,
    "Values are not equal: names",
  );
  assertStringIncludes(error.message, "left-value");
  assertStringIncludes(error.message, "right-value");
});

Deno.test("assertEquals() refuses what cannot be looked into", () => {
  assertThrows(() => assertEquals(new WeakMap(), new WeakMap()), TypeError);
});

Deno.test("assertStrictEquals() wants one and the same value", () => {
  const value = { a: 1 };
  assertStrictEquals(value, value);
  assertStrictEquals(NaN, NaN);
  assertThrows(() => assertStrictEquals(value, { a: 1 }, "identity"), AssertionError, "identity");
  assertThrows(() => assertStrictEquals(0, -0), AssertionError);
});

Deno.test("assertAlmostEquals() takes a difference up to the tolerance", () => {
  assertAlmostEquals(0.1 + 0.2, 0.3);
  assertAlmostEquals(10, 11, 1);
  assertAlmostEquals(Infinity, Infinity);
  assertThrows(() => assertAlmostEquals(10, 11.5, 1), AssertionError);
  assertThrows(() => assertAlmostEquals(1, 1.001), AssertionError);
  assertThrows(() => assertAlmostEquals(NaN, 1, 5), AssertionError);
});

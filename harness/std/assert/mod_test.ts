// What this repository relies on: holds for the stand-in and for the published package alike.

import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertExists,
  assertFalse,
  assertGreater,
  assertGreaterOrEqual,
  assertInstanceOf,
  assertLess,
  assertLessOrEqual,
  assertMatch,
  assertNotEquals,
  assertNotMatch,
  assertObjectMatch,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";

class Point {
  readonly x = 1;
}
class Place {
  readonly x = 1;
}

const withoutPrototype = Object.assign(Object.create(null), { a: 1 });

function ring(): unknown {
  const value: { self?: unknown } = {};
  value.self = value;
  return value;
}

const EQUAL: readonly (readonly [name: string, left: unknown, right: unknown])[] = [
  ["NaN", NaN, NaN],
  ["zeros of both signs, at any depth", [0, { a: -0 }], [-0, { a: 0 }]],
  ["objects in another order of keys", { a: 1, b: [1, 2] }, { b: [1, 2], a: 1 }],
  ["an object without a prototype, at any depth", [{ in: withoutPrototype }], [{ in: { a: 1 } }]],
  ["dates", new Date(5), new Date(5)],
  ["patterns", /a/g, /a/g],
  ["addresses", new URL("file:///a"), new URL("file:///a")],
  ["maps with equal objects as keys", new Map([[{ k: 1 }, [1]]]), new Map([[{ k: 1 }, [1]]])],
  ["sets in another order", new Set([1, "a"]), new Set(["a", 1])],
  ["bytes", new Uint8Array([1, 2]), new Uint8Array([1, 2])],
  ["instances of one class", new Point(), new Point()],
  ["rings", ring(), ring()],
];

const DIFFERENT: readonly (readonly [name: string, left: unknown, right: unknown])[] = [
  ["a number and its text", 1, "1"],
  ["null and undefined", null, undefined],
  ["a missing and an undefined key", { a: 1 }, { a: 1, b: undefined }],
  ["a deep value", { a: [{ b: 1 }] }, { a: [{ b: 2 }] }],
  ["a deep value beside an object without a prototype", [withoutPrototype, 1], [{ a: 1 }, 2]],
  ["own keys that look like prototypes", JSON.parse('{"__proto__":{"a":1}}'), JSON.parse('{"__proto__":{}}')],
  ["lists of another length", [1], [1, 2]],
  ["a list and an object", [], {}],
  ["dates", new Date(5), new Date(6)],
  ["flags of patterns", /a/, /a/g],
  ["addresses", new URL("file:///a"), new URL("file:///b")],
  ["map values", new Map([["a", 1]]), new Map([["a", 2]])],
  ["set members", new Set([1]), new Set([2])],
  ["kinds of bytes", new Uint8Array([1]), new Int8Array([1])],
  ["classes with equal fields", new Point(), new Place()],
];

for (const [name, left, right] of EQUAL) {
  Deno.test(`assertEquals() takes as equal: ${name}`, () => {
    assertEquals(left, right);
    assertThrows(() => assertNotEquals(left, right));
  });
}

for (const [name, left, right] of DIFFERENT) {
  Deno.test(`assertEquals() takes as different: ${name}`, () => {
    assertThrows(() => assertEquals(left, right));
    assertThrows(() => assertEquals(right, left));
    assertNotEquals(left, right);
  });
}

Deno.test("assertEquals() shows both values and the words of the caller", () => {
  const left = { name: "left-value" };
  const { message } = assertThrows(() => assertEquals(left, { name: "right-value" }, "names"), Error);
  for (const part of ["left-value", "right-value", "names"]) assertStringIncludes(message, part);
});

Deno.test("every assertion takes what fits, fails on what does not, and says the words of the caller", () => {
  const cases: readonly (readonly [fits: () => void, fails: () => void])[] = [
    [() => assert("0"), () => assert("", "why")],
    [() => assertFalse(NaN), () => assertFalse({}, "why")],
    [() => assertExists(0), () => assertExists(null, "why")],
    [() => assertInstanceOf(new RangeError(), Error), () => assertInstanceOf(null, Date, "why")],
    [() => assertAlmostEquals(0.1 + 0.2, 0.3), () => assertAlmostEquals(1, 1.001, undefined, "why")],
    [() => assertAlmostEquals(10, 11, 1), () => assertAlmostEquals(NaN, 1, 5, "why")],
    [() => assertGreater(2, 1), () => assertGreater(1, 1, "why")],
    [() => assertGreaterOrEqual(2, 2), () => assertGreaterOrEqual(1, 2, "why")],
    [() => assertLess("a", "b"), () => assertLess(NaN, 1, "why")],
    [() => assertLessOrEqual(2n, 2n), () => assertLessOrEqual(2, 1, "why")],
    [() => assertStringIncludes("abc", "bc"), () => assertStringIncludes("abc", "x", "why")],
    [() => assertMatch("run-17", /^run-\d+$/), () => assertMatch("run-x", /^run-\d+$/, "why")],
    [() => assertNotMatch("run-x", /^run-\d+$/), () => assertNotMatch("run-17", /^run-\d+$/, "why")],
    [() => assertThrows(() => JSON.parse("{")), () => assertThrows(() => 1, Error, "", "why")],
  ];
  for (const [fits, fails] of cases) {
    fits();
    assertThrows(fails, Error, "why");
  }
});

Deno.test("assertObjectMatch() wants a part of the object, at every depth", () => {
  const actual = { a: 1, b: { c: [1, { d: 2, e: 3 }], f: null }, g: new Date(3) };
  for (const part of [{ a: 1 }, { b: { c: [1, { d: 2 }] } }, { g: new Date(3) }]) {
    assertObjectMatch(actual, part);
  }
  for (const other of [{ a: 2 }, { z: undefined }, { b: { c: [1, { d: 3 }] } }, { b: { f: {} } }]) {
    assertThrows(() => assertObjectMatch(actual, other));
  }
});

const throwing = (error: unknown) => () => {
  throw error;
};
const rejecting = (reason: unknown) => () => Promise.reject(reason);

Deno.test("assertThrows() gives what was thrown, and fails on another class or message", () => {
  assertEquals(assertThrows(throwing("text")), "text");
  assertEquals(assertThrows(throwing(new RangeError("It broke")), Error, "broke").name, "RangeError");
  assertThrows(() => assertThrows(throwing(new Error("x")), TypeError));
  assertThrows(() => assertThrows(throwing(new Error("x")), Error, "y"));
  assertThrows(() => assertThrows(throwing("text"), Error));
});

Deno.test("assertRejects() gives the reason, and fails on another class, another message or a kept promise", async () => {
  assertEquals(await assertRejects(rejecting(7)), 7);
  assertEquals(
    (await assertRejects(rejecting(new RangeError("It broke")), Error, "broke")).name,
    "RangeError",
  );
  await assertRejects(() => assertRejects(rejecting(new Error("x")), TypeError));
  await assertRejects(() => assertRejects(rejecting(new Error("x")), Error, "y"));
  await assertRejects(() => assertRejects(() => Promise.resolve(1), "kept"), Error, "kept");
});

Deno.test("assertRejects() does not take a throw for a rejection", async () => {
  await assertRejects(() => assertRejects(throwing(new Error("x"))), Error, "throws");
});

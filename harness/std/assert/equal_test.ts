// Where the stand-in is deliberately stricter or must not be fooled; the standard library is not asked here.

import { assertEquals, assertThrows } from "@std/assert";
import { AssertionError } from "./assertion_error.ts";
import { equal } from "./equal.ts";
import { assertObjectMatch } from "./object_match.ts";

Deno.test("equal() compares the message and the cause of errors", () => {
  assertEquals(equal(new Error("a"), new Error("a")), true);
  assertEquals(equal(new Error("a"), new Error("b")), false);
  assertEquals(equal(new Error("a", { cause: 1 }), new Error("a", { cause: 2 })), false);
});

Deno.test("equal() does not take a pair for equal because it was met before", () => {
  const left = { n: 1 };
  const right = { n: 2 };
  assertEquals(equal(new Map([[left, left]]), new Map([[right, right]])), false);
  assertEquals(equal([new Set([left]), left], [new Set([{ n: 1 }]), right]), false);
});

Deno.test("equal() matches each member of a set once", () => {
  assertEquals(equal(new Set([{ a: 1 }, { a: 1 }]), new Set([{ a: 1 }, { a: 2 }])), false);
});

Deno.test("assertObjectMatch() of the stand-in tells dates apart", () => {
  assertThrows(() => assertObjectMatch({ at: new Date(3) }, { at: new Date(4) }), AssertionError);
});

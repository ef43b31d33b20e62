// Behaviour of the assertions on one value; holds for the stand-in and for the standard library alike.

import {
  assert,
  assertEquals,
  assertExists,
  assertFalse,
  AssertionError,
  assertStringIncludes,
  assertThrows,
  fail,
  unreachable,
} from "@std/assert";

const FALSY = [false, 0, 0n, "", null, undefined, NaN];
const TRUTHY = [true, 1, "0", [], {}];

Deno.test("assert() takes what is truthy and throws the message for what is not", () => {
  for (const value of TRUTHY) assert(value);
  for (const value of FALSY) assertThrows(() => assert(value, "no value"), AssertionError, "no value");
});

Deno.test("assert() narrows the type", () => {
  const value: unknown = "text";
  assert(typeof value === "string");
  assertEquals(value.length, 4);
});

Deno.test("assertFalse() takes what is falsy only", () => {
  for (const value of FALSY) assertFalse(value);
  for (const value of TRUTHY) assertThrows(() => assertFalse(value, "a value"), AssertionError, "a value");
});

Deno.test("assertExists() refuses null and undefined, and narrows the type", () => {
  for (const value of [0, "", false, NaN]) assertExists(value);
  assertThrows(() => assertExists(null, "why"), AssertionError, "why");
  assertThrows(() => assertExists(undefined), AssertionError);
  const text: string | undefined = ["x"].at(0);
  assertExists(text);
  assertEquals(text.length, 1);
});

Deno.test("fail() and unreachable() always throw", () => {
  assertThrows(() => fail("reason one"), AssertionError, "reason one");
  assertThrows(() => unreachable("reason two"), AssertionError, "reason two");
  assertThrows(() => fail(), AssertionError);
  assertThrows(() => unreachable(), AssertionError);
});

Deno.test("AssertionError is an error with a name and a cause", () => {
  const cause = new Error("first");
  const error = new AssertionError("second", { cause });
  assert(error instanceof Error);
  assertEquals(error.name, "AssertionError");
  assertEquals(error.message, "second");
  assert(error.cause === cause);
  assertStringIncludes(String(error), "second");
});

// Errors that must come; holds for the stand-in and for the standard library alike.

import {
  assertEquals,
  AssertionError,
  assertIsError,
  assertRejects,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";

class CodedError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const throwing = (error: unknown) => () => {
  throw error;
};

Deno.test("assertThrows() gives the error, typed by the class", () => {
  const error = assertThrows(throwing(new CodedError("a/b", "It broke")), CodedError, "broke");
  assertEquals(error.code, "a/b");
  assertStrictEquals(assertThrows(throwing("text")), "text");
});

Deno.test("assertThrows() fails when nothing is thrown", () => {
  let error: unknown;
  try {
    assertThrows(() => 1, Error, "", "nothing came");
  } catch (caught) {
    error = caught;
  }
  assertIsError(error, AssertionError, "nothing came");
});

Deno.test("assertThrows() fails on another class, another message, and what is no error", () => {
  assertThrows(() => assertThrows(throwing(new Error("x")), CodedError), AssertionError);
  assertThrows(() => assertThrows(throwing(new Error("x")), Error, "y"), AssertionError);
  assertThrows(() => assertThrows(throwing("text"), Error), AssertionError);
});

Deno.test("assertRejects() gives the error, typed by the class", async () => {
  const error = await assertRejects(
    () => Promise.reject(new CodedError("a/b", "It broke")),
    CodedError,
    "broke",
  );
  assertEquals(error.code, "a/b");
  assertStrictEquals(await assertRejects(() => Promise.reject(7)), 7);
});

Deno.test("assertRejects() fails on a promise that is kept", async () => {
  await assertRejects(
    () => assertRejects(() => Promise.resolve(1), "kept"),
    AssertionError,
    "kept",
  );
});

Deno.test("assertRejects() fails on another class, another message, and what is no error", async () => {
  const rejected = (reason: unknown) => () => Promise.reject(reason);
  await assertRejects(() => assertRejects(rejected(new Error("x")), CodedError), AssertionError);
  await assertRejects(() => assertRejects(rejected(new Error("x")), Error, "y"), AssertionError);
  await assertRejects(() => assertRejects(rejected("text"), Error), AssertionError);
});

Deno.test("assertRejects() does not take a throw for a rejection", async () => {
  await assertRejects(() => assertRejects(throwing(new Error("x"))), AssertionError, "throws");
});

Deno.test("assertIsError() asks for class and message, by text or pattern", () => {
  const error: unknown = new RangeError("Out of range 5");
  assertIsError(error);
  assertIsError(error, RangeError, "range 5");
  assertIsError(error, Error, /range \d/);
  assertThrows(() => assertIsError("text"), AssertionError);
  assertThrows(() => assertIsError(error, TypeError, "", "why"), AssertionError, "why");
  assertThrows(() => assertIsError(error, RangeError, /range$/), AssertionError);
});

// Stand-in for "@std/assert": the assertions this repository uses, with the signatures of the standard library.
// It exists so that the tests run on networks that do not reach the registry of the standard library.

export { assertAlmostEquals } from "./almost_equals.ts";
export { assert, assertExists, assertFalse } from "./assert.ts";
export { AssertionError } from "./assertion_error.ts";
export { assertEquals, assertNotEquals } from "./equals.ts";
export { fail, unreachable } from "./fail.ts";
export { assertArrayIncludes, assertStringIncludes } from "./includes.ts";
export { assertInstanceOf } from "./instance_of.ts";
export { assertIsError } from "./is_error.ts";
export { assertMatch, assertNotMatch } from "./match.ts";
export { assertObjectMatch } from "./object_match.ts";
export { assertGreater, assertGreaterOrEqual, assertLess, assertLessOrEqual } from "./order.ts";
export { assertRejects } from "./rejects.ts";
export { assertStrictEquals } from "./strict_equals.ts";
export { assertThrows } from "./throws.ts";

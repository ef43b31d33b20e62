// Pins the export names: what the stand-in offers, and that the library behind the bare name offers it too.

import * as library from "@std/assert";
import * as standIn from "./mod.ts";
import * as cliLibrary from "@std/cli";
import * as cliStandIn from "../cli/mod.ts";

const ASSERT_NAMES = [
  "AssertionError",
  "assert",
  "assertAlmostEquals",
  "assertArrayIncludes",
  "assertEquals",
  "assertExists",
  "assertFalse",
  "assertGreater",
  "assertGreaterOrEqual",
  "assertInstanceOf",
  "assertIsError",
  "assertLess",
  "assertLessOrEqual",
  "assertMatch",
  "assertNotEquals",
  "assertNotMatch",
  "assertObjectMatch",
  "assertRejects",
  "assertStrictEquals",
  "assertStringIncludes",
  "assertThrows",
  "fail",
  "unreachable",
] as const;

Deno.test("the stand-in for @std/assert exports exactly the pinned names", () => {
  library.assertEquals(Object.keys(standIn).sort(), [...ASSERT_NAMES].sort());
});

Deno.test("@std/assert exports every pinned name as a function", () => {
  for (const name of ASSERT_NAMES) library.assertEquals(typeof library[name], "function", name);
});

Deno.test("the stand-in for @std/cli exports parseArgs() only, and @std/cli has it", () => {
  library.assertEquals(Object.keys(cliStandIn), ["parseArgs"]);
  library.assertEquals(typeof cliLibrary.parseArgs, "function");
});

import { assertEquals, assertThrows } from "@std/assert";
import { HarnessError } from "../harness/model/harness_error.ts";
import { REPORTERS, selectReporters } from "./registry.ts";
import { REPORTER_NAMES } from "./reporter_names.ts";

const names = (reporters: typeof REPORTERS) => reporters.map(({ name }) => name);

Deno.test("selectReporters() gives each reporter once, in the order of the registry", () => {
  assertEquals(names(selectReporters(["junit", "console", "junit"])), ["console", "junit"]);
  const files = names(REPORTERS).filter((name) => name !== "github");
  assertEquals(names(selectReporters(["all"])), files);
  assertEquals(names(selectReporters(["json", "all"])), files);
  assertEquals(names(selectReporters(["github", "all"])), names(REPORTERS));
});

Deno.test("selectReporters() suggests the nearest name", () => {
  const error = assertThrows(() => selectReporters(["json", "junti"]), HarnessError);
  assertEquals([error.code, error.hint], ["report/unknown-reporter", 'Did you mean "junit"?']);
  const far = assertThrows(() => selectReporters(["powerpoint"]), HarnessError);
  assertEquals(far.hint.startsWith("Use one of console, github, json, "), true);
});

Deno.test("REPORTER_NAMES are those of the registry, in its order", () => {
  assertEquals(names(REPORTERS), [...REPORTER_NAMES]);
});

Deno.test("REPORTERS have unique names and unique files", () => {
  assertEquals(new Set(names(REPORTERS)).size, REPORTERS.length);
  const files = REPORTERS.flatMap(({ fileName }) => fileName === null ? [] : [fileName]);
  assertEquals(new Set(files).size, files.length);
});

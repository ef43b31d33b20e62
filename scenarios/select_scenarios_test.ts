import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { HarnessError } from "../harness/model/harness_error.ts";
import { CATALOGUE } from "./catalogue.ts";
import { selectScenarios } from "./select_scenarios.ts";

function idsOf(...patterns: readonly string[]): readonly string[] {
  return selectScenarios(CATALOGUE, patterns).map(({ id }) => id);
}

function refusal(pattern: string): HarnessError {
  const error = assertThrows(() => selectScenarios(CATALOGUE, [pattern]), HarnessError);
  assertEquals(error.code, "scenario/unknown");
  return error;
}

Deno.test("selectScenarios() takes the default ones when nothing is asked for", () => {
  assertEquals(idsOf(), [
    "behavior-monitoring.change-file-test",
    "behavior-monitoring.other-names",
    "behavior-monitoring.one-file-only",
  ]);
});

Deno.test("selectScenarios() takes what a glob matches, in the order of the catalogue", () => {
  assertEquals(idsOf("behavior-monitoring.*").length, 6);
  assertEquals(idsOf("*").length, CATALOGUE.length);
  assertEquals(idsOf("antivirus.test-file", "*.o*"), [
    "behavior-monitoring.other-names",
    "behavior-monitoring.one-file-only",
    "antivirus.test-file",
  ]);
  assertEquals(idsOf("antivirus.test?file"), ["antivirus.test-file"]);
});

Deno.test("selectScenarios() takes a scenario once when several patterns match it", () => {
  assertEquals(idsOf("*.disabled", "behavior-monitoring.disabled"), ["behavior-monitoring.disabled"]);
});

Deno.test("selectScenarios() reads a dot as a dot and matches whole ids only", () => {
  refusal("behavior-monitoring_disabled");
  refusal("disabled");
  refusal("(");
});

Deno.test("selectScenarios() suggests the nearest id for an unknown one", () => {
  const error = refusal("behaviour-monitoring.change-file-tset");
  assertEquals(error.message, 'No scenario matches "behaviour-monitoring.change-file-tset"');
  assertStringIncludes(error.hint, '"behavior-monitoring.change-file-test"');
});

Deno.test("selectScenarios() suggests an id when the part before the dot is left out", () => {
  assertStringIncludes(refusal("neighbors").hint, '"behavior-monitoring.neighbours"');
});

Deno.test("selectScenarios() points at the list when nothing is near", () => {
  assertEquals(refusal("xyzzy").hint, "List the scenarios with 'bmverify scenarios list'");
});

Deno.test("selectScenarios() refuses all when one of several patterns matches none", () => {
  assertThrows(() => selectScenarios(CATALOGUE, ["antivirus.*", "nothing.*"]), HarnessError, '"nothing.*"');
});

import { assertEquals } from "@std/assert";
import { CATALOGUE } from "../../../scenarios/catalogue.ts";
import { selectScenarios } from "../../../scenarios/select_scenarios.ts";
import { scenariosBeside } from "./scenarios_beside.ts";

const groups = (globs: readonly string[]): readonly string[] =>
  scenariosBeside(selectScenarios(CATALOGUE, globs)).map((group) =>
    group.map(({ id }) => id.replace(/^.*\./, "")).join(" + ")
  );

Deno.test("scenariosBeside() puts controls together that follow on each other, and nothing else", () => {
  assertEquals(groups([]), ["change-file-test", "other-names + one-file-only"]);
  assertEquals(groups(["*.change-file-test", "*.neighbours"]), ["change-file-test", "neighbours"]);
  assertEquals(scenariosBeside([]), []);
});

Deno.test("scenariosBeside() keeps apart what writes the same files or needs another state", () => {
  assertEquals(groups(["*.one-file-only", "*.two-processes"]), ["one-file-only", "two-processes"]);
  assertEquals(groups(["*.other-names", "*.disabled"]), ["other-names", "disabled"]);
});

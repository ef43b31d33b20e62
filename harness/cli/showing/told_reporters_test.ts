// What a run prints, whatever reports were asked for.
import { assertEquals } from "@std/assert";
import { selectReporters } from "../../../reports/registry.ts";
import type { Showing } from "./showing.ts";
import { streamOf, toldReporters } from "./told_reporters.ts";

const names = (end: Showing["end"], isGithubStep: boolean, ...asked: readonly string[]) =>
  toldReporters(selectReporters(asked), { end, isGithubStep }).map(({ name }) => name);

Deno.test("toldReporters() has the verdict told although only files were asked for, unless a script asked", () => {
  assertEquals(names("summary", false, "junit", "json"), ["console", "json", "junit"]);
  for (const end of ["record", "line", "told"] as const) assertEquals(names(end, false, "junit"), ["junit"]);
});

Deno.test("toldReporters() annotates in a workflow without being asked, once", () => {
  assertEquals(names("summary", true, "junit"), ["console", "github", "junit"]);
  assertEquals(names("line", true, "github"), ["github"]);
});

Deno.test("streamOf() keeps annotations out of what a script reads", () => {
  const [told, github] = selectReporters(["console", "github"]);
  if (told === undefined || github === undefined) throw new Error("unexpected");
  assertEquals((["summary", "told", "record", "line"] as const).map((end) => streamOf(github, { end })), [
    "out",
    "out",
    "error",
    "error",
  ]);
  assertEquals((["summary", "told", "record", "line"] as const).map((end) => streamOf(told, { end })), [
    "out",
    null,
    null,
    null,
  ]);
});

import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { factLines } from "../../../reports/facts/facts_of.ts";
import { HarnessError } from "../../model/harness_error.ts";
import { createFakeHost } from "../../testing/fake_host.ts";
import { inventedNight } from "../../testing/invented_facts.ts";
import { compare, type CompareOptions } from "./compare_command.ts";

const FILES: Readonly<Record<string, string>> = {
  pass: factLines(inventedNight(1)),
  again: factLines(inventedNight(2)),
  fail: factLines(inventedNight(3, { verdict: "fail" })),
  simulated: factLines(inventedNight(4, { run: { evidence: "simulated" }, verdict: null })),
  both: factLines(inventedNight(1)) + factLines(inventedNight(2)),
};

async function run(before: string, after: string, options: CompareOptions = {}) {
  const { host, out } = createFakeHost({
    parts: {
      findFile: (path) => Promise.resolve(path),
      readInput: (path) => Promise.resolve(new TextEncoder().encode(FILES[path])),
    },
  });
  return { code: await compare(host, { before, after }, options), out: out() };
}

Deno.test("compare ends with 1 when the second run is worse, and with 0 otherwise", async () => {
  assertEquals((await run("pass", "again")).code, 0);
  assertEquals((await run("fail", "again")).code, 0);
  const { code, out } = await run("pass", "fail");
  assertEquals(code, 1);
  assertStringIncludes(out, "Worse in B:");
});

Deno.test("compare --quiet is one line, and --json holds what the page says", async () => {
  assertEquals((await run("pass", "again", { quiet: true })).out, "not worse\n");
  assertStringIncludes(
    (await run("pass", "fail", { quiet: true })).out,
    "worse: the run was pass and is fail",
  );
  const { worse, after } = JSON.parse((await run("pass", "fail", { json: true })).out);
  assertEquals([worse.length, after.verdict], [2, "fail"]);
});

Deno.test("compare refuses runs of two kinds of evidence, and a file of several runs", async () => {
  const mixed = await assertRejects(() => run("pass", "simulated"), HarnessError);
  assertEquals(mixed.code, "facts/not-comparable");
  const several = await assertRejects(() => run("both", "pass"), HarnessError);
  assertEquals([several.code, several.message], [
    "usage/invalid",
    'Cannot take one run of "both": it holds 2',
  ]);
});

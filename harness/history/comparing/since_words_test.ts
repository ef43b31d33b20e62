import { assertEquals, assertStringIncludes } from "@std/assert";
import { type InventedNight, inventedNight } from "../../testing/invented_facts.ts";
import { compareRuns } from "./compare_runs.ts";
import { sinceInWords } from "./since_words.ts";

function between(before: InventedNight, after: InventedNight) {
  return compareRuns(inventedNight(1, before), inventedNight(2, after));
}

Deno.test("sinceInWords() tells in a few lines what changed, and never a cost within chance", () => {
  const lines = sinceInWords(between({ shifts: { agent: 2 } }, { shifts: { agent: 2.1 }, blockMs: 1200 }));
  assertEquals(lines.length, 3);
  assertEquals(lines[0]?.endsWith("nothing is worse."), true);
  assertStringIncludes(lines[1] ?? "", "blocked in 1.20 s; before, in 900 ms");
  assertEquals(lines[2], "No context that is recorded changed.");
  const more = sinceInWords(
    between({ shifts: { agent: 2 } }, { shifts: { agent: 4 }, run: { engine: "2" } }),
  );
  assertStringIncludes(more[2] ?? "", "Cost of file-churn cpu.mean of agent changed by +2.00 % of a core");
  assertStringIncludes(more[3] ?? "", "engine");
});

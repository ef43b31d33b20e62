// `history` through the command line, on facts of invented nights in files.
import { assertEquals, assertStringIncludes } from "@std/assert";
import { factLines } from "../../../reports/facts/facts_of.ts";
import { inventedNight } from "../invented_facts.ts";
import { makeScratch } from "./run_bmverify.ts";
import { runHere } from "./run_here.ts";

Deno.test("history gathers nights, tells the first bad one with its cause, and starts anew from what was accepted", async () => {
  await using scratch = await makeScratch();
  const store = `${scratch.folder}/kept/history.db`;
  const nights = `${scratch.folder}/nights`;
  await Deno.mkdir(nights);
  for (let night = 0; night < 14; night += 1) {
    const facts = night < 12
      ? inventedNight(night)
      : inventedNight(night, { verdict: "fail", run: { agent: "101.99999.0001" } });
    await Deno.writeTextFile(`${nights}/${night}.ndjson`, factLines(facts));
  }
  const history = (...words: string[]) => runHere(["history", ...words, "--history", store]);

  assertEquals((await history("list")).code, 2);
  assertEquals((await history("rebuild", nights)).stdout, "14 runs found, 14 of them new, 0 refused\n");
  assertEquals((await history("rebuild", nights)).stdout, "14 runs found, 0 of them new, 0 refused\n");
  const listed = await history("list");
  assertEquals([listed.code, listed.stdout.match(/^2026-01-/gm)?.length], [0, 14], listed.stderr);
  assertEquals((await history("gate")).code, 1);
  assertStringIncludes((await history("first-bad")).stdout, "agent");
  const shown = await history("show", "2026-01-13");
  assertStringIncludes(shown.stdout, "fail not-detected");
  const drawn = await history("trend", "--out", scratch.folder);
  assertEquals([drawn.code, drawn.stdout], [0, `${scratch.folder}/trend.html\n`], drawn.stderr);
  assertStringIncludes(await Deno.readTextFile(`${scratch.folder}/trend.html`), "101.99999.0001");

  assertEquals((await history("accept", "2026-01-14", "--because", "known")).code, 0);
  assertEquals((await history("gate")).code === 1, false);
  assertEquals((await runHere(["history", "gate", "--history", store, "--evidence", "simulated"])).code, 2);
});

Deno.test("history refuses a file that is none, and rebuild puts a damaged one aside", async () => {
  await using scratch = await makeScratch();
  const store = `${scratch.folder}/history.db`;
  const words = ["--history", store];
  await Deno.writeTextFile(store, "no database\n".repeat(100));
  const read = await runHere(["history", "list", ...words]);
  assertEquals(read.code, 4, read.stderr);
  assertStringIncludes(read.stderr, "[history/unreadable]");
  await Deno.writeTextFile(`${scratch.folder}/1.ndjson`, factLines(inventedNight(1)));
  const rebuilt = await runHere(["history", "rebuild", scratch.folder, ...words]);
  assertStringIncludes(rebuilt.stderr, "could not be read; it is now");
  assertEquals(rebuilt.stdout, "1 runs found, 1 of them new, 0 refused\n");
});

import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { stories } from "./stories.ts";
import { Tally, tryStory } from "./tally.ts";

const COUNT = 2000;
const SEED = 20_261_125;

Deno.test(`${COUNT} made-up devices are judged as they must, and judge says the same (seed ${SEED})`, async () => {
  const tally = new Tally();
  const wrong: string[] = [];
  for (const story of fc.sample(stories, { numRuns: COUNT, seed: SEED })) {
    const trial = await tryStory(story);
    tally.add(story, trial);
    const [mistake] = trial.mistakes;
    if (mistake !== undefined) wrong.push(`${mistake}: deno task prove '${JSON.stringify(story)}'`);
  }
  assertEquals(tally.missed, [], [tally.table, ...wrong.slice(0, 10)].join("\n"));
});

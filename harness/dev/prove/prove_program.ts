// Tries the harness on made-up machines and prints what it got wrong: `deno task prove [COUNT [SEED]]`, or
// `deno task prove STORY` with a story in JSON to see one device again. Exits with 1 when a goal is missed.
import fc from "fast-check";
import { type Mistake, Tally, tryStory } from "./tally.ts";
import { stories } from "./stories.ts";
import type { Story } from "./story.ts";

const DEFAULT_COUNT = 50_000;

if (import.meta.main) await main(Deno.args);

async function main([first = String(DEFAULT_COUNT), second]: readonly string[]): Promise<void> {
  if (first.startsWith("{")) return await tellAgain(JSON.parse(first));
  const count = Number(first);
  const seed = second === undefined ? Date.now() % 1_000_000 : Number(second);
  print(`${count} devices, seed ${seed}\n`);
  const tally = new Tally();
  const smallest = new Map<Mistake, Story>();
  for (const story of fc.sample(stories, { numRuns: count, seed })) {
    const trial = await tryStory(story);
    tally.add(story, trial);
    for (const mistake of trial.mistakes) {
      if (sizeOf(story) < sizeOf(smallest.get(mistake))) smallest.set(mistake, story);
    }
  }
  print(tally.table);
  for (const [mistake, story] of smallest) await explain(mistake, await shrink(story, mistake));
  if (tally.missed.length > 0) Deno.exit(1);
}

function sizeOf(story: Story | undefined): number {
  return story === undefined ? Infinity : story.artefacts.length * 1000 + JSON.stringify(story).length;
}

/** The story with as little in it as still shows the mistake. */
async function shrink(story: Story, mistake: Mistake): Promise<Story> {
  const smaller: readonly Story[] = [
    ...story.artefacts.map((one) => ({
      ...story,
      artefacts: story.artefacts.filter((other) => other !== one),
    })),
    ...(story.history.length > 0 ? [{ ...story, history: [] }] : []),
    ...(story.zoneMinutes === 0 ? [] : [{ ...story, zoneMinutes: 0 }]),
    ...(story.repeats > 1 ? [{ ...story, repeats: 1 }] : []),
    ...(story.startsEnabled ? [] : [{ ...story, startsEnabled: true }]),
    ...(story.form === "text" ? [] : [{ ...story, form: "text" as const }]),
  ];
  for (const one of smaller) {
    if ((await tryStory(one)).mistakes.has(mistake)) return await shrink(one, mistake);
  }
  return story;
}

async function explain(mistake: Mistake, story: Story): Promise<void> {
  print(`\n${mistake}:\n  deno task prove '${JSON.stringify(story)}'`);
  for (const line of (await tryStory(story)).account) print(`  ${line}`);
}

async function tellAgain(story: Story): Promise<void> {
  const { mistakes, account } = await tryStory(story);
  print([...account, ...mistakes].join("\n"));
  if (mistakes.size > 0) Deno.exit(1);
}

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${text}\n`));
}

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { tellStory } from "./drive_run.ts";
import { askOracle } from "./oracle.ts";
import { stories } from "./stories.ts";
import type { Story } from "./story.ts";
import { Tally, tryStory } from "./tally.ts";

const HEALTHY: Story = {
  scenarios: [],
  repeats: 1,
  deadlineMs: 8000,
  isAsPublished: false,
  startsEnabled: true,
  zoneMinutes: 60,
  form: "text",
  answers: "as-answered",
  answerMs: 40,
  history: [1440, 60],
  reaction: {
    blocks: true,
    records: true,
    blockMs: 300,
    lagMs: 400,
    alsoControls: false,
    status: "quarantined",
  },
  artefacts: [],
};
const SILENT: Story = { ...HEALTHY, reaction: { ...HEALTHY.reaction, blocks: false, records: false } };
const OTHERS: Story = {
  ...SILENT,
  artefacts: [{ kind: "ended-by-others", at: { trigger: 0, afterMs: 500 }, how: "SIGKILL" }],
};

/** What the oracle holds right for the demonstration and for the run. */
async function rightFor(story: Story): Promise<readonly string[]> {
  const { world, record } = await tellStory(story);
  const { attempts, run } = askOracle(world, record);
  const demonstration = attempts.find(({ scenarioId }) => scenarioId.endsWith("change-file-test"));
  return [[...demonstration?.verdicts ?? []].join("|"), [...run].join("|")];
}

Deno.test("tryStory() finds nothing wrong with the plainest device, and says what it saw", async () => {
  const { mistakes, account } = await tryStory(HEALTHY);
  assertEquals([[...mistakes], account.filter((line) => line.includes("WRONG"))], [[], []]);
  assertEquals(account.length, 4);
});

Deno.test("tryStory() finds nothing wrong where protection is away just while a control runs beside one held up", async () => {
  const at = { trigger: 1, afterMs: 0 };
  const { mistakes, account } = await tryStory({
    ...HEALTHY,
    artefacts: [
      { kind: "flip", what: "real-time-protection", at, forMs: 14_000 },
      { kind: "held-up", at: { trigger: 2, afterMs: 2000 }, forMs: 12_500 },
    ],
  });
  assertEquals([...mistakes], [], account.join("\n"));
  assertEquals(account.filter((line) => line.includes("protection-changed")).length, 3);
});

Deno.test("tellStory() tells a story the same way every time", async () => {
  for (const story of fc.sample(stories, { numRuns: 5, seed: 7 })) {
    const [one, other] = [await tellStory(story), await tellStory(story)];
    assertEquals(JSON.stringify(one.record), JSON.stringify(other.record));
  }
});

Deno.test("askOracle() goes by what was done, not by what the harness says", async () => {
  assertEquals(await rightFor(HEALTHY), ["pass", "pass"]);
  assertEquals(await rightFor(SILENT), ["fail", "fail"]);
  // Nobody but the maker of the device knows that it was not the agent.
  assertEquals(await rightFor(OTHERS), ["inconclusive", "inconclusive"]);
  const allowed = { ...HEALTHY, reaction: { ...HEALTHY.reaction, status: "allowed" } };
  assertEquals((await rightFor(allowed))[0], "fail|inconclusive");
  const off: Story = {
    ...SILENT,
    artefacts: [{ kind: "flip", what: "passive-mode", at: { trigger: 0, afterMs: 0 }, forMs: null }],
  };
  assertEquals((await rightFor(off))[0], "inconclusive");
});

Deno.test("askOracle() counts a status that the entry had before a person changed it", async () => {
  // Listed as blocked for two thirds of a second, then gone for a moment, then restored.
  const restored: Story = {
    ...HEALTHY,
    scenarios: ["behavior-monitoring.change-file-test"],
    artefacts: [
      { kind: "short-list", from: { trigger: 0, afterMs: 1400 }, rows: 1, forMs: 400 },
      { kind: "person", afterListedMs: 800, does: "restored" },
    ],
  };
  assertEquals((await rightFor(restored))[0], "pass|inconclusive|fail");
});

Deno.test("askOracle() marks what no observer can tell", async () => {
  const { world, record } = await tellStory({
    ...OTHERS,
    reaction: { ...HEALTHY.reaction, blocks: false },
  });
  assert(askOracle(world, record).isUndecidable);
});

Deno.test("Tally counts a device under each of its artefacts, and once in all", () => {
  const tally = new Tally();
  const artefacts: Story["artefacts"] = [
    { kind: "no-ids" },
    { kind: "id-reused", isOldKept: false },
    { kind: "no-ids" },
  ];
  tally.add({ ...HEALTHY, artefacts }, {
    mistakes: new Set(["false pass"]),
    isUndecidable: true,
    isOpen: true,
    account: [],
  });
  tally.add(HEALTHY, { mistakes: new Set(), isUndecidable: false, isOpen: false, account: [] });
  assertEquals([tally.all.devices, tally.all.mistakes["false pass"]], [2, 1]);
  for (const row of [/^no-ids +1 +1 +0/m, /^id-reused +1 +1 +0/m, /^none +1 +0/m, /^all +2 +1 +0/m]) {
    assert(row.test(tally.table), tally.table);
  }
  assertStringIncludes(tally.table, "judge disagrees");
  assertEquals(tally.missed, ["false pass"]);
});

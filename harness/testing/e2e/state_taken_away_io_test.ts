// Somebody removes or replaces the state of a run while it is at work: the device is put back from what the run knows
// itself, and the run never passes.
import { assertEquals, assertStringIncludes } from "@std/assert";
import { endOf, latestRecord, makeScratch, startBmverify, until } from "./run_bmverify.ts";
import { startDevice } from "./start_device.ts";

const TAKEN: readonly {
  readonly what: string;
  readonly take: (home: string) => Promise<unknown>;
  readonly code: number;
}[] = [
  { what: "the folder removed", take: (home) => Deno.remove(home, { recursive: true }), code: 4 },
  { what: "the journal cut to nothing", take: (home) => Deno.truncate(`${home}/journal.ndjson`), code: 4 },
  {
    what: "the journal filled with something else",
    take: (home) => Deno.writeTextFile(`${home}/journal.ndjson`, "what is this\n"),
    code: 5,
  },
  {
    what: "the journal made a folder",
    take: async (home) => {
      await Deno.remove(`${home}/journal.ndjson`);
      await Deno.mkdir(`${home}/journal.ndjson`);
    },
    code: 5,
  },
];

Deno.test("a run whose state is taken away puts the device back, says what happened, and never passes", async (t) => {
  const runs = TAKEN.map(async ({ take }) => {
    await using scratch = await makeScratch();
    await using device = await startDevice("off-by-default");
    const words = ["verify", "--mdatp", device.agentPath, "--yes", "--quiet", "--reporter", "json"];
    const limits = [
      "--deadline",
      "4",
      "--settle",
      "0.3",
      "--scenario",
      "behavior-monitoring.change-file-test",
    ];
    const run = startBmverify([...words, ...limits, ...scratch.options]);
    const isOn = async () => await device.ask("health --field behavior_monitoring") === '"enabled"';
    await until("the run has switched it on", isOn);
    await take(`${device.root}/bmverify`);
    const { code, stderr } = await endOf(run);
    const { problems, verdict } = await latestRecord(scratch);
    const isBack = !await isOn();
    return { code, stderr, isBack, verdict, codes: problems.map((problem) => problem.code) };
  });
  for (const [index, { what, code: expected }] of TAKEN.entries()) {
    await t.step(what, async () => {
      const { code, stderr, isBack, verdict, codes } = await runs[index] ?? never();
      assertEquals([code, isBack, verdict], [expected, true, "inconclusive"], stderr);
      assertEquals(codes.includes("state/lost"), true, codes.join());
      if (expected === 5) assertStringIncludes(stderr, "but the journal cannot note it");
    });
  }
});

function never(): never {
  throw new Error("No such run");
}

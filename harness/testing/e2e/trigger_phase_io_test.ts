// What a run does at the paths of the trigger, and what it makes of it when somebody meddles: through real processes.
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { DEMONSTRATION_FILES } from "../../../scenarios/behavior_monitoring/demonstration.ts";
import type { AttemptRecord } from "../../model/record/run_record.ts";
import { endOf, latestRecord, makeScratch, runBmverify, startBmverify, until } from "./run_bmverify.ts";
import { runHere } from "./run_here.ts";
import { startDevice } from "./start_device.ts";
import { startInLanes } from "./start_in_lanes.ts";

const QUICK = [
  "--deadline",
  "2",
  "--grace",
  "0",
  "--settle",
  "0.3",
  "--reporter",
  "json",
  "--quiet",
  "--yes",
];
/** Meddled triggers mostly wait. */
const AT_A_TIME = 3;
const WRITTEN = DEMONSTRATION_FILES.map((name) => ({
  name,
  present: true,
  regular: true,
  ours: true,
  asWritten: true,
}));

for (
  const { words, variant, script } of [
    { words: [], variant: "guarded", script: ["set -eC", " > "] },
    { words: ["--as-published"], variant: "as-published", script: [" >> "] },
  ] as const
) {
  Deno.test(`the ${variant} demonstration is blocked, and the record says which one ran`, async () => {
    await using scratch = await makeScratch();
    const { code, stdout, stderr } = await runBmverify([
      ...["verify", "--device", "simulated:healthy-preview", "--scenario", "*.change-file-test"],
      // It is recorded in a second, and on a machine that is busy in some more.
      ...[...QUICK, "--deadline", "20", ...words, ...scratch.options],
    ]);
    assertEquals(code, 0, stdout + stderr);
    const record = await latestRecord(scratch);
    assertEquals(record.options.triggerVariant, variant);
    assertEquals(record.scenarios[0]?.attempts[0]?.triggerFiles, WRITTEN);
    const events = await Deno.readTextFile(`${scratch.out}/${record.runId}/events.ndjson`);
    const started = events.split("\n").find((line) => line.includes('"kind":"trigger-started"')) ?? "";
    const lines: readonly string[] = JSON.parse(started).script;
    for (const part of script) assert(lines.some((line) => line.includes(part)), lines.join("\n"));
    assertEquals(lines.includes("set -eC"), variant === "guarded");
  });
}

const SPOILED: readonly {
  readonly what: string;
  readonly says: string;
  readonly spoil: (path: string) => Promise<void>;
}[] = [
  { what: "removed", says: "is not there", spoil: (path) => Deno.remove(path) },
  { what: "cut as by a full disk", says: "does not hold", spoil: (path) => Deno.truncate(path) },
  {
    what: "replaced by a link",
    says: "is not a regular file",
    spoil: async (path) => {
      await Deno.remove(path);
      await Deno.symlink("/etc/hosts", path);
    },
  },
  {
    what: "given a second name",
    says: "is not ours alone",
    spoil: (path) => Deno.link(path, `${path}.second`),
  },
];

/** Every way once, and demonstrations and controls by turns; the other half is looked at without processes. */
const SPOILED_RUNS = SPOILED.map((way, index) => ({
  ...way,
  scenario: index % 2 === 0 ? "change-file-test" : "other-names",
}));

async function runSpoiled(
  { scenario, spoil }: typeof SPOILED_RUNS[number],
): Promise<{ readonly code: number; readonly attempt: AttemptRecord | undefined; readonly judged: string }> {
  await using scratch = await makeScratch();
  await using device = await startDevice("not-enrolled");
  const run = startBmverify([
    ...["verify", "--mdatp", device.agentPath, "--scenario", `*.${scenario}`],
    ...[...QUICK, ...scratch.options],
  ]);
  await until("a file is written", async () => (await writtenFiles(device.triggerFolder)).length === 2);
  const [first = ""] = await writtenFiles(device.triggerFolder);
  await spoil(first);
  const { code } = await endOf(run);
  const { stdout } = await runHere(["judge", `${scratch.out}/latest`, "--json"]);
  return { code, attempt: (await latestRecord(scratch)).scenarios[0]?.attempts[0], judged: stdout };
}

Deno.test("a file of a trigger that somebody meddles with makes no verdict of its silence", async (t) => {
  for (const [{ what, says, scenario }, outcome] of startInLanes(SPOILED_RUNS, AT_A_TIME, runSpoiled)) {
    await t.step(`a file of "${scenario}" that is ${what}`, async () => {
      const { code, attempt, judged } = await outcome;
      assertEquals([code, attempt?.verdict, attempt?.reason], [3, "inconclusive", "trigger-not-run"]);
      assertStringIncludes(attempt?.explanation ?? "", says);
      assertStringIncludes(judged, "trigger-not-run");
    });
  }
});

Deno.test("a script that ends with exit code 1 makes no verdict, and what it complains of is told", async () => {
  await using scratch = await makeScratch();
  await using device = await startDevice("not-enrolled");
  const run = startBmverify([
    ...["verify", "--mdatp", device.agentPath, "--scenario", "*.change-file-test"],
    ...[...QUICK, ...scratch.options],
  ]);
  await until("all is checked", async () => (await eventsOf(scratch.out)).includes("prerequisites-checked"));
  await Deno.rename(device.triggerFolder, `${device.triggerFolder}.gone`);
  assertEquals((await endOf(run)).code, 3);
  const attempt = (await latestRecord(scratch)).scenarios[0]?.attempts[0];
  assertEquals([attempt?.verdict, attempt?.reason], ["inconclusive", "trigger-not-run"]);
  assertEquals(attempt?.child?.exitCode, 1);
  assertStringIncludes(attempt?.explanation ?? "", "exit code 1");
  assertStringIncludes(attempt?.explanation ?? "", "No such file or directory");
  const judged = await runHere(["judge", `${scratch.out}/latest`, "--json"]);
  assertStringIncludes(judged.stdout, "trigger-not-run");
});

/** What the only run has written by now. */
async function eventsOf(out: string): Promise<string> {
  const names = await Array.fromAsync(Deno.readDir(out)).catch(() => []);
  const folder = names.find(({ isDirectory }) => isDirectory)?.name;
  return await Deno.readTextFile(`${out}/${folder}/events.ndjson`).catch(() => "");
}

/** Files of the trigger that hold something. */
async function writtenFiles(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (((await Deno.stat(path).catch(() => null))?.size ?? 0) > 0) found.push(path);
  }
  return found.toSorted();
}

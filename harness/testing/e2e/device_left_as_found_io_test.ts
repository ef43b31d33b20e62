// Whatever ends a run, the device is as it was: through real processes and real signals.
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import {
  endOf,
  latestRecord,
  makeScratch,
  runBmverify,
  type Scratch,
  startBmverify,
  until,
} from "./run_bmverify.ts";
import { type StandingDevice, startDevice } from "./start_device.ts";

const DEMONSTRATION = ["--scenario", "behavior-monitoring.change-file-test"];
const QUICK = ["--deadline", "20", "--settle", "0.3", "--reporter", "json", "--quiet"];

function verifyWords(
  { agentPath }: StandingDevice,
  { options }: Scratch,
  more: readonly string[] = [],
): string[] {
  return ["verify", "--mdatp", agentPath, "--yes", ...DEMONSTRATION, ...QUICK, ...options, ...more];
}

/** Behavior monitoring as the agent says, and what lies in the trigger folder. */
async function found(device: StandingDevice): Promise<{ setting: string; files: string[] }> {
  const files = [];
  for await (const { name } of Deno.readDir(device.triggerFolder)) files.push(name);
  return { setting: await device.ask("health --field behavior_monitoring"), files };
}

const AS_FOUND = { setting: '"disabled"', files: [] };

/** Waits until a run has told an event of this kind. */
async function untilEvent({ out }: Scratch, kind: string): Promise<void> {
  await until(`"${kind}" is told`, async () => (await eventsSoFar(out)).includes(`"kind":"${kind}"`));
}

/** Waits until the demonstration has written its second file; on a busy machine it may be over before that is seen. */
async function untilWritten({ triggerFolder }: StandingDevice, { out }: Scratch): Promise<void> {
  const second = `${triggerFolder}/f918b422-751c-423e-bfe1-dbbb2ab4385a.txt`;
  const isWritten = async () => ((await Deno.stat(second).catch(() => null))?.size ?? 0) > 0;
  await until(
    "both files are written",
    async () => await isWritten() || (await eventsSoFar(out)).includes('"kind":"trigger-ended"'),
  );
}

/** The run may likewise be over. */
function killIfAlive(run: Deno.ChildProcess): void {
  try {
    run.kill("SIGKILL");
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

async function eventsSoFar(out: string): Promise<string> {
  try {
    let events = "";
    for await (const { name } of Deno.readDir(out)) {
      events += await Deno.readTextFile(`${out}/${name}/events.ndjson`).catch(() => "");
    }
    return events;
  } catch {
    return "";
  }
}

for (
  const { moment, also = null } of [
    { moment: "enablement-started" },
    { moment: "enablement-finished" },
    { moment: "trigger-started" },
    { moment: "trigger-started", also: "its last write" },
    { moment: "trigger-ended" },
    { moment: "restore-started" },
  ]
) {
  const when = also === null ? `"${moment}"` : `"${moment}" and ${also}`;
  Deno.test(`kill -9 at ${when}, then restore, leaves the device as found`, async () => {
    await using scratch = await makeScratch();
    await using device = await startDevice("off-by-default");
    const run = startBmverify(verifyWords(device, scratch));
    await untilEvent(scratch, moment);
    if (also !== null) await untilWritten(device, scratch);
    killIfAlive(run);
    await endOf(run);
    const restored = await runBmverify(["restore", "--state", scratch.state]);
    assertEquals(restored.code, 0, restored.stderr);
    assertEquals(await found(device), AS_FOUND);
    const again = await runBmverify(["restore", "--state", scratch.state]);
    assertStringIncludes(again.stdout, "Nothing is left to restore");
    assertEquals(await Array.fromAsync(Deno.readDir(scratch.state)), [], "no script, no note");
  });
}

Deno.test("the next run refuses to start after kill -9, and --restore-first undoes it", async () => {
  await using scratch = await makeScratch();
  await using device = await startDevice("off-by-default");
  const run = startBmverify(verifyWords(device, scratch));
  await untilEvent(scratch, "trigger-started");
  run.kill("SIGKILL");
  await endOf(run);
  const refused = await runBmverify(verifyWords(device, scratch));
  assertEquals(refused.code, 3);
  assertStringIncludes(refused.stderr, "[restore/pending]");
  assertStringIncludes(refused.stderr, "ended while its trigger ran");
  const first = await runBmverify(verifyWords(device, scratch, ["--restore-first"]));
  assertEquals(first.code, 0, first.stderr);
  assertStringIncludes(first.stderr, "it is inconclusive");
  assertEquals((await latestRecord(scratch)).enablement?.before?.value, "disabled");
  assertEquals(await found(device), AS_FOUND);
  assertEquals(await leftIn(scratch.state), ["history.db"], "no script, no note");
});

for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
  Deno.test(`${signal} stops a run, restores the device, reports, and exits ${code}`, async () => {
    await using scratch = await makeScratch();
    await using device = await startDevice("not-enrolled");
    await device.ask("config behavior-monitoring --value disabled");
    const run = startBmverify(verifyWords(device, scratch));
    await untilEvent(scratch, "trigger-started");
    run.kill(signal);
    const ended = await endOf(run);
    assertEquals(ended.code, code, ended.stderr);
    const record = await latestRecord(scratch);
    assertEquals([record.verdict, record.reason, record.interruptedBy, record.restore.status], [
      "inconclusive",
      "interrupted",
      signal,
      "restored",
    ]);
    assertEquals(await found(device), AS_FOUND);
  });
}

Deno.test("a second run on the same device is refused with pid and run id of the first", async () => {
  await using scratch = await makeScratch();
  await using device = await startDevice("not-enrolled");
  // Long enough for the second to meet it, however slow that one starts.
  const first = startBmverify(verifyWords(device, scratch, ["--deadline", "120"]));
  await untilEvent(scratch, "trigger-started");
  const second = await runBmverify(verifyWords(device, scratch));
  assertEquals(second.code, 3);
  assertMatch(second.stderr, new RegExp(`run \\S+ \\(pid ${first.pid}, .*\\[lock/held\\]`));
  first.kill("SIGINT");
  assertEquals((await endOf(first)).code, 130);
});

Deno.test("two simulated devices run side by side, and nothing of them is left", async () => {
  await using scratch = await makeScratch();
  const words = ["verify", "--device", "simulated:off-by-default", "--yes", ...DEMONSTRATION, ...QUICK];
  const ended = await Promise.all([1, 2].map(() => runBmverify([...words, ...scratch.options])));
  assertEquals(ended.map(({ code }) => code), [0, 0], ended.map(({ stderr }) => stderr).join(""));
  // Both ended about the same time, and both runs are in the history.
  assertEquals(await leftIn(scratch.state), ["history.db"]);
  const history = await runBmverify(["history", "list", "--evidence", "simulated", "--state", scratch.state]);
  assertStringIncludes(history.stdout, ": 2 runs");
});

async function leftIn(folder: string): Promise<readonly string[]> {
  return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
}

Deno.test("a simulated device ends with the harness that started it, even after kill -9", async () => {
  await using scratch = await makeScratch();
  const run = startBmverify([
    "verify",
    "--device",
    "simulated:off-by-default",
    "--yes",
    ...DEMONSTRATION,
    ...QUICK,
    ...scratch.options,
  ]);
  await untilEvent(scratch, "trigger-started");
  const [{ device }] = (await eventsSoFar(scratch.out)).split("\n", 1).map((line) => JSON.parse(line));
  run.kill("SIGKILL");
  await endOf(run);
  const root = device.agentPath.replace(/\/bin\/mdatp$/, "");
  await until("the device is gone", () => Deno.stat(root).then(() => false, () => true));
  const restored = await runBmverify([
    "restore",
    "--device",
    "simulated:off-by-default",
    "--state",
    scratch.state,
  ]);
  assertEquals(restored.code, 0, restored.stderr);
  assertStringIncludes(restored.stdout, "simulated device is gone");
});

Deno.test("enable and disable change the setting for good, and restore undoes them", async () => {
  await using scratch = await makeScratch();
  await using device = await startDevice("off-by-default");
  const common = ["--mdatp", device.agentPath, "--state", scratch.state];
  assertEquals((await runBmverify(["enable", ...common])).code, 0);
  assertEquals((await found(device)).setting, '"enabled"');
  const run = await runBmverify(verifyWords(device, scratch));
  assertEquals(run.code, 0, run.stdout + run.stderr);
  assertEquals((await latestRecord(scratch)).restore.status, "not-needed");
  assertEquals((await found(device)).setting, '"enabled"');
  assertEquals((await runBmverify(["restore", ...common])).code, 0);
  assertEquals(await found(device), AS_FOUND);
});

Deno.test("--leave-enabled leaves behavior monitoring on and nothing pending", async () => {
  await using scratch = await makeScratch();
  await using device = await startDevice("off-by-default");
  const run = await runBmverify(verifyWords(device, scratch, ["--leave-enabled"]));
  assertEquals(run.code, 0, run.stdout + run.stderr);
  assertEquals(await found(device), { setting: '"enabled"', files: [] });
  assertStringIncludes((await runBmverify(["restore", "--state", scratch.state])).stdout, "Nothing is left");
});

Deno.test("a stuck setting keeps the verdict, exits 5, and restore says what is left to do", async () => {
  await using scratch = await makeScratch();
  await using device = await startDevice("stuck-on");
  const run = await runBmverify(verifyWords(device, scratch));
  assertEquals(run.code, 5);
  const { verdict, restore } = await latestRecord(scratch);
  assertEquals([verdict, restore.status], ["pass", "failed"]);
  const again = await runBmverify(["restore", "--state", scratch.state]);
  assertEquals(again.code, 5);
  assert(again.stderr.includes("config behavior-monitoring --value disabled"));
});

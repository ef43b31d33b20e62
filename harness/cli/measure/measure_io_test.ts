import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { RunRecord } from "../../model/record/run_record.ts";

const MAIN = new URL("../../main.ts", import.meta.url).pathname;
const FLAGS = ["--no-prompt", "--allow-read", "--allow-write", "--allow-run", "--allow-env", "--allow-sys"];

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function spawn(args: readonly string[]): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", ...FLAGS, MAIN, ...args],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

async function run(args: readonly string[]): Promise<Ran> {
  const { code, stdout, stderr } = await spawn(args).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), err: text(stderr) };
}

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "bmverify-measure-" });
  try {
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("measure refuses impossible combinations with exit code 2, before anything runs", async () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [["--blocks", "3"], /too few for a claim.*--blocks 8 or more, or add --quick/s],
    [["--rate", "101"], /0\.1 to 100/],
    [["--rate", "0.1", "--block-seconds", "2"], /fewer than 5 readings/],
    [["--workload", "file-chrun"], /no workload "file-chrun"\. Did you mean "file-churn"/],
    [["--budget", "cpu.mean"], /has no value/],
    [["--budget", "cpu.maen=5"], /no metric "cpu\.maen"\. Did you mean "cpu\.mean"/],
    [["--arm", "current", "--budget", "slowdown=10%"], /needs both arms/],
    [["--quick", "--budget", "cpu.mean=5"], /a quick look judges no budget/],
    [["--scale", "0"], /0\.01 to 100/],
  ];
  for (const [args, message] of cases) {
    const { code, err } = await run(["measure", "--device", "simulated:busy", "--yes", ...args]);
    assertEquals(code, 2, args.join(" "));
    assertMatch(err, message);
  }
});

Deno.test("measure --dry-run says what it would do and how long it would take", async () => {
  const { code, out } = await run([
    "measure",
    "--device",
    "simulated:busy",
    "--dry-run",
    "--workload",
    "idle",
  ]);
  assertEquals(code, 0);
  assertStringIncludes(out, "config behavior-monitoring --value disabled");
  assertMatch(
    out,
    /measure 17 blocks of 2 s, about \d+ s in all, \d+ s of them with behavior monitoring off/,
  );
});

// Other tests run beside this one, and a measurement may then say that it cannot tell: how exact it is on a quiet machine
// is for `deno task calibrate`.
Deno.test("measure --quick sees what the busy device costs, and says that it is no evidence", async () => {
  await withFolder(async (folder) => {
    const place = ["--out", `${folder}/out`, "--state", `${folder}/state`];
    const short = ["--workload", "idle", "--block-seconds", "0.6", "--rate", "20"];
    const args = ["--quick", "--yes", ...short, "--json", "--redact", ...place];
    const { code, out, err } = await run(["measure", "--device", "simulated:busy", ...args]);
    const record: RunRecord = JSON.parse(out);
    const said = [record.verdict, record.reason, code];
    assertEquals(said, ["measured", "cost-measured", 0], record.explanation);
    assertEquals([err, record.simulated], ["", true]);
    const cpu = record.measurements.find(({ process, metric }) =>
      process === "agent" && metric === "cpu.mean"
    );
    // 5 % of a core is added, and on a busy machine anything may be seen of it in two seconds; a unit that is wrong
    // would be off by a factor of ten and more.
    const added = cpu?.shift?.value ?? Infinity;
    assert(Math.abs(added) < 25, cpu?.words);
    for (const { words, conclusion } of record.measurements) {
      assertMatch(words, /^quick look: /);
      assertEquals(conclusion, "cannot tell");
    }
    assertEquals(record.measurement?.outcome?.workloads.map(({ id }) => id), ["idle"]);
    assertEquals(record.measurement?.outcome?.folder?.endsWith("/work"), true);
    assertEquals(record.restore.status, "restored");
    const bundle = `${folder}/out/${record.runId}`;
    const samples = (await Deno.readTextFile(`${bundle}/samples.ndjson`)).trim().split("\n");
    assert(samples.length > 9 * 5, `${samples.length} samples`);
    const judged = await run(["judge", bundle, "--json"]);
    const { measuredAgain } = JSON.parse(judged.out);
    assertEquals(
      [judged.code, measuredAgain.different, measuredAgain.keptBlocks],
      [code, [], []],
      judged.err,
    );
    assertEquals([measuredAgain.measurements, measuredAgain.ticks], [
      record.measurements.length,
      samples.length,
    ]);
    for (const name of ["feedback.md", "feedback.txt"]) {
      const feedback = await Deno.readTextFile(`${bundle}/${name}`);
      assertStringIncludes(feedback, "quick look, no evidence");
      assertStringIncludes(feedback, "DO NOT SEND THIS");
      assertEquals(feedback.includes(Deno.hostname()) || feedback.includes(folder), false);
      await Deno.remove(`${bundle}/${name}`);
    }
    // Made again from the bundle, it is the same work of the same reporter.
    const again = await run([
      "report",
      bundle,
      "--unverified",
      "--reporter",
      "feedback",
      "--out",
      `${folder}/again`,
    ]);
    assertEquals([
      again.code,
      (await Array.fromAsync(Deno.readDir(`${folder}/again`))).map(({ name }) => name).toSorted(),
    ], [
      0,
      ["SHA256SUMS", "feedback.md", "feedback.txt"],
    ]);
  });
});

interface Started {
  readonly agentPath: string;
}

/** A device of its own, which a measurement that is killed leaves behind. */
async function startDevice(): Promise<{ readonly started: Started; readonly child: Deno.ChildProcess }> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", ...FLAGS, MAIN, "simulate", "start", "busy", "--json"],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  reader.releaseLock();
  return { started: JSON.parse(new TextDecoder().decode(value).split("\n")[0] ?? "{}"), child };
}

/** What the agent keeps of its settings. */
async function settings(mdatp: string): Promise<string> {
  return await Deno.readTextFile(mdatp.replace(/bin\/mdatp$/, "state/settings/settings.json"));
}

/** Waits until a measurement has switched behavior monitoring off. */
async function untilSwitchedOff(mdatp: string): Promise<void> {
  const endMs = performance.now() + 120_000;
  while (!/"behaviorMonitoring":\s*"disabled"/.test(await settings(mdatp))) {
    if (performance.now() > endMs) throw new Error("the measurement changed nothing within 2 minutes");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

for (const end of ["SIGKILL", "SIGINT"] as const) {
  Deno.test(`a measurement ended by ${end} leaves the settings as they were, after restore at the latest`, async () => {
    await withFolder(async (folder) => {
      const { started, child } = await startDevice();
      try {
        const place = ["--mdatp", started.agentPath, "--state", `${folder}/state`];
        const before = await settings(started.agentPath);
        const args = [
          "--quick",
          "--yes",
          "--workload",
          "file-churn",
          "--platform",
          "darwin",
          "--out",
          `${folder}/out`,
        ];
        const work = started.agentPath.replace(/bin\/mdatp$/, "work");
        const workFolders = async () => await Array.fromAsync(Deno.readDir(work), ({ name }) => name);
        const measuring = spawn(["measure", ...args, ...place]);
        await untilSwitchedOff(started.agentPath);
        while ((await workFolders()).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
        measuring.kill(end);
        const { code } = await measuring.output();
        if (end === "SIGINT") {
          assertEquals(code, 130);
          assertEquals(await settings(started.agentPath), before);
          const feedback = await Deno.readTextFile(`${folder}/out/latest/feedback.md`);
          assertMatch(feedback, /Incomplete|Nothing was measured/);
        } else {
          assertEquals((await workFolders()).length, 1);
          const again = await run(["measure", ...args, ...place]);
          assertEquals(again.code, 3);
          assertStringIncludes(again.err, "restore/pending");
        }
        assertEquals((await run(["restore", ...place])).code, 0);
        assertEquals(await settings(started.agentPath), before);
        assertEquals(await workFolders(), []);
      } finally {
        await child.stdin.close();
        await child.stdout.cancel();
        await child.status;
      }
    });
  });
}

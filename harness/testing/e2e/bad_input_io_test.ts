// Wrong words and unusable places: one line, a suggestion where there is one, exit 2, and nothing touched.
import { assertEquals, assertStringIncludes } from "@std/assert";
import { makeScratch, runBmverify } from "./run_bmverify.ts";
import { runHere } from "./run_here.ts";
import { startDevice } from "./start_device.ts";

const SIMULATED = ["verify", "--device", "simulated:off-by-default", "--yes"];

const ROWS: readonly (readonly [words: readonly string[], says: string])[] = [
  [["verfy"], "Did you mean verify?"],
  [["verify", "--repeat", "3"], "Did you mean --repeats?"],
  [["verify", "--repeats", "0"], "whole number from 1"],
  [["verify", "--deadline", "soon"], "number of seconds"],
  [["verify", "--policy", "prevew"], "preview"],
  [
    ["verify", "--scenario", "behavior-monitoring.change-file-tset"],
    'Did you mean "behavior-monitoring.change-file-test"',
  ],
  [["verify", "--reporter", "junitt"], 'Did you mean "junit"'],
  [["verify", "--waive", "app-versoin=because"], 'Did you mean "app-version"'],
  [["verify", "--waive", "app-version"], "no reason"],
  [["verify", "--attest", "enroled"], 'Did you mean "enrolled"'],
  [["verify", "--device", "simulated:of-by-default", "--yes"], '"off-by-default"'],
  [["verify", "--device", "simulatd"], "neither real nor simulated"],
  [["verify", "--mdatp", "/nowhere/mdatp", "--platform", "darwin", "--yes"], "there is no such file"],
  [["verify", "--device", "simulated", "--mdatp", "/bin/true"], "name two agents"],
  [["verify", "--budget", "cpu.mean=5"], "nothing is measured without --measure"],
  [["verify", "--quick"], "nothing is measured without --measure"],
  [["parse", "helth", "-"], 'Did you mean "health"'],
  [["parse", "health", "/nowhere"], "Cannot read"],
  [["judge", "/nowhere"], "no events.ndjson"],
  [["scenarios", "show", "change-file-tset"], "change-file-test"],
];

Deno.test("wrong words end the process with exit code 2, in one line", async () => {
  const { code, stdout, stderr } = await runBmverify(["verfy"]);
  assertEquals([code, stdout, stderr.trimEnd().split("\n").length], [2, "", 1], stderr);
});

for (const [words, says] of ROWS) {
  Deno.test(`bmverify ${words.join(" ")} exits 2 in one line`, async () => {
    await using scratch = await makeScratch();
    const options = words[0] === "verify" && !words.includes("--repeat") ? scratch.options : [];
    const { code, stdout, stderr } = await runHere([...words, ...options]);
    assertEquals(code, 2, stderr);
    assertStringIncludes(stderr, says);
    assertEquals([stdout, stderr.trimEnd().split("\n").length], ["", 1]);
    assertEquals(await Array.fromAsync(Deno.readDir(scratch.folder)), []);
  });
}

Deno.test("an output folder that cannot be written is refused before anything is changed", async () => {
  await using scratch = await makeScratch();
  await Deno.writeTextFile(`${scratch.folder}/file`, "");
  const { code, stderr } = await runBmverify([
    ...SIMULATED,
    "--state",
    scratch.state,
    "--out",
    `${scratch.folder}/file/out`,
  ]);
  assertEquals(code, 2);
  assertStringIncludes(stderr, "[output/not-writable]");
});

Deno.test("without --yes nothing is changed or triggered in a pipe, and no question is waited for", async () => {
  await using scratch = await makeScratch();
  const words = ["verify", "--device", "simulated:off-by-default", "--json", "--reporter", "json"];
  const { code, stdout } = await runBmverify([...words, ...scratch.options]);
  const record = JSON.parse(stdout);
  assertEquals([code, record.reason, record.consent, record.enablement], [
    3,
    "consent-not-given",
    { given: false, how: "not-asked" },
    null,
  ]);
});

Deno.test("--dry-run names every command and file, and does nothing", async () => {
  await using scratch = await makeScratch();
  const { code, stdout } = await runBmverify([...SIMULATED, "--dry-run", ...scratch.options]);
  assertEquals(code, 0);
  for (
    const word of [
      "health --output json",
      "config behavior-monitoring --value enabled",
      "9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt",
      "journal.ndjson",
      "run.json",
    ]
  ) assertStringIncludes(stdout, word);
  assertEquals(await Array.fromAsync(Deno.readDir(scratch.folder)), []);
});

const FIRST_FILE = "9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt";

const UNSAFE: readonly (readonly [what: string, plant: (path: string) => Promise<void>])[] = [
  ["a symbolic link", (path) => Deno.symlink("/etc/hostname", path)],
  ["a directory", (path) => Deno.mkdir(path)],
  ["a file with two links", async (path) => {
    await Deno.writeTextFile(`${path}.other`, "precious");
    await Deno.link(`${path}.other`, path);
  }],
];

for (const [what, plant] of UNSAFE) {
  Deno.test(`a trigger path that is ${what} is refused and nothing is written`, async () => {
    await using scratch = await makeScratch();
    await using device = await startDevice("healthy-preview");
    const path = `${device.triggerFolder}/${FIRST_FILE}`;
    await plant(path);
    const { code, stdout } = await runBmverify([
      "verify",
      "--mdatp",
      device.agentPath,
      "--yes",
      "--json",
      "--reporter",
      "json",
      ...scratch.options,
    ]);
    const record = JSON.parse(stdout);
    assertEquals([code, record.reason], [3, "prerequisites-unmet"]);
    assertStringIncludes(record.explanation, "trigger-paths-safe");
    const { isSymlink, isDirectory, size } = await Deno.lstat(path);
    if (!isSymlink && !isDirectory) assertEquals(size, "precious".length);
  });
}

// What a run leaves behind: a whole bundle that can be checked and judged again without the device.
import type { RunRecord } from "../../model/record/run_record.ts";
import {
  assertEquals,
  assertMatch,
  assertNotEquals,
  assertNotMatch,
  assertStringIncludes,
} from "@std/assert";
import { latestRecord, makeScratch, runBmverify } from "./run_bmverify.ts";
import { runHere } from "./run_here.ts";
import { StoredBundle, verifyOnce } from "./stored_bundle.ts";

const STORED = new StoredBundle();
Deno.test.afterAll(() => STORED[Symbol.asyncDispose]());

Deno.test("a narrated run tells every step, without colour in a pipe, and leaves a whole bundle", async () => {
  await using scratch = await makeScratch();
  const { code, stdout, stderr } = await verifyOnce(scratch, ["--narrate", "--step"]);
  assertEquals(code, 0, stderr);
  for (
    const words of [
      "config behavior-monitoring --value enabled",
      'echo " " > ',
      "SIGKILL ended the process",
      "Behavior:MacOS/MacOSChangeFileTest",
      "Suspicious 'MacOSChangeFileTest' behavior was blocked",
      "SIMULATED DEVICE",
    ]
  ) assertStringIncludes(stdout, words);
  // deno-lint-ignore no-control-regex -- Escape sequences are what must not be there.
  assertNotMatch(stdout, /\x1b/);
  const bundle = `${scratch.out}/latest`;
  const sums = await new Deno.Command("sh", {
    args: ["-c", "sha256sum --check --quiet SHA256SUMS || shasum -a 256 --check --quiet SHA256SUMS"],
    cwd: bundle,
    stderr: "null",
  }).output();
  assertEquals(sums.code, 0, "SHA256SUMS does not hold");
  const listed = (await Deno.readTextFile(`${bundle}/SHA256SUMS`)).split("\n").map((line) => line.slice(66));
  for (const file of ["events.ndjson", "run.json", "junit.xml", "evidence/index.ndjson"]) {
    assertEquals(listed.includes(file), true, `${file} is not listed`);
  }
});

Deno.test("judge gives the verdict of the run again, and another one for other evidence", async () => {
  await using scratch = await makeScratch();
  const bundle = await STORED.copyTo(scratch.folder);
  const again = await runBmverify(["judge", bundle]);
  assertEquals(again.code, 0, again.stderr);
  assertMatch(again.stdout, /^SIMULATED DEVICE.*\npass blocked-and-recorded \(as before\)\n/);

  const record: RunRecord = JSON.parse(await Deno.readTextFile(`${bundle}/run.json`));
  assertStringIncludes(again.stdout, record.explanation, "the times are those of the run");
  const [attempt] = record.scenarios[0]?.attempts ?? [];
  const index = (await Deno.readTextFile(`${bundle}/evidence/index.ndjson`)).trimEnd().split("\n");
  const listings = index.map((line) => JSON.parse(line)).filter(({ label, id }) =>
    label === "threat-list" && attempt?.evidence.includes(id)
  );
  for (const { stdoutFile } of listings) {
    await Deno.writeTextFile(`${bundle}/evidence/${stdoutFile}`, "No threats\n");
  }
  await Deno.remove(`${bundle}/SHA256SUMS`);
  const other = await runBmverify(["judge", bundle, "--json", "--unverified"]);
  assertEquals(other.code, 3, other.stderr);
  assertEquals(JSON.parse(other.stdout).reason, "blocked-not-recorded");
  assertStringIncludes(other.stderr, "SHA256SUMS is missing");
});

/** A way to spoil a bundle, with the code of the one answer to it. */
interface Fault {
  readonly name: string;
  readonly file: string;
  readonly change: (text: string) => string;
  /** Whether the list of checksums stays, so that the change shows at once. */
  readonly sealed: boolean;
  readonly code: string;
  readonly exitCode: number;
}

const FAULTS: readonly Fault[] = [
  {
    name: "a later version",
    file: "events.ndjson",
    change: (text) => text.replace('"schemaVersion":1', '"schemaVersion":99'),
    sealed: false,
    code: "bundle/changed",
    exitCode: 4,
  },
  {
    name: "a record of a later version",
    file: "run.json",
    change: (text) => text.replace('"schemaVersion": 1', '"schemaVersion": 99'),
    sealed: false,
    code: "bundle/schema-version",
    exitCode: 3,
  },
  {
    name: "an attempt without evidence",
    file: "events.ndjson",
    change: (text) => text.replace(/("problems":\[\]),"evidence":\[[^\]]*\]/, "$1"),
    sealed: false,
    code: "bundle/changed",
    exitCode: 4,
  },
  {
    name: "a line that is no event",
    file: "events.ndjson",
    change: (text) => text.replace("\n", '\n{"kind":"\n'),
    sealed: false,
    code: "bundle/incomplete",
    exitCode: 3,
  },
  {
    name: "an index that names what is not there",
    file: "evidence/index.ndjson",
    change: (text) => text.replace(/"stdoutFile":"[^"]+"/, '"stdoutFile":"absent.txt"'),
    sealed: false,
    code: "bundle/incomplete",
    exitCode: 3,
  },
  {
    name: "changed evidence",
    file: "evidence/index.ndjson",
    change: (text) => `${text}\n`,
    sealed: true,
    code: "bundle/changed",
    exitCode: 4,
  },
];

Deno.test("judge and report refuse a spoilt bundle alike, in one line", async () => {
  await using scratch = await makeScratch();
  const bundle = await STORED.copyTo(scratch.folder);
  const sums = await Deno.readTextFile(`${bundle}/SHA256SUMS`);
  for (const { name, file, change, sealed, code, exitCode: wanted } of FAULTS) {
    const whole = await Deno.readTextFile(`${bundle}/${file}`);
    const spoilt = change(whole);
    assertNotEquals(spoilt, whole, `${name} changes nothing`);
    await Deno.writeTextFile(`${bundle}/${file}`, spoilt);
    if (!sealed) await Deno.remove(`${bundle}/SHA256SUMS`);
    const answers = await Promise.all([
      runHere(["judge", bundle]),
      runHere(["report", bundle, "--out", `${scratch.folder}/reports`]),
    ]);
    for (const { code: exitCode, stdout, stderr } of answers) {
      assertEquals([exitCode, stdout], [wanted, ""], `${name}: ${stderr}`);
      assertMatch(stderr, new RegExp(`^bmverify: [^\n]*\\[${code}\\]\n$`), name);
    }
    assertEquals(answers[0].stderr, answers[1].stderr, name);
    await Deno.writeTextFile(`${bundle}/${file}`, whole);
    await Deno.writeTextFile(`${bundle}/SHA256SUMS`, sums);
  }
  assertEquals((await runHere(["judge", bundle])).code, 0, "whole again");
});

Deno.test("a record names what was asked, what was seen and where it lies", async () => {
  await using scratch = await makeScratch();
  const waiver = "release-ring=We test on another ring";
  const { code } = await verifyOnce(scratch, ["--quiet", "--waive", waiver, "--attest", "enrolled"]);
  assertEquals(code, 0);
  const record = await latestRecord(scratch);
  assertEquals(record.options.attested, ["enrolled"]);
  assertEquals(record.prerequisites.find(({ id }) => id === "enrolled")?.status, "met");
  assertEquals(record.prerequisites.find(({ id }) => id === "release-ring")?.waiver, {
    reason: "We test on another ring",
  });
  assertEquals(record.enablement?.before, { value: "disabled", managed: false });
  const [attempt] = record.scenarios[0]?.attempts ?? [];
  assertEquals(attempt?.child?.signal, "SIGKILL");
  for (const id of attempt?.evidence ?? ["none"]) {
    assertStringIncludes(
      await Deno.readTextFile(`${scratch.out}/latest/evidence/index.ndjson`),
      `"id":"${id}"`,
    );
  }
});

Deno.test("a waived prerequisite lets the run go on, and the record keeps that it was unmet", async () => {
  await using scratch = await makeScratch();
  const waiver = "release-ring=Agreed with the vendor";
  const { code } = await verifyOnce(scratch, ["--quiet", "--waive", waiver], { profile: "wrong-ring" });
  assertEquals(code, 0);
  const ring = (await latestRecord(scratch)).prerequisites.find(({ id }) => id === "release-ring");
  assertEquals([ring?.status, ring?.waiver?.reason], ["unmet", "Agreed with the vendor"]);
});

Deno.test("parse reads 10 MB of anything and ends with a value or a code", async () => {
  await using scratch = await makeScratch();
  const noise = new Uint8Array(10 * 1024 * 1024);
  for (let offset = 0; offset < noise.length; offset += 65_536) {
    crypto.getRandomValues(noise.subarray(offset, offset + 65_536));
  }
  await Deno.writeFile(`${scratch.folder}/noise`, noise);
  for (const kind of ["health", "threats", "rtp-statistics", "ps", "exclusions"]) {
    const { code, stderr } = await runHere(["parse", kind, `${scratch.folder}/noise`]);
    assertEquals(code, 3, `${kind}: ${stderr}`);
    assertMatch(stderr, /\[(agent|parse)\/[a-z-]+\]\n$/);
  }
});

// Whatever is changed in a stored bundle, `judge`, `report` and `report --verify` say so, and none of them gives a verdict.
import { assertEquals, assertMatch, assertNotEquals, assertStringIncludes } from "@std/assert";
import { copyBundle, editEvents, type EventLine, forgeChain, rewriteSums } from "./forge_bundle.ts";
import { makeScratch, runBmverify } from "./run_bmverify.ts";
import { runHere } from "./run_here.ts";
import { StoredBundle } from "./stored_bundle.ts";

const STORED = new StoredBundle("behavior-monitoring.change-file-test,behavior-monitoring.one-file-only");
const OTHER = new StoredBundle();
Deno.test.afterAll(async () => {
  for (const bundle of [STORED, OTHER]) await bundle[Symbol.asyncDispose]();
});

interface Change {
  readonly name: string;
  readonly make: (bundle: string, other: string) => Promise<void>;
  /** What must be said. */
  readonly words: string;
}

const edit = async (path: string, change: (text: string) => string): Promise<void> => {
  const text = await Deno.readTextFile(path);
  assertNotEquals(change(text), text, "the change changes nothing");
  await Deno.writeTextFile(path, change(text));
};

const replaceWhere =
  (kind: EventLine["kind"], by: (event: EventLine) => EventLine) =>
  (events: readonly EventLine[]): readonly EventLine[] =>
    events.map((one) => one.kind === kind ? by(one) : one);

/** Changes the events, and writes every digest anew: only what they say of each other can show it. */
const forged = (change: (events: readonly EventLine[]) => readonly EventLine[]) => async (bundle: string) => {
  await editEvents(bundle, change);
  await Deno.remove(`${bundle}/run.json`);
  await forgeChain(bundle);
};

/** Changes the events, and writes the checksums anew: the digests that the lines carry of each other show it. */
const resummed =
  (change: (events: readonly EventLine[]) => readonly EventLine[]) => async (bundle: string) => {
    await editEvents(bundle, change);
    await rewriteSums(bundle);
  };

const listingOf = async (bundle: string): Promise<string> => {
  const index = (await Deno.readTextFile(`${bundle}/evidence/index.ndjson`)).trimEnd().split("\n");
  const entries = index.map((line) => JSON.parse(line));
  return entries.findLast(({ label, stdoutFile }) => label === "threat-list" && stdoutFile !== null)
    .stdoutFile;
};

const CHANGES: readonly Change[] = [
  {
    name: "a changed file",
    make: (bundle) => edit(`${bundle}/junit.xml`, (text) => `${text} `),
    words: "junit.xml was changed",
  },
  {
    name: "a removed file",
    make: (bundle) => Deno.remove(`${bundle}/junit.xml`),
    words: "junit.xml is missing",
  },
  {
    name: "no list of the files any more",
    make: (bundle) => Deno.remove(`${bundle}/SHA256SUMS`),
    words: "SHA256SUMS is missing, and the run told its end",
  },
  {
    name: "an added file",
    make: (bundle) => Deno.writeTextFile(`${bundle}/evidence/more.txt`, ""),
    words: "evidence/more.txt is not listed",
  },
  {
    name: "an added link",
    make: (bundle) => Deno.symlink("/etc/hostname", `${bundle}/evidence/link`),
    words: "evidence/link is neither a file nor a folder",
  },
  {
    name: "a file replaced by a pipe",
    make: async (bundle) => {
      await Deno.remove(`${bundle}/run.json`);
      await new Deno.Command("mkfifo", { args: [`${bundle}/run.json`] }).output();
    },
    words: "run.json is neither a file nor a folder",
  },
  {
    name: "a cut tail",
    make: resummed((events) => events.slice(0, -2)),
    words: "run.json is not what its events come to",
  },
  {
    name: "a tail cut off together with the record",
    make: forged((events) => events.slice(0, -4)),
    words: "",
  },
  {
    name: "an edited middle",
    make: resummed(replaceWhere("attempt-judged", (event) => ({ ...event, at: "2026-01-01T00:00:00.000Z" }))),
    words: "of events.ndjson does not follow on line",
  },
  {
    name: "a removed middle",
    make: resummed((events) => events.filter(({ kind }) => kind !== "detection-seen")),
    words: "of events.ndjson does not follow on line",
  },
  {
    name: "swapped events",
    make: resummed(([first, second, third, ...rest]) =>
      [first, third, second, ...rest].filter((one) => one !== undefined)
    ),
    words: "line 2 of events.ndjson does not follow on line 1",
  },
  {
    name: "a flipped mark of simulation",
    make: forged(replaceWhere("run-started", (event) => ({ ...event, simulated: false }) as EventLine)),
    words: "the run says it was not simulated",
  },
  {
    name: "a flipped mark of simulation whose device has lost its profile",
    make: forged(
      replaceWhere(
        "run-started",
        (event) =>
          event.kind === "run-started"
            ? { ...event, simulated: false, device: { ...event.device, profile: null } }
            : event,
      ),
    ),
    words: "the device that was read is not the device of the start",
  },
  {
    name: "a removed scenario",
    make: forged((events) =>
      events.filter((event) =>
        !("scenarioId" in event && event.scenarioId === "behavior-monitoring.one-file-only") &&
        !("scenario" in event && event.scenario.id === "behavior-monitoring.one-file-only")
      )
    ),
    words: 'scenario "behavior-monitoring.one-file-only" was asked for, and nothing is told of it',
  },
  {
    name: "a scenario that expects something else",
    make: forged(
      replaceWhere(
        "scenario-started",
        (event) =>
          event.kind === "scenario-started"
            ? { ...event, scenario: { ...event.scenario, expectation: "quiet" } }
            : event,
      ),
    ),
    words: 'expects "quiet", and "blocked-and-recorded" in the catalogue',
  },
  {
    name: "an end of the trigger that is not the one told",
    make: forged(
      replaceWhere(
        "trigger-ended",
        (event) =>
          event.kind === "trigger-ended" && event.child !== null
            ? { ...event, child: { ...event.child, exitCode: 0, signal: null } }
            : event,
      ),
    ),
    words: "the trigger ended otherwise than it is judged by",
  },
  {
    name: "a record that says otherwise",
    make: async (bundle) => {
      await edit(`${bundle}/run.json`, (text) => text.replace('"verdict": "pass"', '"verdict": "fail"'));
      await rewriteSums(bundle);
    },
    words: "run.json is not what its events come to: it differs in verdict (fail there, pass by its events)",
  },
  {
    name: "evidence of another run",
    make: async (bundle, other) => {
      await Deno.remove(`${bundle}/evidence`, { recursive: true });
      await copyBundle(`${other}/evidence`, `${bundle}/evidence`);
      await rewriteSums(bundle);
    },
    words: "was written beside other evidence than evidence/index.ndjson holds",
  },
  {
    name: "changed evidence",
    make: async (bundle) => {
      await edit(`${bundle}/evidence/${await listingOf(bundle)}`, (text) => text.replace("MacOS", "Other"));
      await rewriteSums(bundle);
    },
    words: "is not what was kept as",
  },
  {
    name: "changed evidence whose digest was replaced as well",
    make: async (bundle) => {
      const file = await listingOf(bundle);
      await edit(`${bundle}/evidence/${file}`, (text) => text.replace("MacOS", "Other"));
      const { stdout } = await new Deno.Command("sha256sum", { args: [`${bundle}/evidence/${file}`] })
        .output();
      const digest = new TextDecoder().decode(stdout).slice(0, 64);
      await edit(
        `${bundle}/evidence/index.ndjson`,
        (text) =>
          text.split("\n").map((line) =>
            line.includes(`"stdoutFile":"${file}"`)
              ? line.replace(/"stdoutSha256":"[0-9a-f]+"/, `"stdoutSha256":"${digest}"`)
              : line
          ).join("\n"),
      );
      await rewriteSums(bundle);
    },
    words: "evidence/index.ndjson",
  },
];

Deno.test("a bundle that was changed is refused with exit 4 and what was changed, by all who read it", async () => {
  await using scratch = await makeScratch();
  const [whole, other] = await Promise.all([STORED.folder(), OTHER.folder()]);
  assertEquals((await runHere(["judge", whole])).code, 0);
  for (const [index, { name, make, words }] of CHANGES.entries()) {
    const bundle = await copyBundle(whole, `${scratch.folder}/changed-${index}`);
    await make(bundle, other);
    const [judged, reported, verified] = await Promise.all([
      runHere(["judge", bundle]),
      runHere(["report", bundle, "--out", `${scratch.folder}/reports-${index}`]),
      runHere(["report", bundle, "--verify"]),
    ]);
    if (words === "") {
      // A run that ends early is no change, and no pass either.
      assertEquals([judged.code === 0, judged.stdout.startsWith("SIM")], [false, true], name);
      assertStringIncludes(judged.stdout, "The record ends before the run did", name);
      continue;
    }
    for (const { code, stdout, stderr } of [judged, reported]) {
      assertEquals([code, stdout], [4, ""], `${name}: ${stderr}`);
      assertMatch(stderr, /^bmverify: [^\n]*\[bundle\/changed\]\n$/, name);
      assertStringIncludes(stderr, words, name);
    }
    assertEquals(verified.code, 4, `${name}: ${verified.stdout}`);
    assertStringIncludes(verified.stdout, words, name);
  }
});

Deno.test("--unverified goes on with a changed bundle, marks every file, and never gives exit 0", async () => {
  await using scratch = await makeScratch();
  const bundle = await STORED.copyTo(scratch.folder);
  await edit(`${bundle}/run.json`, (text) => text.replace('"exitCode": 0', '"exitCode": 1'));
  const judged = await runBmverify(["judge", bundle, "--unverified"]);
  assertEquals(judged.code, 3, judged.stderr);
  assertMatch(judged.stdout, /^UNVERIFIED/);
  const json = JSON.parse((await runBmverify(["judge", bundle, "--unverified", "--json"])).stdout);
  assertStringIncludes(json.unverified.join(), "run.json was changed");
  const inPlace = await runBmverify(["report", bundle, "--unverified"]);
  assertEquals(inPlace.code, 2, "new sums would hide the change");
  const redacted = await runBmverify(["report", bundle, "--unverified", "--redact"]);
  assertEquals(redacted.code, 2, "a copy would look whole");
  const out = `${scratch.folder}/marked`;
  const { code, stdout, stderr } = await runBmverify(["report", bundle, "--unverified", "--out", out]);
  assertEquals(code, 0, stderr);
  assertMatch(stdout, /^UNVERIFIED/);
  for await (const { name } of Deno.readDir(out)) {
    if (name === "SHA256SUMS") continue;
    // Facts say so in the word that keeps kinds of evidence apart.
    assertMatch(await Deno.readTextFile(`${out}/${name}`), /unverified|"evidence":"changed"/i, name);
  }
});

Deno.test("judge and report alike refuse a run of a scenario that the catalogue does not hold", async () => {
  await using scratch = await makeScratch();
  const bundle = await STORED.copyTo(scratch.folder);
  for (const file of ["events.ndjson", "run.json"]) {
    await edit(
      `${bundle}/${file}`,
      (text) => text.replaceAll("behavior-monitoring.one-file-only", "later.scenario"),
    );
  }
  await forgeChain(bundle);
  const answers = await Promise.all([
    runBmverify(["judge", bundle]),
    runBmverify(["report", bundle, "--out", `${scratch.folder}/reports`]),
  ]);
  for (const { code, stderr } of answers) {
    assertEquals(code, 3, stderr);
    assertStringIncludes(stderr, 'scenario "later.scenario"');
  }
});

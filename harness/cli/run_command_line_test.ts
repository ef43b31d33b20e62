import { assertEquals, assertMatch, assertNotEquals, assertStringIncludes } from "@std/assert";
import { HarnessError } from "../model/harness_error.ts";
import { createFakeHost, type FakeHost } from "../testing/fake_host.ts";
import { runCommandLine } from "./run_command_line.ts";
import "../testing/late_modules.ts";

interface Ran {
  readonly code: number;
  readonly err: string;
  readonly fake: FakeHost;
  readonly isHostLoaded: boolean;
}

async function run(words: readonly string[], fake = createFakeHost()): Promise<Ran> {
  let err = "";
  let isHostLoaded = false;
  const code = await runCommandLine(words, {
    loadHost: () => {
      isHostLoaded = true;
      return Promise.resolve(fake.host);
    },
    writeError: (text) => err += text,
  });
  return { code, err, fake, isHostLoaded };
}

/** Refused while the words are read: nothing of the machine is even loaded. */
const REFUSED_WORDS: readonly (readonly [words: readonly string[], says: string])[] = [
  [["verfy"], "Did you mean verify?"],
  [["frobnicate"], "unknown command 'frobnicate'"],
  [["gen"], "unknown command 'gen' (Did you mean profile generate?)"],
  [["profile", "gen"], "Did you mean profile generate?"],
  [["ver", "--yes"], "Did you mean verify?"],
  [["status"], "Did you mean check?"],
  [["undo"], "Did you mean restore?"],
  [["list"], "Did you mean scenarios list?"],
  [["verify", "--repeat", "3"], "Did you mean --repeats?"],
  [["verify", "--repeats", "0"], "whole number from 1"],
  [["verify", "--repeats", "3.5"], "whole number from 1"],
  [["verify", "--deadline", "-1"], "number of seconds"],
  [["verify", "--deadline", "0"], "above 0"],
  [["verify", "--policy", "prevew"], "auto, preview, ga"],
  [["verify", "--platform", "windows"], "darwin, linux"],
  [["verify", "extra"], "too many arguments"],
  [["verify", "--out"], "argument missing"],
  [["verify", "--reporter", ","], "at least one word"],
  [["parse", "health"], "missing required argument 'file'"],
  [["judge"], "missing required argument 'bundle'"],
  [["check", "--wave"], "unknown option '--wave'"],
  [["scenarios", "shwo"], "show"],
  [["simulate", "strat"], "start"],
  [["restore", "--dryrun"], "Did you mean --dry-run?"],
];

for (const [words, says] of REFUSED_WORDS) {
  Deno.test(`runCommandLine() refuses "${words.join(" ")}" with one line and exit 2, and loads no machine`, async () => {
    const { code, err, isHostLoaded } = await run(words);
    assertEquals([code, isHostLoaded], [2, false]);
    assertStringIncludes(err, says);
    assertMatch(err, /^bmverify: [^\n]+\n$/);
  });
}

/** Refused when the words are understood: the machine is there, but nothing of it is touched. */
const REFUSED_NAMES: readonly (readonly [words: readonly string[], says: string])[] = [
  [
    ["verify", "--scenario", "behavior-monitoring.change-file-tset"],
    '"behavior-monitoring.change-file-test"',
  ],
  [["verify", "--reporter", "junitt"], 'Did you mean "junit"'],
  [["verify", "--attest", "enroled"], 'Did you mean "enrolled"'],
  [["verify", "--waive", "app-versoin=because"], 'Did you mean "app-version"'],
  [["verify", "--waive", "app-version"], "no reason"],
  [["verify", "--device", "simulatd"], "neither real nor simulated"],
  [["verify", "--dry-run", "--scenario", "nothing-like-it"], "No scenario matches"],
  [["verify", "--device", "recorded:"], "--device recorded:FILE"],
  [["verify", "--device", "recorded:x", "--repeats", "2"], "a recording is played as it was made"],
  [["verify", "--device", "recorded:x", "--policy", "ga"], "a recording is played as it was made"],
  [["verify", "--device", "recorded:x", "--measure"], "a recording is played as it was made"],
  [["verify", "--device", "recorded:x", "--mdatp", "y"], "--mdatp or --platform with a recording"],
  [["enable", "--device", "recorded:x"], "only shows what was"],
  [["parse", "health", "--device", "real"], "it is no recording"],
  [["parse", "helth", "-"], 'Did you mean "health"'],
  [["scenarios", "show", "change-file-test"], '"behavior-monitoring.change-file-test"'],
  [["check", "--attest", "enroled"], 'Did you mean "enrolled"'],
];

for (const [words, says] of REFUSED_NAMES) {
  Deno.test(`runCommandLine() refuses "${words.join(" ")}" with one line and exit 2, and touches nothing`, async () => {
    const watched = createFakeHost({
      parts: {
        watchInterruption: () => ({ signal: new AbortController().signal, by: null, dispose: () => {} }),
      },
    });
    const { code, err, fake } = await run(words, watched);
    assertEquals([code, fake.touched, fake.out()], [2, [], ""]);
    assertStringIncludes(err, says);
    assertMatch(err, /^bmverify: [^\n]+\n$/);
  });
}

Deno.test("runCommandLine() prints a dry run and touches nothing", async () => {
  const { code, fake } = await run(["verify", "--dry-run", "--repeats", "3"]);
  assertEquals([code, fake.touched], [0, []]);
  assertStringIncludes(fake.out(), "Nothing is run and nothing is written");
});

Deno.test("runCommandLine() lists and shows scenarios as text and as JSON", async () => {
  const ids = JSON.parse((await run(["scenarios", "list", "--json"])).fake.out()).map((
    { id }: { id: string },
  ) => id);
  const text = (await run(["scenarios", "list"])).fake.out();
  for (const id of ids) assertStringIncludes(text, id);
  const shown = await run(["scenarios", "show", "*.neighbours"]);
  assertEquals(shown.code, 0);
  assertStringIncludes(shown.fake.out(), "bash BM_test.sh");
});

Deno.test("runCommandLine() turns a problem into one line with its code, and its exit code", async () => {
  const readInput = () =>
    Promise.reject(
      new HarnessError("parse/input-unreadable", 'Cannot read "x"', { hint: "Give another file" }),
    );
  const { code, err } = await run(["parse", "health", "x"], createFakeHost({ parts: { readInput } }));
  assertEquals([code, err], [2, 'bmverify: Cannot read "x". Give another file [parse/input-unreadable]\n']);
});

Deno.test("runCommandLine() calls what nobody expected internal, and shows its origin with --verbose only", async () => {
  const brief = await run(["parse", "health", "x"]);
  assertEquals(brief.code, 4);
  assertMatch(brief.err, /^bmverify: Unexpected error[^\n]*\[harness\/internal\]\n$/);
  const words = ["verify", "--verbose", "--mdatp", "x", "--yes"];
  const detailed = await run(words);
  assertEquals(detailed.code, 4);
  assertMatch(detailed.err, /\n\s+at /);
});

Deno.test("runCommandLine() parses what standard input gives", async () => {
  const readInput = () => Promise.resolve(new TextEncoder().encode('{"healthy": true}'));
  const { code, fake } = await run(["parse", "health", "-"], createFakeHost({ parts: { readInput } }));
  assertEquals([code, JSON.parse(fake.out()).healthy], [0, true]);
});

Deno.test("runCommandLine() says which agent file is missing before anything else is done", async () => {
  const parts = {
    findFile: () => Promise.resolve(null),
    watchInterruption: () => ({ signal: new AbortController().signal, by: null, dispose: () => {} }),
  };
  const { code, err, fake } = await run(
    ["verify", "--mdatp", "/nowhere/mdatp", "--yes"],
    createFakeHost({ parts }),
  );
  assertEquals([code, fake.touched], [2, []]);
  assertStringIncludes(err, "[agent/not-found]");
});

Deno.test("runCommandLine() finds no agent on a system that has none", async () => {
  const parts = {
    watchInterruption: () => ({ signal: new AbortController().signal, by: null, dispose: () => {} }),
  };
  const { code, err } = await run(["verify", "--yes"], createFakeHost({ facts: { platform: null }, parts }));
  assertEquals(code, 2);
  assertStringIncludes(err, "--platform darwin");
});

Deno.test("runCommandLine() refuses two agents at once", async () => {
  const parts = {
    watchInterruption: () => ({ signal: new AbortController().signal, by: null, dispose: () => {} }),
  };
  const { code, err } = await run(
    ["verify", "--device", "simulated", "--mdatp", "x"],
    createFakeHost({ parts }),
  );
  assertNotEquals(code, 0);
  assertStringIncludes(err, "[usage/invalid]");
});

Deno.test("runCommandLine() shows what is wrong with hostile words, and passes nothing on that a terminal would obey", async () => {
  const hostile = "a\u001b[2J\u009b\u202e\n::error::b";
  for (const words of [[hostile], [`--${hostile}`], ["verify", "--policy", hostile], ["judge", hostile]]) {
    const { code, err } = await run(words);
    assertEquals(code === 0, false);
    assertMatch(err, /^bmverify: [^\p{Cc}\p{Cf}]+\n$/u);
  }
});

Deno.test("runCommandLine() lets a configuration say what the command line leaves open, and no other command look for one", async () => {
  const file = "/etc/bmverify/bmverify.toml";
  const fake = createFakeHost({
    facts: { configurationPlaces: [file] },
    parts: {
      findFile: (path) => Promise.resolve(path === file ? path : null),
      readInput: (path) =>
        path === file
          ? Promise.resolve(new TextEncoder().encode('[waive.release-ring]\nreason = "on Monday"\n'))
          : Promise.reject(new HarnessError("parse/input-unreadable", `Cannot read "${path}"`, { hint: "" })),
    },
  });
  await run(["check", "--from", "x"], fake);
  assertStringIncludes(fake.err(), `"${file}" sets waive release-ring=on Monday`);
  const other = createFakeHost({ facts: { configurationPlaces: [file] } });
  await run(["scenarios", "list"], other);
  assertEquals(other.touched, []);
});

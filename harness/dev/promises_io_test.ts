// What the papers promise about the code, and the code about the papers. A paper that is missing fails the test.

import { assert, assertEquals, assertExists, assertMatch, assertNotMatch } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { ERROR_CODES } from "../model/error_code.ts";
import { LAYERS } from "./layers.ts";
import { repositoryFiles, ROOT, textOf, topLevelNames } from "./repository_files.ts";

const PAPERS = [
  "README.md",
  "CHANGELOG.md",
  ".github/ARCHITECTURE.md",
  ".github/CONTRIBUTING.md",
  ".github/PERFORMANCE.md",
  ".github/SECURITY.md",
  ".github/errors.md",
];

async function paper(path: string): Promise<string> {
  const text = await textOf(path);
  assertExists(text, `"${path}" is missing`);
  return text;
}

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(new URL(path, ROOT)).then(() => true, () => false);
}

Deno.test("the top level holds what it may hold, and all of it", async () => {
  assertEquals(await topLevelNames(), [
    ".ci",
    ".github",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "deno.json",
    "deno.lock",
    "harness",
    "reports",
    "scenarios",
  ]);
});

Deno.test("every error code has an entry in errors.md, and every entry a code", async () => {
  const headings = [...(await paper(".github/errors.md")).matchAll(/^## `?([\w/-]+)`?$/gm)].map(([, code]) =>
    code
  );
  assertEquals(headings.toSorted(), ERROR_CODES.toSorted());
});

Deno.test("every entry of errors.md says something", async () => {
  for (const entry of (await paper(".github/errors.md")).split(/^## /m).slice(1)) {
    assert(entry.split("\n").slice(1).join(" ").trim().length > 40, entry);
  }
});

Deno.test("error codes are unique, in order, and have an area", () => {
  assertEquals([...ERROR_CODES], [...new Set(ERROR_CODES)].toSorted());
  for (const code of ERROR_CODES) assertMatch(code, /^[a-z]+\/[a-z-]+$/);
});

Deno.test("the papers name only files and folders that exist", async () => {
  for (const path of PAPERS) {
    for (
      const [, named = ""] of (await paper(path)).matchAll(
        /`((?:harness|scenarios|reports|\.github|\.ci)\/[\w./-]*)`/g,
      )
    ) {
      if (named.startsWith("reports/out")) continue;
      assert(await exists(named), `"${path}" names "${named}"`);
    }
  }
});

Deno.test("links between the papers lead somewhere", async () => {
  for (const path of PAPERS) {
    for (const [, target = ""] of (await paper(path)).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const place = new URL(target, new URL(path, ROOT));
      assert(await Deno.stat(place).then(() => true, () => false), `"${path}" links to "${target}"`);
    }
  }
});

Deno.test("ARCHITECTURE.md names every layer, and every folder of the harness is one", async () => {
  const text = await paper(".github/ARCHITECTURE.md");
  for (const { path } of LAYERS) {
    assert(text.includes(path.replace("harness/", "")), `layer "${path}" is not named`);
  }
  const known = new Set([
    "harness/bmverify",
    "harness/dev",
    "harness/testing",
    ...LAYERS.map(({ path }) => path),
  ]);
  for await (const { name, isDirectory } of Deno.readDir(new URL("harness/", ROOT))) {
    assert(
      known.has(`harness/${name}`),
      `"harness/${name}" ${isDirectory ? "is a folder" : "is a file"} of no layer`,
    );
  }
});

Deno.test("ARCHITECTURE.md names every dependency", async () => {
  const text = await paper(".github/ARCHITECTURE.md");
  for (const name of Object.keys({ ...config.imports, ...config.scopes["./"] })) {
    assert(text.includes(`\`${name}\``), `"${name}" is not named`);
  }
});

Deno.test("a first start downloads nothing that only tests need: the lock beside deno.json has no such package", async () => {
  const locked = async (path: string) => packagesOf(JSON.parse(await paper(path)));
  const product = await locked("deno.lock");
  const all = await locked("harness/dev/deno.lock");
  for (const name of Object.keys(config.scopes["./"])) {
    // The types of one archive library are read by whoever checks the product.
    if (name !== "@types/tar-stream") assert(!product.has(name), `"${name}" is for tests only`);
  }
  for (const [name, versions] of product) {
    assert(all.get(name)?.isSupersetOf(versions), `${name} has another version in tests`);
  }
});

/** Names and versions of the packages from npm in a lock file. */
function packagesOf({ npm }: { readonly npm: Readonly<Record<string, unknown>> }): Map<string, Set<string>> {
  const versions = new Map<string, Set<string>>();
  for (const key of Object.keys(npm)) {
    const [, name = key, version = ""] = /^(@?[^@]+)@([^_]+)/.exec(key) ?? [];
    versions.set(name, (versions.get(name) ?? new Set()).add(version));
  }
  return versions;
}

Deno.test("no file speaks of a page that is not in the repository", async () => {
  for (const path of await repositoryFiles()) {
    assertNotMatch(await paper(path), /design (?:§|section)|\(design\)/i, path);
  }
});

Deno.test("the README's two commands are tasks, and every task a paper names exists", async () => {
  const readme = await paper("README.md");
  const commands = new Set(
    [...readme.matchAll(/npx -y deno@([\d.]+) task (?:--quiet )?(\S+)/g)].map(([, v, task]) =>
      `${v} ${task}`
    ),
  );
  assert(commands.isSupersetOf(new Set(["2.9.5 demo", "2.9.5 test"])), [...commands].join());
  for (const path of [...PAPERS, ".ci/run"]) {
    for (
      const [, task = ""] of (await paper(path)).matchAll(/deno(?:@[\d.]+)? task (?:--quiet )?([\w:]+)/g)
    ) {
      assert(task in config.tasks, `"${path}" names task "${task}"`);
    }
  }
});

Deno.test("every task has a description and spells its permissions out", () => {
  for (const [name, { description, command }] of Object.entries(config.tasks)) {
    assert(description.length > 10, name);
    assertNotMatch(command, / -A\b|--allow-all|--allow-net/, name);
  }
});

Deno.test("main.ts is executable, with the permissions of the tasks", async () => {
  const [first = ""] = (await paper("harness/main.ts")).split("\n");
  const flags = (text: string) =>
    [...text.matchAll(/--(?:no-prompt|frozen|allow-\S+)/g)].map(([flag]) => flag);
  assertMatch(first, /^#!\/usr\/bin\/env -S deno run /);
  assertEquals(flags(first), flags(config.tasks.verify.command));
  assertEquals(flags(first), flags(config.tasks.demo.command));
  // The command for daily use, and the nightly one.
  const [start = ""] = /exec "\$deno" run [^"]+/.exec(await paper("harness/bmverify")) ?? [];
  assertEquals(flags(first), flags(start));
  assert((await paper(".github/nightly/bmverify-nightly")).includes("--frozen"));
  const { mode } = await Deno.stat(new URL("harness/main.ts", ROOT));
  assert(((mode ?? 0) & 0o111) !== 0, "the run bit is missing");
});

Deno.test("the changelog speaks of the version of deno.json", async () => {
  assert((await paper("CHANGELOG.md")).includes(`${config.version}`));
});

Deno.test("no file names a machine's folders or the host of a package registry", async () => {
  // In parts, for this file is searched too.
  const hosts = [["jsr", "io"], ["npmjs", "org"], ["npmjs", "com"], ["deno", "land"], ["esm", "sh"], [
    "unpkg",
    "com",
  ]];
  const folders = [["", "work", ""], ["", "root", ""], ["", "home", "runner", ""], ["", "tmp", "brief"]];
  const words = [...hosts.map((parts) => parts.join(".")), ...folders.map((parts) => parts.join("/"))];
  for (const path of await repositoryFiles()) {
    const text = await paper(path);
    assertEquals(words.filter((word) => text.includes(word)), [], path);
  }
});

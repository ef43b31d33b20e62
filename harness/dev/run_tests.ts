// Checks the types, runs both test suites and ends with what failed and one line, "N passed, N failed". The suites' flags
// stand in deno.json only. In CI an ignored test counts as a failure. `--junit DIR` keeps the results as files.

import { parseArgs } from "@std/cli/parse-args";
import { stripVTControlCharacters } from "node:util";
import { MACHINE_STATE_FOLDER } from "../host/state/device_places.ts";
import { NO_PRIVATE_MOUNTS } from "../testing/e2e/private_mounts.ts";
import { repositoryFiles, ROOT } from "./repository_files.ts";
import { refuseIgnored, refuseWrongTypes, type SuiteResult, summarize } from "./test_summary.ts";
import { unitTestGroups } from "./unit_test_groups.ts";

/** Of the product and of what its tests need; the lock beside deno.json has the product alone. */
const LOCK = "harness/dev/deno.lock";
const DOWNLOAD_ATTEMPTS = 4;
const DOWNLOAD_PAUSE_MS = 2_000;
/** Tests of root keep lock and journal in a place of the machine that is theirs alone and ends with them. */
const MACHINE_STATE = MACHINE_STATE_FOLDER.linux;
const OWN_STATE =
  `mkdir -p ${MACHINE_STATE} && mount -t tmpfs -o size=64m,mode=755 tmpfs ${MACHINE_STATE} && exec "$0" "$@"`;
const WITH_OWN_STATE = NO_PRIVATE_MOUNTS === "" ? ["unshare", "--mount", "sh", "-c", OWN_STATE] : [];

/** Runs everything; gives the exit code. */
async function main(args: string[]): Promise<number> {
  const { junit } = parseArgs(args, { string: ["junit"], unknown: refuse });
  if (!await download()) return 1;
  const groups = await writeUnitTestGroups();
  const suite = (name: string, files: readonly string[] = []): readonly string[] => {
    const extra = junit ? [`--junit-path=${junit}/${name.replace(":", "-")}.xml`] : [];
    return ["task", "--quiet", name, "--no-check", ...extra, ...files];
  };
  // Side by side: one mostly waits for processes, the others compute. What these print is shown at their end. Types are
  // checked once for both suites, which share most modules.
  const [types, ...results] = await Promise.all([
    run(["task", "--quiet", "check"], { live: false }),
    run(suite("test:io")),
    run(suite("test:unit", groups.files), { live: false }),
  ]).finally(() => Deno.remove(groups.folder, { recursive: true }));
  const all = summarize(results);
  const { passed, failed, failedNames, ignoredNames } = refuseWrongTypes(
    Deno.env.get("CI") ? refuseIgnored(all, await excuse()) : all,
    types,
  );
  if (ignoredNames.length > 0) print(`\nIgnored:\n${ignoredNames.join("\n")}`);
  if (failedNames.length > 0) print(`\nFailed:\n${failedNames.join("\n")}`);
  print(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/**
 * Says which tests may be ignored in CI: those on data of others that lies beside some checkouts only, and those that need
 * rights which nobody can install.
 */
async function excuse(): Promise<(name: string) => boolean> {
  const isThere = await Deno.stat(new URL("../../../shared", import.meta.url)).then(() => true, () => false);
  return (name) => (!isThere && name.includes("../shared")) || name.includes("no private mounts");
}

function refuse(arg: string): boolean {
  throw new TypeError(`Cannot use argument "${arg}": only "--junit DIR" is known`);
}

/** Unit tests in groups, as modules in a folder of their own. */
async function writeUnitTestGroups(): Promise<
  { readonly folder: string; readonly files: readonly string[] }
> {
  const folder = await Deno.makeTempDir({ prefix: "bmverify-tests-" });
  const groups = unitTestGroups(await repositoryFiles(), ROOT);
  const files = await Promise.all(groups.map(async (text, index) => {
    const file = `${folder}/unit_tests_${index + 1}_test.ts`;
    await Deno.writeTextFile(file, text);
    return file;
  }));
  return { folder, files };
}

/** Registries close connections at times; the tests must not fail for it. */
async function download(): Promise<boolean> {
  for (let attempt = 1; attempt <= DOWNLOAD_ATTEMPTS; attempt++) {
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["install", "--quiet", `--lock=${LOCK}`],
    })
      .output();
    if (success) return true;
    print(
      `Download of dependencies failed (${attempt} of ${DOWNLOAD_ATTEMPTS}): ${
        new TextDecoder().decode(stderr)
      }`,
    );
    await new Promise((resolve) => setTimeout(resolve, DOWNLOAD_PAUSE_MS * attempt));
  }
  return false;
}

/** Runs deno, passes on what it prints (while it prints it, or at its end), and keeps a copy. */
async function run(args: readonly string[], { live } = { live: true }): Promise<SuiteResult> {
  const [program = "", ...words] = [...WITH_OWN_STATE, Deno.execPath(), ...args];
  const child = new Deno.Command(program, {
    args: words,
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
    // Tests with processes wait three quarters of their time, so more go side by side than there are cores.
    // With a backtrace after each error, what tests compare of standard error would depend on the machine.
    // The product's own lock may make one of them load something anew, which is no part of what it prints either.
    env: { DENO_JOBS: "7", RUST_BACKTRACE: "0", DENO_LOG: "warn" },
  }).spawn();
  const decoder = new TextDecoder();
  let output = "";
  for await (const chunk of child.stdout) {
    if (live) await writeAll(chunk);
    output += decoder.decode(chunk, { stream: true });
  }
  if (!live) await writeAll(new TextEncoder().encode(output));
  const { code } = await child.status;
  return { exitCode: code, output: stripVTControlCharacters(output) };
}

async function writeAll(bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await Deno.stdout.write(bytes.subarray(at));
}

function print(line: string): void {
  // deno-lint-ignore no-console -- a program for people
  console.log(line);
}

if (import.meta.main) Deno.exitCode = await main(Deno.args);

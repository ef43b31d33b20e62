// The README's command for daily use: what it installs has to find every package, whichever report needs it.
import { assertEquals, assertExists, assertStringIncludes } from "@std/assert";
import readme from "../../../README.md" with { type: "text" };
import { makeHostileSurroundings } from "./hostile_surroundings.ts";
import { type Ended, makeScratch, type Scratch } from "./run_bmverify.ts";

const ROOT = decodeURIComponent(new URL("../../../", import.meta.url).pathname);

async function run(
  program: string,
  words: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Ended> {
  const command = new Deno.Command(program, {
    args: [...words],
    cwd,
    env: { NO_COLOR: "1", ...env },
    stdin: "null",
  });
  const { code, stdout, stderr } = await command.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

/** Installs as the README says, but into the scratch folder; gives the path of the command. */
async function install({ folder }: Scratch): Promise<string> {
  const [, source] = /ln -s "\$PWD\/(\S+)" \/usr\/local\/bin\/bmverify/.exec(readme) ?? [];
  assertExists(source, "the README has no command for daily use");
  await Deno.symlink(`${ROOT}${source}`, `${folder}/bmverify`);
  return `${folder}/bmverify`;
}

Deno.test("the command that the README installs writes every report and completes words, from a hostile folder too", async () => {
  await using scratch = await makeScratch();
  const bmverify = await install(scratch);
  const cwd = `${scratch.folder}/hostile`;
  await Deno.mkdir(cwd);
  const { env, hasHarmed } = await makeHostileSurroundings(cwd);
  const there = { cwd, env };
  const device = ["--device", "simulated:not-onboarded"];
  const verified = await run(
    bmverify,
    ["verify", ...device, "--yes", "--quiet", "--reporter", "all", ...scratch.options],
    there,
  );
  assertEquals(verified.code, 3, verified.stderr);
  assertEquals(verified.stderr, "");
  assertStringIncludes(await Deno.readTextFile(`${scratch.out}/latest/report.html`), "<html");
  const completions = await run(bmverify, ["completions", "bash"], there);
  assertEquals(completions.code, 0, completions.stderr);
  assertStringIncludes(completions.stdout, "bmverify");
  assertEquals(await hasHarmed(), false);
});

/** The command and what it needs to start, beside a lock and a cache that can be spoilt. */
async function copyOf({ folder }: Scratch): Promise<string> {
  const place = `${folder}/copy`;
  await Deno.mkdir(place);
  await run("/bin/cp", [
    "-R",
    ...["deno.json", "harness", "reports", "scenarios"].map((name) => `${ROOT}${name}`),
    place,
  ], {
    cwd: ROOT,
  });
  await Deno.copyFile(`${ROOT}deno.lock`, `${place}/deno.lock`);
  return place;
}

Deno.test("what the runtime ends with by itself is never read as a verdict", async () => {
  await using scratch = await makeScratch();
  const place = await copyOf(scratch);
  const bmverify = `${place}/harness/bmverify`;
  const words = ["scenarios", "list", "--quiet"];
  const nowhere = { DENO_DIR: `${scratch.folder}/cache`, NPM_CONFIG_REGISTRY: "http://localhost:1" };
  assertEquals((await run(bmverify, words, { cwd: "/" })).code, 0);
  // No package can be had: by the script, and by the first line of the program.
  for (const program of [bmverify, `${place}/harness/main.ts`]) {
    const { code, stderr } = await run(program, words, { cwd: "/", env: nowhere });
    assertEquals(code, 4, program);
    assertStringIncludes(stderr, "[harness/internal]");
  }
  await Deno.mkdir(`${scratch.folder}/bin`);
  const runtime = async (line: string): Promise<Ended> => {
    await Deno.writeTextFile(`${scratch.folder}/bin/deno`, `#!/bin/sh\n${line}\n`, { mode: 0o755 });
    return await run(bmverify, words, { cwd: "/", env: { PATH: `${scratch.folder}/bin:/usr/bin:/bin` } });
  };
  // An option that it does not know, a crash, out of memory, and an end without a word.
  for (const line of ["exit 1", "exit 0", "exit 70", "exit 127", "kill -ABRT $$", "kill -KILL $$"]) {
    assertEquals((await runtime(line)).code, 4, line);
  }
  assertEquals((await runtime("exit 101")).code, 1);
  await Deno.writeTextFile(`${place}/deno.lock`, "damaged");
  assertEquals((await run(bmverify, words, { cwd: "/" })).code, 4);
  const lock = JSON.parse(await Deno.readTextFile(`${ROOT}deno.lock`));
  delete lock.npm[Object.keys(lock.npm).find((name) => name.startsWith("commander@")) ?? ""];
  await Deno.writeTextFile(`${place}/deno.lock`, JSON.stringify(lock));
  assertEquals((await run(bmverify, words, { cwd: "/" })).code, 4, "frozen");
});

Deno.test("the command for daily use passes signals on, and waits for the end", async () => {
  const child = new Deno.Command(`${ROOT}harness/bmverify`, {
    args: ["simulate", "start", "healthy-ga"],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  const [agent = ""] = /\S+\/bin\/mdatp/.exec(new TextDecoder().decode(value)) ?? [];
  assertEquals(await Deno.stat(agent).then(({ isFile }) => isFile), true);
  child.kill("SIGINT");
  await child.status;
  await reader.cancel();
  await child.stdin.close().catch(() => {});
  assertEquals(await Deno.stat(agent).catch(() => null), null);
});

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
  const [, options] = /deno (install --global [\s\S]+? harness\/main\.ts)/.exec(readme) ?? [];
  assertExists(options, "the README has no command for daily use");
  const words = options.replaceAll("\\\n", " ").split(/\s+/);
  const { code, stderr } = await run(Deno.execPath(), [
    ...words.slice(0, 2),
    "--root",
    folder,
    ...words.slice(2),
  ], { cwd: ROOT });
  assertEquals(code, 0, stderr);
  return `${folder}/bin/bmverify`;
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

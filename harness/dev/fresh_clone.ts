// Does what a newcomer does: clones the last commit into an empty folder, with empty caches and without deno on the path,
// and runs the README's commands. For people, before a release; it downloads everything anew and takes minutes.
//
// deno run --no-prompt --allow-read --allow-write --allow-env --allow-run --allow-sys harness/dev/fresh_clone.ts

import { parseArgs } from "@std/cli/parse-args";
import { $, which } from "zx";
import { ROOT } from "./repository_files.ts";

const USAGE = `Clones the last commit and runs the README's commands as on a fresh machine.

  --keep   leave the clone where it is
  --help   show this`;

interface Outcome {
  readonly command: string;
  readonly exitCode: number | null;
  readonly seconds: number;
  readonly lastLine: string;
}

async function main(args: string[]): Promise<number> {
  const { keep, help } = parseArgs(args, { boolean: ["keep", "help"], unknown: refuse });
  if (help) return print(USAGE, 0);
  const folder = await Deno.makeTempDir({ prefix: "bmverify-fresh-" });
  try {
    await $`git clone --quiet --no-hardlinks ${ROOT.pathname} ${folder}/clone`;
    const outcomes: Outcome[] = [];
    for (const command of readmeCommands(await Deno.readTextFile(`${folder}/clone/README.md`))) {
      outcomes.push(await run(command, folder));
    }
    for (const { command, exitCode, seconds, lastLine } of outcomes) {
      print(`${exitCode === 0 ? "ok    " : "FAILED"}  ${command}  (${seconds} s)  ${lastLine}`);
    }
    return outcomes.length > 0 && outcomes.every(({ exitCode }) => exitCode === 0) ? 0 : 1;
  } finally {
    if (keep) print(`The clone is in ${folder}/clone`);
    else await Deno.remove(folder, { recursive: true });
  }
}

function refuse(arg: string): boolean {
  throw new TypeError(`Cannot use argument "${arg}": see --help`);
}

/** The commands of the README that need nothing but Node, each once, in order. */
function readmeCommands(readme: string): string[] {
  return [
    ...new Set([...readme.matchAll(/npx -y deno@[\d.]+ task (?:--quiet )?\w+/g)].map(([command]) => command)),
  ];
}

async function run(command: string, folder: string): Promise<Outcome> {
  print(`$ ${command}`);
  const node = await which("node");
  const env = {
    PATH: `${node.slice(0, node.lastIndexOf("/"))}:/usr/bin:/bin:/usr/sbin:/sbin`,
    HOME: Deno.env.get("HOME") ?? folder,
    DENO_DIR: `${folder}/deno`,
    npm_config_cache: `${folder}/npm`,
    NODE_EXTRA_CA_CERTS: Deno.env.get("NODE_EXTRA_CA_CERTS") ?? "",
    NO_COLOR: "1",
  };
  const startedAt = performance.now();
  const options = { cwd: `${folder}/clone`, env, nothrow: true, verbose: true };
  const { exitCode, stdout } = await $(options)`${command.split(" ")} </dev/null`;
  const lastLine = stdout.trimEnd().split("\n").at(-1) ?? "";
  return { command, exitCode, seconds: Math.round((performance.now() - startedAt) / 1000), lastLine };
}

function print(line: string, exitCode = 0): number {
  // deno-lint-ignore no-console -- a program for people
  console.log(line);
  return exitCode;
}

if (import.meta.main) Deno.exitCode = await main(Deno.args);

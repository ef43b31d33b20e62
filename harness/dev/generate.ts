// Writes the generated files, formatted as the rest of the repository; with `--check` only compares and fails on a
// difference. What is generated stands in generated_files.ts.

import { parseArgs } from "@std/cli/parse-args";
import $ from "dax";
import { GENERATED_FILES, type GeneratedFile } from "./generated_files.ts";

const ROOT = new URL("../../", import.meta.url);

async function main(args: string[]): Promise<number> {
  const { check } = parseArgs(args, { boolean: ["check"], unknown: refuse });
  const changed: string[] = [];
  for (const file of GENERATED_FILES) {
    const present = await read(file.path);
    const wanted = await format(file, present ?? "");
    if (wanted === present) continue;
    changed.push(file.path);
    if (!check) await Deno.writeTextFile(new URL(file.path, ROOT), wanted);
  }
  for (const path of changed) print(check ? `Generated file "${path}" is not up to date` : `Wrote ${path}`);
  if (check && changed.length > 0) print('Run "deno task generate" and commit the result');
  return check && changed.length > 0 ? 1 : 0;
}

function refuse(arg: string): boolean {
  throw new TypeError(`Cannot use argument "${arg}": only "--check" is known`);
}

/** The text as the formatter leaves it. */
async function format({ kind, render }: GeneratedFile, present: string): Promise<string> {
  const { stdout } = await $`${Deno.execPath()} fmt --ext ${kind} -`.cwd(ROOT).stdinText(render(present))
    .stdout("piped");
  return stdout;
}

async function read(path: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(new URL(path, ROOT));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

function print(line: string): void {
  // deno-lint-ignore no-console -- a program for people
  console.log(line);
}

if (import.meta.main) Deno.exitCode = await main(Deno.args);

// Runs the real command line as a process of its own, for the end-to-end tests.
import type { RunRecord } from "../../model/record/run_record.ts";

/** Path of the command line. */
export const MAIN: string = decodeURIComponent(new URL("../../main.ts", import.meta.url).pathname);

/** Where CI runs the suite, its step must not get the annotations and summaries of made-up devices. */
const NO_WORKFLOW = { GITHUB_ACTIONS: "", GITHUB_STEP_SUMMARY: "", GITHUB_OUTPUT: "" };

/** What a command line left behind. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A scratch folder for bundles and state; gone when disposed. */
export interface Scratch extends AsyncDisposable {
  readonly folder: string;
  readonly out: string;
  readonly state: string;
  /** Options that keep a command inside the folder. */
  readonly options: readonly string[];
}

/** Makes a scratch folder. */
export async function makeScratch(): Promise<Scratch> {
  const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "bmverify-e2e-" }));
  const [out, state] = [`${folder}/out`, `${folder}/state`];
  return {
    folder,
    out,
    state,
    options: ["--out", out, "--state", state],
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

/** Starts the command line; nothing is inherited that makes it ask a person. */
export function startBmverify(
  words: readonly string[],
  env: Record<string, string> = {},
  stdin: "null" | "piped" = "null",
): Deno.ChildProcess {
  return new Deno.Command(MAIN, {
    args: [...words],
    env: { NO_COLOR: "1", ...NO_WORKFLOW, ...env },
    stdin,
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Runs the command line to its end. */
export async function runBmverify(
  words: readonly string[],
  env: Record<string, string> = {},
): Promise<Ended> {
  return await endOf(startBmverify(words, env));
}

/** Waits for a started command line. */
export async function endOf(process: Deno.ChildProcess): Promise<Ended> {
  const { code, stdout, stderr } = await process.output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

/** The record that the newest run left. */
export async function latestRecord({ out }: Scratch): Promise<RunRecord> {
  return JSON.parse(await Deno.readTextFile(`${out}/latest/run.json`));
}

/** Waits until a condition holds; fails after a generous limit. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const limit = performance.now() + 180_000;
  while (!await holds()) {
    if (performance.now() > limit) throw new Error(`Waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

// Somebody else on the device who runs the same demonstration, at the same time as the one that is watched.
import { shellQuote } from "../device/program_start.ts";
import { WRITER_TOOLS } from "./find_writers.ts";
import type { Writer } from "./follow_writes.ts";

/** The shell it uses, for `--allow-run`. */
export const SECOND_SHELL = "/bin/bash";

/** Runs a demonstration of its own, once for each that it sees somebody else run. */
export class SecondActor {
  readonly #script: string;
  readonly #paths: readonly string[];
  #own: Deno.ChildProcess[] = [];
  #answered = new Set<string>();

  /** `folder` holds its script. */
  constructor(folder: string, paths: readonly string[]) {
    this.#script = `${folder}/BM_test_2.sh`;
    this.#paths = paths;
  }

  /** Whether one of these runs the whole demonstration, is not its own, and was not answered yet. */
  isWantedBy(writers: readonly Writer[]): boolean {
    const fresh = writers.filter(({ pid, key, targets }) =>
      this.#paths.every((path) => targets.includes(path)) && !this.#answered.has(key) &&
      !this.#own.some((child) => child.pid === pid)
    );
    for (const { key } of fresh) this.#answered.add(key);
    return fresh.length > 0;
  }

  /** Runs the demonstration. */
  start(): void {
    const lines = [
      ...this.#paths.map((path) => `echo " " >> ${shellQuote(path)}`),
      "sleep 5",
      "",
    ];
    Deno.writeTextFileSync(this.#script, lines.join("\n"), { mode: 0o700 });
    const child = new Deno.Command(SECOND_SHELL, {
      args: [this.#script],
      stdin: "null",
      stdout: "null",
      stderr: "null",
      detached: true,
    }).spawn();
    this.#own.push(child);
    // Its "sleep" outlives it otherwise.
    child.status.then(() => killGroup(child.pid));
  }

  /** Ends what still runs. */
  async stop(): Promise<void> {
    await Promise.all(this.#own.map(({ pid }) => killGroup(pid)));
  }
}

async function killGroup(group: number): Promise<void> {
  await new Deno.Command(WRITER_TOOLS.kill, {
    args: ["-KILL", "--", `-${group}`],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).output();
}

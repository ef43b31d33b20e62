// Runs trigger scripts the way the vendor's demonstration is run: saved to a file, then `bash FILE`.
import { HarnessError } from "../../model/harness_error.ts";
import type { ChildRecord } from "../../model/record/run_record.ts";
import type { Clock } from "../../ports/clock.ts";
import type { RunningTrigger, TriggerRunner } from "../../ports/trigger_runner.ts";
import { killProcessGroup } from "./process_group.ts";

/** Not looked up in PATH: as root, PATH may belong to somebody else. */
const BASH = "/bin/bash";

/** Writes scripts below `folder` (owner only) and runs each in a process group of its own. */
export class BashTriggerRunner implements TriggerRunner {
  readonly #clock: Clock;
  readonly #folder: string;

  constructor(clock: Clock, folder: string) {
    this.#clock = clock;
    this.#folder = folder;
  }

  async start(scriptName: string, lines: readonly string[]): Promise<RunningTrigger> {
    const path = `${this.#folder}/${scriptName}`;
    try {
      await Deno.mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await Deno.writeTextFile(path, [...lines, ""].join("\n"), { mode: 0o700 });
      return this.#run(path);
    } catch (error) {
      throw new HarnessError("trigger/not-started", `Cannot start the trigger "${path}": ${String(error)}`, {
        hint: 'Check that "/bin/bash" is there and that the state folder is writable',
        cause: error,
      });
    }
  }

  #run(path: string): RunningTrigger {
    const startedAtMs = this.#clock.monotonicMs();
    // No pipes: a descendant that outlives the script would keep them open and hide the moment of its end.
    const process = new Deno.Command(BASH, {
      args: [path],
      stdin: "null",
      stdout: "null",
      stderr: "null",
      detached: true,
    }).spawn();
    let hasEnded = false;
    let endedCleanly = false;
    let signalledByUs = false;
    const ended = process.status.then(({ code, signal }): ChildRecord => {
      hasEnded = true;
      endedCleanly = code === 0;
      return {
        pid: process.pid,
        exitCode: signal === null ? code : null,
        signal,
        signalledByUs,
        durationMs: this.#clock.monotonicMs() - startedAtMs,
      };
    });
    const stop = async (): Promise<void> => {
      // After a clean end the group is empty, and its number may soon belong to somebody else.
      if (endedCleanly) return;
      if (!hasEnded) signalledByUs = true;
      killProcessGroup(process.pid);
      await ended;
    };
    return { pid: process.pid, command: `bash ${path}`, startedAtMs, ended, stop };
  }

  async dispose(): Promise<void> {
    await Deno.remove(this.#folder, { recursive: true }).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
  }
}

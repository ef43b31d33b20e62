// Runs trigger scripts the way the vendor's demonstration is run: saved to a file, then `bash FILE`.
import { HarnessError } from "../../model/harness_error.ts";
import type { ChildRecord } from "../../model/record/run_record.ts";
import type { Clock } from "../../ports/clock.ts";
import type { RunningTrigger, TriggerRunner } from "../../ports/trigger_runner.ts";
import { SafeWriter } from "../files/safe_writer.ts";
import { cleanCommand } from "./clean_command.ts";
import { killProcessGroup } from "./process_group.ts";

/** Not looked up in PATH: as root, PATH may belong to somebody else. */
const BASH = "/bin/bash";

/** Characters of standard error that are kept. */
const MOST_COMPLAINTS = 4096;

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
      await new SafeWriter(this.#folder).write(scriptName, [...lines, ""].join("\n"), { mode: 0o700 });
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
    // A descendant that outlives the script keeps the pipe open: the moment of the end comes from the process alone.
    const process = cleanCommand(BASH, {
      args: [path],
      stdin: "null",
      stdout: "null",
      stderr: "piped",
      detached: true,
    }).spawn();
    const complaints = collect(process.stderr);
    let hasEnded = false;
    let endedCleanly = false;
    let signalledByUs = false;
    const ended = process.status.then(async ({ code, signal }): Promise<ChildRecord> => {
      const durationMs = this.#clock.monotonicMs() - startedAtMs;
      hasEnded = true;
      endedCleanly = code === 0;
      // A script that gave up has nobody left who could keep the pipe open.
      if (signal === null && code !== 0) await complaints.whole;
      return {
        pid: process.pid,
        exitCode: signal === null ? code : null,
        signal,
        signalledByUs,
        durationMs,
        stderr: complaints.soFar(),
      };
    });
    const stop = async (): Promise<void> => {
      // After a clean end the group is empty, and its number may soon belong to somebody else.
      if (endedCleanly) return await complaints.close();
      if (!hasEnded) signalledByUs = true;
      killProcessGroup({ pid: process.pid, hasEnded });
      await ended;
      await complaints.close();
    };
    return { pid: process.pid, command: `bash ${path}`, startedAtMs, ended, stop };
  }

  async dispose(): Promise<void> {
    await Deno.remove(this.#folder, { recursive: true }).catch((error) => {
      if (error instanceof Deno.errors.NotFound) return;
      throw new HarnessError(
        "state/not-writable",
        `Cannot remove the scripts in "${this.#folder}": ${String(error)}`,
        { hint: "Check the rights of the folder, and remove it", cause: error },
      );
    });
  }
}

/** What a script says to standard error, as far as it is kept. */
function collect(stderr: ReadableStream<Uint8Array<ArrayBuffer>>): {
  readonly whole: Promise<void>;
  readonly soFar: () => string;
  readonly close: () => Promise<void>;
} {
  const reader = stderr.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const read = async (): Promise<void> => {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      text = `${text}${next.value}`.slice(0, MOST_COMPLAINTS);
    }
  };
  return { whole: read(), soFar: () => text, close: () => reader.cancel() };
}

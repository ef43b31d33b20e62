// Runs commands of others in a process group of their own, in the C locale, and keeps what they said.
import { HarnessError } from "../model/harness_error.ts";
import type { Clock } from "../ports/clock.ts";
import type { Command, CommandOutput, CommandRunner } from "../ports/command_runner.ts";
import { killProcessGroup } from "./process_group.ts";

/** Command runner on the runtime's own processes; the only one that reports signals truthfully. */
export class DenoCommandRunner implements CommandRunner {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async run({ argv, timeoutMs, maxOutputBytes }: Command): Promise<CommandOutput> {
    const startedAt = this.#clock.now();
    const startedAtMs = this.#clock.monotonicMs();
    const child = spawn(argv);
    const done = new AbortController();
    let timedOut = false;
    const watchdog = this.#clock.sleep(timeoutMs, done.signal).then(() => {
      if (done.signal.aborted) return;
      timedOut = true;
      killProcessGroup(child.pid);
    });
    const [status, stdout, stderr] = await Promise.all([
      child.status,
      readCapped(child.stdout, maxOutputBytes),
      readCapped(child.stderr, maxOutputBytes),
    ]);
    done.abort();
    await watchdog;
    return {
      argv,
      startedAt,
      startedAtMs,
      durationMs: this.#clock.monotonicMs() - startedAtMs,
      exitCode: status.signal === null ? status.code : null,
      signal: status.signal,
      timedOut,
      truncated: stdout.truncated || stderr.truncated,
      stdout: stdout.bytes,
      stderr: stderr.bytes,
    };
  }
}

function spawn([program, ...args]: Command["argv"]): Deno.ChildProcess {
  try {
    return new Deno.Command(program, {
      args,
      env: { LC_ALL: "C", LANG: "C" },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
      detached: true,
    }).spawn();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw new HarnessError("command/not-found", `Cannot run "${program}": there is no such program`, {
        hint: "Install it or give its absolute path",
        cause: error,
      });
    }
    throw new HarnessError("command/not-started", `Cannot run "${program}": ${String(error)}`, {
      hint: `Check that "${program}" is an executable file`,
      cause: error,
    });
  }
}

async function readCapped(
  stream: ReadableStream<Uint8Array>,
  maxBytes: number,
): Promise<{ readonly bytes: Uint8Array; readonly truncated: boolean }> {
  const chunks: Uint8Array[] = [];
  let kept = 0;
  let truncated = false;
  // Reading on after the cap keeps the child from blocking on a full pipe.
  for await (const chunk of stream) {
    const room = maxBytes - kept;
    if (chunk.length > room) truncated = true;
    if (room > 0) chunks.push(chunk.subarray(0, room));
    kept += Math.min(room, chunk.length);
  }
  const bytes = new Uint8Array(kept);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return { bytes, truncated };
}

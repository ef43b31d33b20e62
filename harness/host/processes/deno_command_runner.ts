// Runs commands of others in a process group of their own and keeps what they said.
import { HarnessError } from "../../model/harness_error.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Command, CommandOutput, CommandRunner } from "../../ports/command_runner.ts";
import { cleanCommand } from "./clean_command.ts";
import { killProcessGroup } from "./process_group.ts";

/** How long after its time-out a killed command may take to be gone, with all that holds its output open. */
const GONE_WITHIN_MS = 1_000;

/** Command runner on the runtime's own processes; the only one that reports signals truthfully. */
export class DenoCommandRunner implements CommandRunner {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async run({ argv, timeoutMs, maxOutputBytes, signal: unwanted }: Command): Promise<CommandOutput> {
    const startedAt = this.#clock.now();
    const startedAtMs = this.#clock.monotonicMs();
    const child = spawn(argv);
    const done = new AbortController();
    const abandoned = new AbortController();
    let timedOut = false;
    let hasEnded = false;
    child.status.then(() => hasEnded = true);
    const watchdog = async (): Promise<void> => {
      const awake = unwanted === undefined ? done.signal : AbortSignal.any([done.signal, unwanted]);
      await this.#clock.sleep(timeoutMs, awake);
      if (done.signal.aborted) return;
      timedOut = unwanted?.aborted !== true;
      killProcessGroup({ pid: child.pid, hasEnded });
      // A process that left the group may hold the output open for ever, and one may not be ours to kill.
      await this.#clock.sleep(GONE_WITHIN_MS, done.signal);
      abandoned.abort();
    };
    const watched = watchdog();
    const [status, stdout, stderr] = await Promise.all([
      Promise.race([child.status, whenAborted(abandoned.signal)]),
      readCapped(child.stdout, maxOutputBytes, abandoned.signal),
      readCapped(child.stderr, maxOutputBytes, abandoned.signal),
    ]);
    done.abort();
    await watched;
    const { code, signal } = status ?? KILLED_UNSEEN;
    return {
      argv,
      startedAt,
      startedAtMs,
      durationMs: this.#clock.monotonicMs() - startedAtMs,
      exitCode: signal === null ? code : null,
      signal,
      timedOut,
      truncated: stdout.truncated || stderr.truncated,
      stdout: stdout.bytes,
      stderr: stderr.bytes,
    };
  }
}

function spawn([program, ...args]: Command["argv"]): Deno.ChildProcess {
  try {
    return cleanCommand(program, {
      args,
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

/** What is said of a command that was killed, but whose end nobody has seen yet. */
const KILLED_UNSEEN = { code: 137, signal: "SIGKILL" } as const;

function whenAborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(null), { once: true }));
}

async function readCapped(
  stream: ReadableStream<Uint8Array>,
  maxBytes: number,
  abandoned: AbortSignal,
): Promise<{ readonly bytes: Uint8Array; readonly truncated: boolean }> {
  const reader = stream.getReader();
  const abandon = (): void => void reader.cancel();
  abandoned.addEventListener("abort", abandon, { once: true });
  const chunks: Uint8Array[] = [];
  let kept = 0;
  let truncated = false;
  // Reading on after the cap keeps the child from blocking on a full pipe.
  while (true) {
    const { done, value: chunk } = await reader.read();
    if (done) break;
    const room = maxBytes - kept;
    if (chunk.length > room) truncated = true;
    if (room > 0) chunks.push(chunk.subarray(0, room));
    kept += Math.min(room, chunk.length);
  }
  abandoned.removeEventListener("abort", abandon);
  const bytes = new Uint8Array(kept);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return { bytes, truncated };
}

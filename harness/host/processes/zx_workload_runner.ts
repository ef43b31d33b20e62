// Runs workload scripts with zx: bash that people can read, and the whole tree is killed when the time is up.
import { statfs } from "node:fs/promises";
import { $ } from "zx";
import { HarnessError } from "../../model/harness_error.ts";
import type { Clock } from "../../ports/clock.ts";
import type { ScriptOutcome, WorkloadRunner, WorkloadScript } from "../../ports/workload_runner.ts";
import { killProcessGroup } from "./process_group.ts";
import { CHILD_ENVIRONMENT } from "./clean_command.ts";
import { temporaryFolder } from "../files/temporary_folder.ts";

const BASH = "/bin/bash";
const PREFIX = "bmverify-workload-";
const COMPLAINT_LENGTH = 2000;

/** Runner on bash. */
export class ZxWorkloadRunner implements WorkloadRunner {
  readonly #clock: Clock;
  /** Inodes of the folders that were made here. */
  readonly #made = new Map<string, number | null>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async findTool(names: readonly string[]): Promise<string | null> {
    for (const name of names) {
      // Without the command line tools, macOS has a "cc" that only asks to install them: it has to answer.
      const script =
        `command -v ${name} && { [ ! -x /usr/bin/xcode-select ] || xcode-select -p; } >/dev/null && ${name} --version >/dev/null`;
      const { exitCode, stdout } = await this.#bash(script, "/", {});
      const path = stdout.trim().split("\n")[0] ?? "";
      if (exitCode === 0 && path !== "") return path;
    }
    return null;
  }

  async makeFolder(parent: string | null): Promise<string> {
    try {
      const folder = await Deno.makeTempDir({ prefix: PREFIX, dir: parent ?? temporaryFolder() });
      this.#made.set(folder, (await Deno.lstat(folder)).ino);
      return folder;
    } catch (error) {
      throw new HarnessError("output/not-writable", `Cannot make a folder for workloads: ${String(error)}`, {
        hint: "Check the free space and the permissions there, or name another folder with --folder",
        cause: error,
      });
    }
  }

  async removeFolder(folder: string): Promise<void> {
    if (!this.#made.delete(folder)) return;
    await Deno.remove(folder, { recursive: true }).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
  }

  async freeBytes(folder: string): Promise<number | null> {
    try {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    } catch {
      return null;
    }
  }

  async run({ script, folder, timeoutMs, signal }: WorkloadScript): Promise<ScriptOutcome> {
    const startedAtMs = this.#clock.monotonicMs();
    const guarded = inFolder(this.#made.get(folder) ?? null, script);
    const { exitCode, stdout, stderr } = await this.#bash(guarded, folder, { timeoutMs, signal });
    return { durationMs: this.#clock.monotonicMs() - startedAtMs, exitCode, stdout, stderr };
  }

  async #bash(
    script: string,
    cwd: string,
    { timeoutMs, signal }: { readonly timeoutMs?: number; readonly signal?: AbortSignal },
  ): Promise<Omit<ScriptOutcome, "durationMs">> {
    // A group of its own: killing the group ends all that the script started, also what it left in the background.
    // What zx would take from the environment (ZX_PREFIX and its like) is said here instead.
    const shell = $({
      cwd,
      env: { ...CHILD_ENVIRONMENT },
      shell: BASH,
      prefix: "",
      postfix: "",
      preferLocal: false,
      nothrow: true,
      quiet: true,
      verbose: false,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const running = shell`${BASH} -c ${script}`;
    const kill = () => {
      const { pid, child } = running;
      const ends = [child?.exitCode ?? null, child?.signalCode ?? null];
      if (pid !== undefined) killProcessGroup({ pid, hasEnded: ends.some((end) => end !== null) });
    };
    const done = new AbortController();
    signal?.addEventListener("abort", kill);
    if (timeoutMs !== undefined) {
      this.#clock.sleep(timeoutMs, done.signal).then(() => done.signal.aborted ? undefined : kill());
    }
    try {
      const { exitCode, signal: killedBy, stdout, stderr } = await running;
      return {
        exitCode: killedBy === null ? exitCode : null,
        stdout,
        stderr: stderr.slice(0, COMPLAINT_LENGTH),
      };
    } finally {
      done.abort();
      signal?.removeEventListener("abort", kill);
    }
  }
}

/**
 * Whoever owns the folder above may put something else in its place, and root must not work there. Once the shell is in
 * the folder that was made, which only we may write to, nobody can lead it elsewhere.
 */
function inFolder(inode: number | null, script: string): string {
  if (inode === null) return script;
  return `set -- $(ls -di .)
if [ "$1" != ${inode} ]; then
  echo "the folder of the workload was replaced" >&2
  exit 97
fi
set --
${script}`;
}

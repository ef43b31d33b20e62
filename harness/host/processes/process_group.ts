// Killing a whole process group: a child that is killed alone leaves its own children running.
import { kill } from "node:process";
import { parseCpuTime } from "../../model/parse_cpu_time.ts";
import { cleanCommand } from "./clean_command.ts";

/** What is known of a group of ours when it is to be ended. */
export interface OwnGroup {
  /** Of its leader, and so of the group. */
  readonly pid: number;
  /** The leader has ended and was waited for: from then on the system may give its number away. */
  readonly hasEnded: boolean;
  /** How long ago at least one process of ours was in the group for sure: when it ended, or was started. */
  readonly seenMs: number;
  /** How long ago each process that is in it now was started, in milliseconds; null where that cannot be told. */
  readonly ages: readonly number[] | null;
}

/** Times of `ps` are whole seconds, rounded down. */
const RESOLUTION_MS = 1_000;
/** Between starting a process and looking at the clock. */
const SLACK_MS = 100;

/** The group of a process that was started as the leader of one. */
export class ProcessGroup {
  readonly #pid: number;
  #seenAtMs = performance.now();
  #hasEnded = false;

  /** @param ended Settles when the leader has ended. */
  constructor(pid: number, ended: Promise<unknown>) {
    this.#pid = pid;
    const end = (): void => {
      this.#hasEnded = true;
      this.#seenAtMs = performance.now();
    };
    ended.then(end, end);
  }

  /** The leader has ended; others of the group may be left. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /**
   * Kills every process of the group that may be signalled; one that is gone, or is not ours, is left alone.
   *
   * @return Whether the leader was still running then, so that its end is our doing.
   */
  async kill(): Promise<boolean> {
    const ages = await agesOfGroup(this.#pid);
    // Looked at after that, for it took a while.
    const seenMs = performance.now() - this.#seenAtMs;
    killProcessGroup({ pid: this.#pid, hasEnded: this.#hasEnded, seenMs, ages });
    return !this.#hasEnded;
  }
}

/**
 * Sends SIGKILL to the group where it is ours: once the leader has ended, a process that bears its number is somebody
 * else's; and a number is given away only when nobody of the group is left, so one that has it now, and everybody that it
 * started, is younger than the last of ours that was seen.
 */
export function killProcessGroup({ pid, hasEnded, seenMs, ages }: OwnGroup): void {
  if (hasEnded && isThere(pid)) return;
  // Without a listing nothing speaks against it.
  if (ages !== null && !ages.some((ageMs) => ageMs + RESOLUTION_MS + SLACK_MS >= seenMs)) return;
  try {
    Deno.kill(-pid, "SIGKILL");
  } catch (error) {
    // macOS denies permission for a group whose processes have all ended but were not waited for yet.
    const isGone = error instanceof Deno.errors.NotFound || error instanceof Deno.errors.PermissionDenied;
    if (!isGone) throw error;
  }
}

/** Null where processes cannot be listed. */
async function agesOfGroup(group: number): Promise<readonly number[] | null> {
  try {
    const { success, stdout } = await cleanCommand("/bin/ps", {
      args: ["-A", "-o", "pgid=,etime="],
      stdin: "null",
      stderr: "null",
    }).output();
    if (!success) return null;
    return new TextDecoder().decode(stdout).split("\n").flatMap((line) => {
      const [pgid, age = ""] = line.trim().split(/\s+/);
      return Number(pgid) === group ? parseCpuTime(age) ?? [] : [];
    });
  } catch {
    return null;
  }
}

/** Signal 0 reaches nobody; it only tells whether somebody is there. */
function isThere(pid: number): boolean {
  try {
    return kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

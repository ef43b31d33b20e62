// The guard of the trigger paths. The demonstration as published appends, as root, to whatever a local user
// planted at its well-known paths; here each path is looked at without following links, created exclusively,
// and removed only while it is ours.
import { HarnessError } from "../../model/harness_error.ts";
import type { TriggerFiles, TriggerPathState } from "../../ports/trigger_runner.ts";

const WRITABLE_BY_OTHERS = 0o022;
const STICKY = 0o1000;

/** Trigger files that belong to the user with this id. */
export class GuardedTriggerFiles implements TriggerFiles {
  readonly #userId: number | null;

  constructor(userId: number | null) {
    this.#userId = userId;
  }

  async inspect(path: string): Promise<TriggerPathState> {
    try {
      const openFolder = await this.#openFolder(path);
      if (openFolder !== null) return unsafe(openFolder);
      const info = await Deno.lstat(path);
      if (info.isSymlink) return unsafe("it is a symbolic link");
      if (info.isDirectory) return unsafe("it is a directory");
      if (!info.isFile) return unsafe("it is not a regular file");
      if ((info.nlink ?? 1) > 1) return unsafe(`it has ${info.nlink} hard links`);
      if (info.uid !== this.#userId) return unsafe(`it belongs to another user (${info.uid})`);
      return { kind: "ours" };
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return { kind: "absent" };
      return { kind: "unreadable", why: String(error) };
    }
  }

  /** Why others could swap a file of ours in its folder; null when they cannot. */
  async #openFolder(path: string): Promise<string | null> {
    const folder = path.slice(0, path.lastIndexOf("/"));
    const { mode, uid } = await Deno.stat(folder);
    if (uid !== 0 && uid !== this.#userId) return `its folder belongs to another user (${uid})`;
    const isShared = ((mode ?? 0) & WRITABLE_BY_OTHERS) !== 0;
    if (isShared && ((mode ?? 0) & STICKY) === 0) {
      return "its folder lets everybody replace files (no sticky bit)";
    }
    return null;
  }

  async create(path: string): Promise<void> {
    const state = await this.inspect(path);
    if (state.kind === "unsafe" || state.kind === "unreadable") throw refusal(path, state.why);
    if (state.kind === "ours") await Deno.remove(path);
    try {
      const file = await Deno.open(path, { write: true, createNew: true, mode: 0o600 });
      file.close();
    } catch (error) {
      throw refusal(path, String(error), error);
    }
  }

  async exists(path: string): Promise<boolean> {
    const { kind } = await this.inspect(path);
    return kind !== "absent";
  }

  async remove(path: string): Promise<void> {
    const state = await this.inspect(path);
    // Not to be seen is not to be gone.
    if (state.kind === "unreadable") throw notRemoved(path, state.why);
    if (state.kind !== "ours") return;
    try {
      await Deno.remove(path);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw notRemoved(path, String(error), error);
    }
  }
}

function unsafe(why: string): TriggerPathState {
  return { kind: "unsafe", why };
}

function notRemoved(path: string, why: string, cause?: unknown): HarnessError {
  return new HarnessError("trigger/removal-failed", `Cannot remove "${path}": ${why}`, {
    hint: `Remove it with "sudo rm ${path}"`,
    cause,
  });
}

function refusal(path: string, why: string, cause?: unknown): HarnessError {
  return new HarnessError("trigger/path-unsafe", `Cannot use the trigger path "${path}": ${why}`, {
    hint: `Look at it with "ls -ld ${path}" and remove it if it is not needed`,
    cause,
  });
}

// The guard of the trigger paths. The demonstration as published appends, as root, to whatever a local user
// planted at its well-known paths; here each path is looked at before without following links, after by
// descriptor, and removed by a helper process only while it is ours. Nothing is created here: that is the trigger.
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from "node:fs";
import { HarnessError } from "../../model/harness_error.ts";
import { removalCommand } from "../../model/removal_command.ts";
import { findOpenStep } from "./find_open_step.ts";
import type {
  Removal,
  TriggerFileFacts,
  TriggerFiles,
  TriggerPathState,
} from "../../ports/trigger_runner.ts";
import { cleanCommand } from "../processes/clean_command.ts";

/** Trigger files that belong to the user with this id. */
export class GuardedTriggerFiles implements TriggerFiles {
  readonly #userId: number | null;

  constructor(userId: number | null) {
    this.#userId = userId;
  }

  async inspect(path: string): Promise<TriggerPathState> {
    try {
      const openFolder = this.#openFolder(path);
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

  /** Why others could swap a file of ours on the way to it; null when they cannot. */
  #openFolder(path: string): string | null {
    const folder = path.slice(0, path.lastIndexOf("/")) || "/";
    const step = findOpenStep(folder, new Set([0, this.#userId ?? 0]));
    if (step === null) return null;
    const name = step.isLast ? "its folder" : `"${step.path}" on the way to it`;
    return step.why === "owner"
      ? `${name} belongs to another user (${step.uid})`
      : `${name} lets everybody replace files (no sticky bit)`;
  }

  look(
    path: string,
    { content, opens }: { readonly content: string; readonly opens: boolean },
  ): Promise<TriggerFileFacts> {
    return opens ? this.#lookInside(path, content) : this.#lookFromOutside(path, content);
  }

  async #lookInside(path: string, content: string): Promise<TriggerFileFacts> {
    const outside = { ...await this.#lookFromOutside(path, content), asWritten: false };
    if (!outside.regular) return outside;
    let fd: number;
    try {
      // O_NOFOLLOW does not hold here: the runtime follows links itself to check its permissions, so what was opened
      // is compared with what has that name. No pipe is waited for.
      fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    } catch {
      // What cannot be opened was not written as it should be; what it is, its name tells.
      return outside;
    }
    try {
      const info = fstatSync(fd, { bigint: true });
      const named = lstatSync(path, { bigint: true });
      if (info.dev !== named.dev || info.ino !== named.ino) return { ...outside, regular: false };
      const expected = new TextEncoder().encode(content);
      const start = new Uint8Array(expected.length);
      const length = info.isFile() ? readSync(fd, start, 0, start.length, 0) : 0;
      return {
        present: true,
        regular: info.isFile(),
        ours: Number(info.uid) === this.#userId && info.nlink === 1n,
        asWritten: length === expected.length && start.every((byte, index) => byte === expected[index]),
      };
    } finally {
      closeSync(fd);
    }
  }

  async #lookFromOutside(path: string, content: string): Promise<TriggerFileFacts> {
    try {
      const { isFile, uid, nlink, size } = await Deno.lstat(path);
      return {
        present: true,
        regular: isFile,
        ours: uid === this.#userId && nlink === 1,
        asWritten: size >= content.length,
      };
    } catch (error) {
      // Not to be seen is not to be gone.
      const present = !(error instanceof Deno.errors.NotFound);
      return { present, regular: false, ours: false, asWritten: false };
    }
  }

  /** Of a file of ours that somebody has linked elsewhere: taking away its name here takes nothing from anybody. */
  async #otherNames(path: string): Promise<number> {
    if (this.#openFolder(path) !== null) return 0;
    const { isFile, uid, nlink } = await Deno.lstat(path);
    return isFile && uid === this.#userId ? (nlink ?? 1) - 1 : 0;
  }

  async remove(path: string): Promise<Removal> {
    const state = await this.inspect(path);
    const otherNames = state.kind === "unsafe" ? await this.#otherNames(path) : 0;
    // Not to be seen is not to be gone.
    if (state.kind === "unreadable") throw notRemoved(path, state.why);
    if (state.kind === "absent") return state;
    if (state.kind === "unsafe" && otherNames === 0) return { kind: "left", why: state.why };
    const [program, ...args] = removalCommand(path);
    const { success, signal, stderr } = await cleanCommand(program, {
      args,
      stdin: "null",
      stdout: "null",
    })
      .output();
    if (success) return { kind: "removed", otherNames };
    if (signal === "SIGKILL") throw helperKilled(path);
    throw notRemoved(path, new TextDecoder().decode(stderr).trim() || `"${program}" failed`);
  }
}

function unsafe(why: string): TriggerPathState {
  return { kind: "unsafe", why };
}

function notRemoved(path: string, why: string): HarnessError {
  return new HarnessError("trigger/removal-failed", `Cannot remove "${path}": ${why}`, {
    hint: `Remove it with "sudo rm ${path}"`,
  });
}

function helperKilled(path: string): HarnessError {
  return new HarnessError(
    "trigger/helper-killed",
    `The helper that was to remove "${path}" was killed with SIGKILL, not by us`,
    { hint: `Find out what killed it, then remove the file with "sudo rm ${path}"` },
  );
}

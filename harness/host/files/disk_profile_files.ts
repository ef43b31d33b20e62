// Configuration profiles on disk, by path.
import { HarnessError, type Problem, toProblem } from "../../model/harness_error.ts";
import type { FolderListing, ProfileFiles, ProfileRead } from "../../ports/profile_files.ts";
import { type FolderRules, makeSafeFolder } from "./make_safe_folder.ts";
import { SafeWriter } from "./safe_writer.ts";

/** Reads and writes profiles through the file system. */
export class DiskProfileFiles implements ProfileFiles {
  readonly #rules: FolderRules;

  /** @param rules Who may have a hand in the folders that are written to. */
  constructor(rules: FolderRules) {
    this.#rules = rules;
  }

  read(path: string, maxBytes: number): Promise<ProfileRead> {
    try {
      return Promise.resolve({ kind: "read", ...readNow(path, maxBytes + 1) });
    } catch (error) {
      return Promise.resolve(
        isAbsence(error) ? { kind: "absent" } : { kind: "unreadable", problem: unreadable(path, error) },
      );
    }
  }

  async listFolders(path: string): Promise<FolderListing> {
    try {
      const folders: string[] = [];
      for await (const { name, isDirectory } of Deno.readDir(path)) if (isDirectory) folders.push(name);
      return { kind: "listed", folders: folders.sort() };
    } catch (error) {
      return isAbsence(error) ? { kind: "absent" } : { kind: "unreadable", problem: unreadable(path, error) };
    }
  }

  async write(path: string, text: string, { replace }: { readonly replace: boolean }): Promise<void> {
    const present = await readRegular(this, path, text.length * 4);
    const isSame = present.kind === "read" && new TextDecoder().decode(present.bytes) === text;
    if (isSame) return;
    if (present.kind !== "absent" && !replace) {
      throw new HarnessError("output/not-writable", `Cannot write "${path}": another file is there`, {
        hint: "Give --force to replace it, or another folder with --out",
      });
    }
    try {
      const at = path.lastIndexOf("/") + 1;
      const folder = await makeSafeFolder(at === 0 ? "." : path.slice(0, at), this.#rules);
      // A profile is for others to read.
      await new SafeWriter(folder, this.#rules.owner).write(path.slice(at), text, { mode: 0o644 });
    } catch (error) {
      if (error instanceof HarnessError) throw error;
      throw new HarnessError("output/not-writable", `Cannot write "${path}": ${String(error)}`, {
        hint: "Give a folder that you may write to with --out",
        cause: error,
      });
    }
  }
}

/** What bears the name; a link or a pipe is neither followed nor waited for. */
async function readRegular(files: DiskProfileFiles, path: string, maxBytes: number): Promise<ProfileRead> {
  const found = await Deno.lstat(path).catch(() => null);
  if (found === null || found.isFile) return await files.read(path, maxBytes);
  return { kind: "unreadable", problem: unreadable(path, new TypeError("it is no file")) };
}

/** Asked in one go: for a thousand small files the way through other threads costs more than all the rest. */
function readNow(path: string, maxBytes: number): { bytes: Uint8Array; modifiedAt: string | null } {
  // Asked by name first, because opening a pipe would wait for somebody who writes.
  const { isFile, size, mtime } = Deno.statSync(path);
  if (!isFile) throw new TypeError("it is no file");
  using file = Deno.openSync(path);
  // One byte more than there should be shows the end; a file without a size has one all the same.
  let bytes = new Uint8Array(Math.min(maxBytes, size === 0 ? 65_536 : size + 1));
  let length = 0;
  while (length < maxBytes) {
    if (length === bytes.length) {
      const larger = new Uint8Array(Math.min(maxBytes, 2 * length));
      larger.set(bytes);
      bytes = larger;
    }
    const count = file.readSync(bytes.subarray(length));
    if (count === null) break;
    length += count;
  }
  return { bytes: bytes.subarray(0, length), modifiedAt: mtime?.toISOString() ?? null };
}

/** A path through something that is no folder leads nowhere, too. */
function isAbsence(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory;
}

function unreadable(path: string, error: unknown): Problem {
  const why = error instanceof Error ? error.message : String(error);
  const isRight = error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.NotCapable;
  return toProblem(
    new HarnessError("profile/unreadable", `Cannot read "${path}": ${why}`, {
      hint: isRight
        ? "Run the command with sudo, or with the right to read it"
        : 'Check the path; what is no file can be given by standard input, as "-"',
    }),
  );
}

// Configuration profiles on disk, by path.
import { HarnessError, type Problem, toProblem } from "../../model/harness_error.ts";
import type { FolderListing, ProfileFiles, ProfileRead } from "../../ports/profile_files.ts";
import { writeFileWhole } from "./write_file_whole.ts";

/** Reads and writes profiles through the file system. */
export class DiskProfileFiles implements ProfileFiles {
  async read(path: string, maxBytes: number): Promise<ProfileRead> {
    try {
      using file = await Deno.open(path);
      const { mtime, isFile } = await file.stat();
      if (!isFile) throw new TypeError("it is no file");
      return {
        kind: "read",
        bytes: await readUpTo(file, maxBytes + 1),
        modifiedAt: mtime?.toISOString() ?? null,
      };
    } catch (error) {
      return isAbsence(error) ? { kind: "absent" } : { kind: "unreadable", problem: unreadable(path, error) };
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
    const present = await this.read(path, text.length * 4);
    const isSame = present.kind === "read" && new TextDecoder().decode(present.bytes) === text;
    if (isSame) return;
    if (present.kind !== "absent" && !replace) {
      throw new HarnessError("output/not-writable", `Cannot write "${path}": another file is there`, {
        hint: "Give --force to replace it, or another folder with --out",
      });
    }
    try {
      const folder = path.slice(0, path.lastIndexOf("/") + 1);
      if (folder !== "") await Deno.mkdir(folder, { recursive: true });
      await writeFileWhole(path, text);
    } catch (error) {
      throw new HarnessError("output/not-writable", `Cannot write "${path}": ${String(error)}`, {
        hint: "Give a folder that you may write to with --out",
        cause: error,
      });
    }
  }
}

async function readUpTo(file: Deno.FsFile, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < maxBytes) {
    const chunk = new Uint8Array(Math.min(65_536, maxBytes - length));
    const count = await file.read(chunk);
    if (count === null) break;
    chunks.push(chunk.subarray(0, count));
    length += count;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
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
      hint: isRight ? "Run the command with sudo, or with the right to read it" : "Check the path",
    }),
  );
}

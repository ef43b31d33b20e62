// Files of stored bundles on disk.
import { HarnessError } from "../../model/harness_error.ts";
import {
  type BundleFiles,
  CHECKSUMS_FILE,
  type Keeping,
  type OddEntry,
  type StagedFiles,
} from "../../ports/bundle_files.ts";
import { hashStored, piecesOf, readStored } from "./stored_file.ts";
import { bundleNotFound } from "./unreadable_bundle.ts";
import { FilesInStage } from "./staged_files.ts";
import { filesBelow, oddBelow, writeChecksums } from "./write_checksums.ts";
import { type FolderRules, makeSafeFolder } from "../files/make_safe_folder.ts";
import { writeAll } from "../files/write_all.ts";
import { type Content, SafeWriter } from "../files/safe_writer.ts";
import { cleanCommand } from "../processes/clean_command.ts";

const OPENER = { darwin: "/usr/bin/open", linux: "/usr/bin/xdg-open" } as const;

/** Bundle files in folders. */
export class DiskBundleFiles implements BundleFiles {
  readonly #rules: FolderRules;

  /** @param rules Who may have a hand in the folders that are written to. */
  constructor(rules: FolderRules) {
    this.#rules = rules;
  }

  async list(folder: string): Promise<readonly string[]> {
    // First, so that the folder of somebody else is not walked to its end.
    const isThere = await Promise.all(
      ["events.ndjson", CHECKSUMS_FILE].map((name) => isFile(`${folder}/${name}`)),
    );
    if (!isThere.includes(true)) throw bundleNotFound(folder);
    return await filesBelow(folder);
  }

  odd(folder: string): Promise<readonly OddEntry[]> {
    return oddBelow(folder);
  }

  read(folder: string, path: string): Promise<Uint8Array> {
    return readStored(folder, path);
  }

  pieces(folder: string, path: string): AsyncIterable<Uint8Array> {
    return piecesOf(folder, path);
  }

  hash(folder: string, path: string): Promise<string> {
    return hashStored(folder, path);
  }

  write(folder: string, path: string, content: string | Uint8Array): Promise<void> {
    return this.#write(folder, path, content);
  }

  writePieces(folder: string, path: string, pieces: AsyncIterable<string | Uint8Array>): Promise<void> {
    return this.#write(folder, path, pieces);
  }

  async stage(folder: string): Promise<StagedFiles> {
    return new FilesInStage(folder, await this.#writerIn(folder));
  }

  async remove(folder: string): Promise<void> {
    await Deno.remove(folder, { recursive: true }).catch(() => undefined);
  }

  async #write(folder: string, path: string, content: Content): Promise<void> {
    await (await this.#writerIn(folder)).write(path, content);
  }

  async #writerIn(folder: string): Promise<SafeWriter> {
    try {
      return new SafeWriter(await makeSafeFolder(folder, this.#rules), this.#rules.owner);
    } catch (error) {
      throw cannotMake(folder, error);
    }
  }

  async size(path: string): Promise<number> {
    return (await Deno.stat(path).catch(() => null))?.size ?? 0;
  }

  async append(path: string, text: string): Promise<void> {
    try {
      // What bears the name and is no file was put there by somebody.
      const found = await Deno.lstat(path).catch(() => null);
      if (found?.isFile === false) throw new Error("it is no regular file");
      using file = await Deno.open(path, { append: true, createNew: found === null });
      await writeAll(file, new TextEncoder().encode(text));
    } catch (error) {
      throw new HarnessError("output/not-writable", `Cannot append to "${path}": ${String(error)}`, {
        hint: "Check the rights of the file",
        cause: error,
      });
    }
  }

  async seal(folder: string): Promise<void> {
    await writeChecksums(folder, await this.#writerIn(folder));
  }

  async prune(
    out: string,
    keeping: Keeping,
    run: { readonly runId: string; readonly now: string },
  ): Promise<readonly string[]> {
    const { pruneBundles } = await import(
      import.meta.resolve("./prune_bundles.ts")
    ) as typeof import("./prune_bundles.ts");
    const real = await makeSafeFolder(out, this.#rules);
    const userIds = new Set([Deno.uid(), this.#rules.owner?.uid].filter((uid) => typeof uid === "number"));
    return await pruneBundles(real, keeping, { ...run, userIds });
  }

  resolve(folder: string): Promise<string | null> {
    return Deno.realPath(folder).catch(() => null);
  }

  async open(path: string): Promise<boolean> {
    const program = Deno.build.os === "darwin" ? OPENER.darwin : OPENER.linux;
    try {
      const { success } = await cleanCommand(program, {
        args: [path],
        stdin: "null",
        stdout: "null",
        stderr: "null",
      }).output();
      return success;
    } catch {
      return false;
    }
  }
}

function isFile(path: string): Promise<boolean> {
  return Deno.lstat(path).then((found) => found.isFile, () => false);
}

function cannotMake(folder: string, error: unknown): HarnessError {
  if (error instanceof HarnessError) return error;
  return new HarnessError("output/not-writable", `Cannot make the folder "${folder}": ${String(error)}`, {
    hint: "Name a folder that you may write to with --out",
    cause: error,
  });
}

// Files of stored bundles on disk.
import { HarnessError } from "../../model/harness_error.ts";
import { type BundleFiles, CHECKSUMS_FILE } from "../../ports/bundle_files.ts";
import { bundleNotFound, incompleteBundle } from "./read_bundle.ts";
import { filesBelow, irregularBelow, writeChecksums } from "./write_checksums.ts";
import { filePieces } from "../files/file_pieces.ts";
import { hashFile } from "../files/hash_file.ts";
import { type FolderRules, makeSafeFolder } from "../files/make_safe_folder.ts";
import { writeAll } from "../files/write_all.ts";
import { type Content, SafeWriter } from "../files/safe_writer.ts";

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

  irregular(folder: string): Promise<readonly string[]> {
    return irregularBelow(folder);
  }

  read(folder: string, path: string): Promise<Uint8Array> {
    return Deno.readFile(`${folder}/${path}`).catch((error: unknown) => {
      throw incompleteBundle(folder, String(error), error);
    });
  }

  async *pieces(folder: string, path: string): AsyncGenerator<Uint8Array> {
    try {
      yield* filePieces(`${folder}/${path}`);
    } catch (error) {
      throw incompleteBundle(folder, String(error), error);
    }
  }

  hash(folder: string, path: string): Promise<string> {
    return hashFile(`${folder}/${path}`).catch((error: unknown) => {
      throw incompleteBundle(folder, String(error), error);
    });
  }

  write(folder: string, path: string, content: string | Uint8Array): Promise<void> {
    return this.#write(folder, path, content);
  }

  writePieces(folder: string, path: string, pieces: AsyncIterable<string | Uint8Array>): Promise<void> {
    return this.#write(folder, path, pieces);
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

  resolve(folder: string): Promise<string | null> {
    return Deno.realPath(folder).catch(() => null);
  }

  async open(path: string): Promise<boolean> {
    const program = Deno.build.os === "darwin" ? OPENER.darwin : OPENER.linux;
    try {
      const { success } = await new Deno.Command(program, {
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

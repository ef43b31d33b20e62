// A fake host with files in memory, for the tests of the profile commands.
import { HarnessError, toProblem } from "../model/harness_error.ts";
import type { FolderListing, ProfileFiles, ProfileRead } from "../ports/profile_files.ts";
import { createFakeHost, type FakeHost } from "./fake_host.ts";

const encode = (text: string) => new TextEncoder().encode(text);

/** Files in memory; reading a forbidden one is not the same as its absence. */
class MemoryProfileFiles implements ProfileFiles {
  readonly texts: Map<string, string>;
  readonly #forbidden: ReadonlySet<string>;

  constructor(texts: Readonly<Record<string, string>>, forbidden: readonly string[] = []) {
    this.texts = new Map(Object.entries(texts));
    this.#forbidden = new Set(forbidden);
  }

  read(path: string, maxBytes: number): Promise<ProfileRead> {
    if (this.#forbidden.has(path)) {
      const problem = toProblem(
        new HarnessError("profile/unreadable", `Cannot read "${path}"`, { hint: "Use sudo" }),
      );
      return Promise.resolve({ kind: "unreadable", problem });
    }
    const text = this.texts.get(path);
    if (text === undefined) return Promise.resolve({ kind: "absent" });
    return Promise.resolve({ kind: "read", bytes: encode(text).subarray(0, maxBytes + 1), modifiedAt: null });
  }

  listFolders(path: string): Promise<FolderListing> {
    const below = [...this.texts.keys()].filter((name) => name.startsWith(`${path}/`)).map((name) =>
      name.slice(path.length + 1)
    );
    if (below.length === 0) return Promise.resolve({ kind: "absent" });
    const folders = below.flatMap((name) => name.includes("/") ? [name.slice(0, name.indexOf("/"))] : []);
    return Promise.resolve({ kind: "listed", folders: [...new Set(folders)] });
  }

  write(path: string, text: string, { replace }: { readonly replace: boolean }): Promise<void> {
    const present = this.texts.get(path);
    if (present !== undefined && present !== text && !replace) {
      return Promise.reject(
        new HarnessError("output/not-writable", "Another file is there", { hint: "Give --force" }),
      );
    }
    this.texts.set(path, text);
    return Promise.resolve();
  }
}

/** A fake host that has files. */
interface ProfileHost extends FakeHost {
  readonly files: MemoryProfileFiles;
}

/** A fake host with these files; `stdin` is what the file `-` holds. */
export function createProfileHost(
  texts: Readonly<Record<string, string>> = {},
  more: { readonly stdin?: string; readonly forbidden?: readonly string[] } = {},
): ProfileHost {
  const files = new MemoryProfileFiles(texts, more.forbidden);
  const readInput = () => Promise.resolve(encode(more.stdin ?? ""));
  return { ...createFakeHost({ parts: { profileFiles: files, readInput } }), files };
}

// Files and terminal in memory, for the tests of the profile commands.
import { HarnessError, toProblem } from "../model/harness_error.ts";
import type { FolderListing, ProfileFiles, ProfileRead } from "../ports/profile_files.ts";
import type { GenerateHost } from "../cli/profile/profile_generate_command.ts";
import type { LintHost } from "../cli/profile/profile_lint_command.ts";

const encode = (text: string) => new TextEncoder().encode(text);

/** Files in memory; reading a forbidden one is not the same as its absence. */
export class MemoryFiles implements ProfileFiles {
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

/** A host and what it was told. */
export interface Session {
  readonly host: GenerateHost & LintHost;
  readonly files: MemoryFiles;
  readonly out: () => string;
  readonly err: () => string;
}

/** A host with these files. */
export function session(
  texts: Readonly<Record<string, string>> = {},
  more: { readonly stdin?: string; readonly forbidden?: readonly string[] } = {},
): Session {
  let out = "";
  let err = "";
  const files = new MemoryFiles(texts, more.forbidden);
  const host = {
    facts: { colour: false },
    profileFiles: files,
    readInput: () => Promise.resolve(encode(more.stdin ?? "")),
    terminal: { write: (text: string) => out += text, writeError: (text: string) => err += text },
  };
  return { host: host as unknown as GenerateHost & LintHost, files, out: () => out, err: () => err };
}

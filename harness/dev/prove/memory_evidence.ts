// A bundle that lies in memory: what a run kept, for judging it again.
import type { EvidenceEntry, EvidenceStore, StoredBundle } from "../../ports/bundle.ts";
import { type BundleFiles, CHECKSUMS_FILE } from "../../ports/bundle_files.ts";
import type { CommandOutput } from "../../ports/command_runner.ts";

/** A folder that holds nothing but events, evidence and a list of files that has none to name. */
export const NO_OTHER_FILES: BundleFiles = {
  list: () => Promise.resolve([CHECKSUMS_FILE]),
  prune: () => Promise.resolve([]),
  odd: () => Promise.resolve([]),
  read: (_, path) => path === CHECKSUMS_FILE ? Promise.resolve(new Uint8Array()) : noFile(),
  pieces: () => {
    throw new Error("There are no other files in memory");
  },
  hash: noFile,
  write: noFile,
  writePieces: noFile,
  stage: noFile,
  remove: noFile,
  size: () => Promise.resolve(0),
  append: noFile,
  seal: noFile,
  resolve: (folder) => Promise.resolve(folder),
  open: () => Promise.resolve(false),
};

function noFile(): Promise<never> {
  return Promise.reject(new Error("There are no other files in memory"));
}

/** Evidence in memory, as a bundle holds it. */
export class MemoryEvidence implements EvidenceStore {
  readonly #entries: EvidenceEntry[] = [];
  readonly #texts = new Map<string, Uint8Array>();

  keep(label: string, output: CommandOutput): Promise<string> {
    const id = `${String(this.#entries.length + 1).padStart(4, "0")}-${label}`;
    const { stdout, stderr, startedAtMs, ...rest } = output;
    this.#texts.set(`${id}.txt`, stdout);
    this.#texts.set(`${id}.stderr.txt`, stderr);
    const file = (name: string, bytes: Uint8Array) => bytes.length === 0 ? null : name;
    this.#entries.push({
      id,
      label,
      ...rest,
      startedMs: startedAtMs,
      stdoutFile: file(`${id}.txt`, stdout),
      stderrFile: file(`${id}.stderr.txt`, stderr),
    });
    return Promise.resolve(id);
  }

  stored(): Pick<StoredBundle, "evidence" | "readStdout" | "readStderr"> {
    const read = (file: string | null): Promise<Uint8Array> =>
      Promise.resolve((file === null ? undefined : this.#texts.get(file)) ?? new Uint8Array());
    return {
      evidence: this.#entries,
      readStdout: ({ stdoutFile }) => read(stdoutFile),
      readStderr: ({ stderrFile }) => read(stderrFile),
    };
  }
}

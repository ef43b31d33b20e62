// Raw outputs of agent commands on disk: one file per distinct output, one index line per call.
import { HarnessError } from "../../model/harness_error.ts";
import type { EvidenceEntry, EvidenceStore } from "../../ports/bundle.ts";
import type { CommandOutput } from "../../ports/command_runner.ts";
import { writeAll } from "../files/write_all.ts";

interface Kept {
  readonly bytes: Uint8Array;
  readonly file: string;
}

/** Evidence below a folder. While a list is polled the same answer comes again and again: it is stored once. */
export class FileEvidenceStore implements EvidenceStore {
  readonly #folder: string;
  readonly #originMs: number;
  readonly #latest = new Map<string, Kept>();
  #index: Promise<Deno.FsFile> | null = null;
  #count = 0;
  #written: Promise<unknown> = Promise.resolve();

  constructor(folder: string, originMs: number) {
    this.#folder = folder;
    this.#originMs = originMs;
  }

  keep(label: string, output: CommandOutput): Promise<string> {
    this.#count += 1;
    const id = `${String(this.#count).padStart(4, "0")}-${label}`;
    const done = this.#written.then(() => this.#store(id, label, output)).catch((error) => {
      throw new HarnessError("output/not-writable", `Cannot keep the evidence "${id}": ${String(error)}`, {
        hint: "Check the rights and the free space of the output folder",
        cause: error,
      });
    });
    this.#written = done.catch(() => undefined);
    return done;
  }

  async #store(id: string, label: string, output: CommandOutput): Promise<string> {
    const { argv, startedAt, startedAtMs, durationMs, exitCode, signal, timedOut, truncated } = output;
    const entry: EvidenceEntry = {
      id,
      label,
      argv,
      startedAt,
      startedMs: startedAtMs - this.#originMs,
      durationMs,
      exitCode,
      signal,
      timedOut,
      truncated,
      stdoutFile: await this.#file(`${label} stdout`, `${id}.txt`, output.stdout),
      stderrFile: await this.#file(`${label} stderr`, `${id}.stderr.txt`, output.stderr),
    };
    this.#index ??= Deno.open(`${this.#folder}/index.ndjson`, { create: true, append: true });
    const line = new TextEncoder().encode(`${JSON.stringify(entry)}\n`);
    await writeAll(await this.#index, line);
    return id;
  }

  async #file(stream: string, file: string, bytes: Uint8Array): Promise<string | null> {
    if (bytes.length === 0) return null;
    const latest = this.#latest.get(stream);
    if (latest !== undefined && equalBytes(latest.bytes, bytes)) return latest.file;
    await Deno.writeFile(`${this.#folder}/${file}`, bytes);
    this.#latest.set(stream, { bytes, file });
    return file;
  }

  /** Ends the index; nothing may be kept afterwards. */
  async close(): Promise<void> {
    await this.#written;
    const index = await this.#index?.catch(() => null);
    index?.close();
  }
}

function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

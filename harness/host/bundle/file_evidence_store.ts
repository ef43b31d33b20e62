// Raw outputs of agent commands on disk: one file per distinct output, one index line per call.
import { HarnessError } from "../../model/harness_error.ts";
import type { EvidenceLink } from "../../model/record/chain_link.ts";
import { equalBytes } from "../../model/equal_bytes.ts";
import { sha256 } from "../../model/sha256.ts";
import type { EvidenceEntry, EvidenceStore } from "../../ports/bundle.ts";
import type { CommandOutput } from "../../ports/command_runner.ts";
import type { SafeWriter } from "../files/safe_writer.ts";
import { writeAll } from "../files/write_all.ts";
import { jsonText } from "../../model/text/printable.ts";

interface Kept {
  readonly bytes: Uint8Array;
  readonly file: string;
  readonly digest: string;
}

/** Evidence below a folder. While a list is polled the same answer comes again and again: it is stored once. */
export class FileEvidenceStore implements EvidenceStore {
  readonly #writer: SafeWriter;
  readonly #folder: string;
  readonly #originMs: number;
  readonly #latest = new Map<string, Kept>();
  #index: Promise<Deno.FsFile> | null = null;
  #count = 0;
  #written: Promise<unknown> = Promise.resolve();
  #lastDigest: string | null = null;
  /** The first write that failed; behind a line that may have been cut short nothing more is written. */
  #failure: unknown = null;

  /** @param folder Its name below the folder of the writer. */
  constructor(writer: SafeWriter, folder: string, originMs: number) {
    this.#writer = writer;
    this.#folder = folder;
    this.#originMs = originMs;
  }

  /** SHA-256 of the last line of the index; null while there is none. */
  get lastDigest(): string | null {
    return this.#lastDigest;
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
    const kept = {
      stdout: await this.#file(`${label} stdout`, `${id}.txt`, output.stdout),
      stderr: await this.#file(`${label} stderr`, `${id}.stderr.txt`, output.stderr),
    };
    const entry: EvidenceEntry & EvidenceLink = {
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
      stdoutFile: kept.stdout?.file ?? null,
      stderrFile: kept.stderr?.file ?? null,
      stdoutSha256: kept.stdout?.digest ?? null,
      stderrSha256: kept.stderr?.digest ?? null,
      previous: this.#lastDigest,
    };
    this.#index ??= this.#writer.create(`${this.#folder}/index.ndjson`);
    const line = jsonText(entry, 0);
    await this.#append(await this.#index, `${line}\n`);
    this.#lastDigest = await sha256(line);
    return id;
  }

  async #append(index: Deno.FsFile, line: string): Promise<void> {
    if (this.#failure !== null) throw this.#failure;
    try {
      await writeAll(index, new TextEncoder().encode(line));
    } catch (error) {
      this.#failure = error;
      throw error;
    }
  }

  async #file(stream: string, file: string, bytes: Uint8Array): Promise<Kept | null> {
    if (bytes.length === 0) return null;
    const latest = this.#latest.get(stream);
    if (latest !== undefined && equalBytes(latest.bytes, bytes)) return latest;
    await this.#writer.write(`${this.#folder}/${file}`, bytes);
    const kept: Kept = { bytes, file, digest: await sha256(new Uint8Array(bytes)) };
    this.#latest.set(stream, kept);
    return kept;
  }

  /** Ends the index; nothing may be kept afterwards. */
  async close(): Promise<void> {
    await this.#written;
    const index = await this.#index?.catch(() => null);
    index?.close();
  }
}

// The bundle on disk: events made durable one by one, evidence, reports, checksums, and the `latest` link.
import { HarnessError } from "../../model/harness_error.ts";
import type { EventLink } from "../../model/record/chain_link.ts";
import type { RunEvent, RunEventBody } from "../../model/record/run_event.ts";
import { sha256 } from "../../model/sha256.ts";
import type { Bundle, RunListener, RunLog } from "../../ports/bundle.ts";
import type { Clock } from "../../ports/clock.ts";
import { FileEvidenceStore } from "./file_evidence_store.ts";
import { FileSampleStore } from "./file_sample_store.ts";
import { pointTo } from "./point_to.ts";
import { writeAll } from "../files/write_all.ts";
import { writeChecksums } from "./write_checksums.ts";
import { writeFileWhole, writePiecesWhole } from "../files/write_file_whole.ts";

/** Where the bundle of a run goes. */
interface BundlePlace {
  /** Folder that holds all bundles. */
  readonly out: string;
  readonly runId: string;
}

/**
 * Creates the folder of a run.
 *
 * @throws HarnessError `output/not-writable`, before anything else happens.
 */
export async function openFileBundle(clock: Clock, { out, runId }: BundlePlace): Promise<FileBundle> {
  const folder = `${out}/${runId}`;
  try {
    await Deno.mkdir(`${folder}/evidence`, { recursive: true });
    const events = await Deno.open(`${folder}/events.ndjson`, { create: true, append: true });
    return new FileBundle(clock, { out: await Deno.realPath(out), runId }, events);
  } catch (error) {
    throw new HarnessError(
      "output/not-writable",
      `Cannot write to the output folder "${out}": ${String(error)}`,
      {
        hint: "Give a folder that you may write to with --out",
        cause: error,
      },
    );
  }
}

/** A bundle being written to a folder. */
export class FileBundle implements Bundle, RunLog {
  readonly folder: string;
  readonly runId: string;
  readonly log: RunLog = this;
  readonly evidence: FileEvidenceStore;
  readonly samples: FileSampleStore;
  readonly originMs: number;
  readonly #clock: Clock;
  readonly #out: string;
  readonly #file: Deno.FsFile;
  readonly #events: RunEvent[] = [];
  readonly #listeners: RunListener[] = [];
  #written: Promise<unknown> = Promise.resolve();
  /** Digest of the last line written. */
  #previous: string | null = null;
  /** The first write that failed; behind a line that may have been cut short nothing more is written. */
  #failure: HarnessError | null = null;

  constructor(clock: Clock, { out, runId }: BundlePlace, file: Deno.FsFile) {
    this.#clock = clock;
    this.#out = out;
    this.#file = file;
    this.folder = `${out}/${runId}`;
    this.runId = runId;
    this.originMs = clock.monotonicMs();
    this.samples = new FileSampleStore(`${this.folder}/samples.ndjson`);
    this.evidence = new FileEvidenceStore(`${this.folder}/evidence`, this.originMs);
  }

  append(body: RunEventBody): Promise<RunEvent> {
    const event: RunEvent = {
      ...body,
      seq: this.#events.length,
      at: this.#clock.now(),
      atMs: this.#clock.monotonicMs() - this.originMs,
    };
    this.#events.push(event);
    const done = this.#written.then(() => this.#store(event));
    this.#written = done.catch(() => undefined);
    return done;
  }

  async #store(event: RunEvent): Promise<RunEvent> {
    if (this.#failure !== null) throw this.#failure;
    try {
      const link: EventLink = { previous: this.#previous, newestAnswer: this.evidence.lastDigest };
      const line = JSON.stringify({ ...event, ...link });
      await writeAll(this.#file, new TextEncoder().encode(`${line}\n`));
      this.#previous = await sha256(line);
      await this.#file.syncData();
    } catch (error) {
      this.#failure = new HarnessError(
        "output/not-writable",
        `Cannot append to "${this.folder}/events.ndjson": ${error}`,
        { hint: "Check the free space of the output folder", cause: error },
      );
      throw this.#failure;
    }
    for (const listener of this.#listeners) listener(event);
    return event;
  }

  events(): readonly RunEvent[] {
    return this.#events;
  }

  follow(listener: RunListener): void {
    this.#listeners.push(listener);
  }

  async write(name: string, content: string | Uint8Array): Promise<void> {
    await writeFileWhole(`${this.folder}/${name}`, content);
  }

  async writePieces(name: string, pieces: AsyncIterable<string>): Promise<void> {
    await writePiecesWhole(`${this.folder}/${name}`, pieces);
  }

  async seal(): Promise<void> {
    await this.#written;
    this.#file.close();
    await this.evidence.close();
    await writeChecksums(this.folder);
    await pointTo(`${this.#out}/latest`, this.runId);
    if (this.#failure !== null) throw this.#failure;
  }
}

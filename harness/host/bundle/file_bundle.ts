// The bundle on disk: events made durable one by one, evidence, reports, checksums, and the `latest` link.
import { HarnessError } from "../../model/harness_error.ts";
import type { EventLink } from "../../model/record/chain_link.ts";
import type { RunEvent, RunEventBody } from "../../model/record/run_event.ts";
import { sha256 } from "../../model/sha256.ts";
import type { Bundle, RunListener, RunLog } from "../../ports/bundle.ts";
import type { Clock } from "../../ports/clock.ts";
import { FileEvidenceStore } from "./file_evidence_store.ts";
import type { FileOwner } from "../files/give_to.ts";
import { FileSampleStore } from "./file_sample_store.ts";
import { pointTo } from "./point_to.ts";
import { syncFolder } from "../files/sync_folder.ts";
import { type FolderRules, makeSafeFolder } from "../files/make_safe_folder.ts";
import { SafeWriter } from "../files/safe_writer.ts";
import { writeAll } from "../files/write_all.ts";
import { writeChecksums } from "./write_checksums.ts";
import { jsonText } from "../../model/text/printable.ts";

/** Where the bundle of a run goes. */
interface BundlePlace {
  /** Folder that holds all bundles. */
  readonly out: string;
  readonly runId: string;
}

/**
 * Creates the folder of a run.
 *
 * @throws HarnessError `output/not-writable`, `folder/not-safe`, before anything else happens.
 */
export async function openFileBundle(
  clock: Clock,
  { out, runId }: BundlePlace,
  rules: FolderRules,
): Promise<FileBundle> {
  try {
    const real = await makeSafeFolder(out, rules);
    const writer = new SafeWriter(await makeSafeFolder(`${real}/${runId}`, rules), rules.owner);
    const events = await writer.create("events.ndjson");
    await syncFolder(`${real}/${runId}`);
    return new FileBundle(clock, { out: real, runId, owner: rules.owner }, { writer, events });
  } catch (error) {
    if (error instanceof HarnessError && error.code === "folder/not-safe") throw error;
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

/**
 * Told while something is timed, and not synced then: a sync takes up to 30 ms. No verdict rests on them; the next event
 * that one rests on takes them to the disk before itself, since all are in one file and in order.
 */
const TOLD_IN_PASSING: ReadonlySet<RunEvent["kind"]> = new Set([
  "trigger-started",
  "trigger-ended",
  "detection-seen",
]);

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
  readonly #owner: FileOwner | null;
  readonly #writer: SafeWriter;
  readonly #file: Deno.FsFile;
  readonly #events: RunEvent[] = [];
  readonly #listeners: RunListener[] = [];
  #written: Promise<unknown> = Promise.resolve();
  /** Digest of the last line written. */
  #previous: string | null = null;
  /** The first write that failed; behind a line that may have been cut short nothing more is written. */
  #failure: HarnessError | null = null;

  constructor(
    clock: Clock,
    { out, runId, owner }: BundlePlace & { readonly owner: FileOwner | null },
    { writer, events }: { readonly writer: SafeWriter; readonly events: Deno.FsFile },
  ) {
    this.#clock = clock;
    this.#out = out;
    this.#owner = owner;
    this.#writer = writer;
    this.#file = events;
    this.folder = `${out}/${runId}`;
    this.runId = runId;
    this.originMs = clock.monotonicMs();
    this.samples = new FileSampleStore(writer, "samples.ndjson");
    this.evidence = new FileEvidenceStore(writer, "evidence", this.originMs);
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
      const line = jsonText({ ...event, ...link }, 0);
      await writeAll(this.#file, new TextEncoder().encode(`${line}\n`));
      this.#previous = await sha256(line);
      if (!TOLD_IN_PASSING.has(event.kind)) await this.#file.syncData();
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
    await this.#writer.write(name, content);
  }

  async writePieces(name: string, pieces: AsyncIterable<string>): Promise<void> {
    await this.#writer.write(name, pieces);
  }

  async seal(): Promise<void> {
    await this.#written;
    this.#file.close();
    await this.evidence.close();
    this.samples.close();
    await writeChecksums(this.folder, this.#writer).catch((error: unknown) => {
      throw error instanceof HarnessError ? error : this.#notSealed(error);
    });
    await pointTo(`${this.#out}/latest`, this.runId, this.#owner);
    if (this.#failure !== null) throw this.#failure;
  }

  #notSealed(error: unknown): HarnessError {
    return new HarnessError(
      "output/not-writable",
      `Cannot list the checksums of the bundle "${this.folder}": ${String(error)}`,
      { hint: "Check the rights of the output folder and its disk", cause: error },
    );
  }
}

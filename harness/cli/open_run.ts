// The files of a stored bundle, taken through the one door: what `judge`, `report` and every later reader start with.
import { CATALOGUE } from "../../scenarios/catalogue.ts";
import { findChanges, type Seal } from "../../reports/stored/checksums.ts";
import { findContradictions } from "../../reports/stored/find_contradictions.ts";
import { findOtherRecord } from "../../reports/stored/find_other_record.ts";
import { followChain } from "../../reports/stored/follow_chain.ts";
import { type CheckedRun, readRecord } from "../../reports/stored/read_record.ts";
import { HarnessError } from "../model/harness_error.ts";
import { sha256 } from "../model/sha256.ts";
import { printableLine } from "../model/text/printable.ts";
import type { BundleOnDisk } from "../ports/bundle.ts";
import { CHECKSUMS_FILE, SIGNATURE_FILE, UNLISTED_FILES } from "../ports/bundle_files.ts";
import type { Host } from "../ports/host.ts";
import { quoteDigest } from "./showing/quote_digest.ts";
import { TOOL } from "./words/tool.ts";

/** What the files of a bundle are like. */
export interface StoredFiles {
  readonly folder: string;
  /** Paths of all regular files. */
  readonly paths: readonly string[];
  /** SHA-256 of each file by its path, those that the list cannot name apart. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Null when the run ended before it could list its files: nothing shows that they are as it left them. */
  readonly seal: Seal | null;
  /** SHA-256 of the list itself, to be quoted elsewhere; null without one. */
  readonly sumsSha256: string | null;
  /** What shows that something was changed, one sentence each. */
  readonly changes: readonly string[];
}

/** A stored run, with the folder it lies in. `record.unverified` says what shows that it was changed. */
export interface OpenedRun extends CheckedRun {
  readonly bundle: BundleOnDisk;
  readonly files: StoredFiles;
  /** False when no line carries a digest of the one before: an earlier version wrote it. */
  readonly isChained: boolean;
}

/** How a stored run is opened. */
export interface OpenOptions {
  readonly folder: string;
  /** Goes on with a bundle that was changed. */
  readonly unverified: boolean;
}

const RUN_JSON = "run.json";

/** What is said of a bundle without a list of its files. */
export const UNSEALED = `${CHECKSUMS_FILE} is missing: the run did not end in order`;

type OpeningHost = Pick<Host, "readBundle" | "bundleFiles" | "terminal">;

/**
 * @throws HarnessError `bundle/not-found`, `bundle/changed` unless that is wanted, and what {@linkcode readRecord}
 * refuses.
 */
export async function openRun(host: OpeningHost, { folder, unverified }: OpenOptions): Promise<OpenedRun> {
  const { readBundle, bundleFiles, terminal } = host;
  const files = await readFiles(host, folder);
  // Before anything is made of it: what was changed may not even have its shape.
  if (!unverified) refuseChanges(folder, files.changes);
  const bundle = await readBundle(folder);
  const broken = await followChain({ ...bundle.lines, hashes: files.hashes });
  if (!unverified) refuseChanges(folder, broken ?? []);
  const stored = files.paths.includes(RUN_JSON) ? await bundleFiles.read(folder, RUN_JSON) : null;
  // A power failure may leave its name and nothing of its content; what it held is in the events.
  const runJson = stored === null || stored.length === 0 ? null : decode(stored);
  const run = readRecord({
    folder,
    events: bundle.events,
    runJson,
    catalogue: CATALOGUE.map(({ id }) => id),
  });
  const { events, evidence } = { events: run.events, evidence: bundle.evidence };
  const catalogue = CATALOGUE.map(({ id, expectation }) => ({ id, expectation: expectation.kind }));
  const said = [
    ...findContradictions({ events, evidence, catalogue }),
    ...findOtherRecord(run, TOOL.version),
    // Only a kill in the moment of writing the reports looks the same, and that run was seen by nobody to its end.
    ...(files.seal === null && events.at(-1)?.kind === "run-finished"
      ? [`${CHECKSUMS_FILE} is missing, and the run told its end: it was taken away, or never written`]
      : []),
  ];
  if (!unverified) refuseChanges(folder, said);
  if (files.seal === null) {
    terminal.writeError(`bmverify: ${UNSEALED}, so nothing shows that the files are as it left them\n`);
  }
  const changes = [...files.changes, ...broken ?? [], ...said].map((change) => printableLine(change));
  const record = { ...run.record, unverified: changes };
  return { ...run, record, bundle, files: { ...files, changes }, isChained: broken !== null };
}

/** Looks at nothing but the files themselves and the list beside them. */
export async function readFiles({ bundleFiles }: OpeningHost, folder: string): Promise<StoredFiles> {
  const paths = await bundleFiles.list(folder);
  const hashes = new Map<string, string>();
  for (const path of paths) {
    if (!UNLISTED_FILES.has(path)) hashes.set(path, await bundleFiles.hash(folder, path));
  }
  const list = paths.includes(CHECKSUMS_FILE) ? await bundleFiles.read(folder, CHECKSUMS_FILE) : null;
  const seal = list === null ? null : { list: decode(list), hashes };
  const odd = await bundleFiles.odd(folder);
  const changes = [
    ...odd.map(({ path, why }) => `${path} ${why}: no run leaves such a thing`),
    ...(seal === null ? [] : findChanges(seal)),
    ...(seal === null && paths.includes(SIGNATURE_FILE)
      ? [`${CHECKSUMS_FILE} is missing, and a signature over it is there`]
      : []),
  ];
  const sumsSha256 = list === null ? null : await sha256(new Uint8Array(list));
  return { folder, paths, hashes, seal, sumsSha256, changes };
}

const MOST_NAMED = 3;

function refuseChanges(folder: string, changes: readonly string[]): void {
  if (changes.length === 0) return;
  const more = changes.length - MOST_NAMED;
  const named = changes.slice(0, MOST_NAMED).join("; ") + (more > 0 ? `; and ${more} more` : "");
  throw new HarnessError(
    "bundle/changed",
    printableLine(`Cannot believe the bundle "${folder}": ${named}`),
    { hint: 'See all of it with "bmverify report BUNDLE --verify"; --unverified reads it all the same' },
  );
}

/** What was found to hold, and what that proves, in sentences. */
export function describeChecks({ files, bundle, isChained }: OpenedRun): readonly string[] {
  const { events, evidence } = bundle.lines;
  return [
    files.sumsSha256 === null
      ? `${UNSEALED}, so nothing shows that the files are as it left them.`
      : `Every file matches the checksums beside it, which whoever changed a file can write too.`,
    isChained
      ? `${events.length} events and ${evidence.length} answers of the agent follow on each other by their digests, and contradict each other nowhere; whoever writes all of them anew can do that too.`
      : "The events carry no digests of each other: an earlier version wrote them, or somebody took them out.",
    ...(files.sumsSha256 === null ? [] : [quoteDigest(files.sumsSha256)]),
  ];
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

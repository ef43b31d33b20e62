// The files of a stored bundle, taken through the one door: what `judge`, `report` and every later reader start with.
import { type CheckedRun, readRecord } from "../../reports/stored/read_record.ts";
import type { Seal } from "../../reports/stored/checksums.ts";
import type { StoredBundle } from "../ports/bundle.ts";
import { type BundleFiles, CHECKSUMS_FILE } from "../ports/bundle_files.ts";
import type { Host } from "../ports/host.ts";

/** A stored run that can be believed, with the folder it lies in. */
export interface OpenedRun extends CheckedRun {
  readonly bundle: StoredBundle;
  /** False when the run ended before it could list its files: nothing shows that they are as it left them. */
  readonly isSealed: boolean;
}

const RUN_JSON = "run.json";

/** What is said of a bundle without a list of its files. */
export const UNSEALED = `${CHECKSUMS_FILE} is missing: the run did not end in order`;

/** @throws HarnessError `bundle/not-found`, and what {@linkcode readRecord} refuses. */
export async function openRun(
  { readBundle, bundleFiles, terminal }: Pick<Host, "readBundle" | "bundleFiles" | "terminal">,
  folder: string,
): Promise<OpenedRun> {
  const paths = await bundleFiles.list(folder);
  const seal = await readSeal(bundleFiles, { folder, paths });
  const bundle = await readBundle(folder);
  const runJson = paths.includes(RUN_JSON) ? decode(await bundleFiles.read(folder, RUN_JSON)) : null;
  const run = readRecord({ folder, events: bundle.events, runJson, seal });
  if (seal === null) {
    terminal.writeError(`bmverify: ${UNSEALED}, so nothing shows that the files are as it left them\n`);
  }
  return { bundle, isSealed: seal !== null, ...run };
}

/** The list of checksums of a bundle with the hashes of its files; null when there is no list. */
export async function readSeal(
  files: BundleFiles,
  { folder, paths }: { readonly folder: string; readonly paths: readonly string[] },
): Promise<Seal | null> {
  if (!paths.includes(CHECKSUMS_FILE)) return null;
  const hashes = new Map<string, string>();
  for (const path of paths) if (path !== CHECKSUMS_FILE) hashes.set(path, await files.hash(folder, path));
  return { list: decode(await files.read(folder, CHECKSUMS_FILE)), hashes };
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

// Reads the files of a bundle from disk. What its run says of itself is checked by the one door (readRecord), the evidence
// here: a bundle may come from somebody else, so no name and no link leads out of its folder.
import { parseBoundedJson } from "../../model/text/parse_bounded_json.ts";
import type { BundleOnDisk, EvidenceEntry, StoredBundle } from "../../ports/bundle.ts";
import { CHECKSUMS_FILE } from "../../ports/bundle_files.ts";
import { LONGEST_LINE, readStored, sizeOfStored, textPiecesOf } from "./stored_file.ts";
import { bundleNotFound, incompleteBundle } from "./unreadable_bundle.ts";

const EVENTS = "events.ndjson";
const INDEX = "evidence/index.ndjson";
const SAMPLES = "samples.ndjson";
/** Reports hold all evidence at once. */
const MOST_EVIDENCE_BYTES = 512 * 1024 * 1024;

/**
 * Opens the bundle in `folder`. A last line cut short by a crash is dropped: everything before it is whole.
 *
 * @throws HarnessError `bundle/not-found`, `bundle/incomplete`.
 */
export async function readBundle(folder: string): Promise<BundleOnDisk> {
  const events = await readOptional(folder, EVENTS);
  if (events === null) {
    // Without its list of checksums it may be any folder; with it, it is a bundle that lost something.
    if (await readOptional(folder, CHECKSUMS_FILE) === null) throw bundleNotFound(folder);
    throw incompleteBundle(folder, `it has no ${EVENTS}`);
  }
  const lines = {
    events: wholeLines(events),
    evidence: wholeLines(await readOptional(folder, INDEX) ?? ""),
  };
  const evidence = parseLines(folder, INDEX, lines.evidence).map((line, index) => {
    if (isEvidence(line)) return line;
    throw incompleteBundle(folder, `line ${index + 1} of ${INDEX} is no entry`);
  });
  const files = new Set(
    evidence.flatMap(({ stdoutFile, stderrFile }) => [stdoutFile ?? [], stderrFile ?? []].flat()),
  );
  await checkEvidence(folder, [...files].map((file) => `evidence/${checkedName(folder, file)}`));
  const readEvidence = (file: string | null) =>
    file === null
      ? Promise.resolve(new Uint8Array())
      : readStored(folder, `evidence/${checkedName(folder, file)}`);
  return {
    folder,
    events: parseLines(folder, EVENTS, lines.events),
    evidence,
    lines,
    readStdout: ({ stdoutFile }) => readEvidence(stdoutFile),
    readStderr: ({ stderrFile }) => readEvidence(stderrFile),
    samples: await samplesOf(folder),
  };
}

/** Null when there are none: what bears their name and is no file is told with all that is odd. */
async function samplesOf(folder: string): Promise<StoredBundle["samples"]> {
  const isThere = await Deno.lstat(`${folder}/${SAMPLES}`).then(({ isFile }) => isFile, () => false);
  return isThere ? () => textPiecesOf(folder, SAMPLES) : null;
}

/** What `typeof` says of each field, null apart; the words of a command are looked at on their own. */
const KINDS: Readonly<Record<Exclude<keyof EvidenceEntry, "argv">, readonly string[]>> = {
  id: ["string"],
  label: ["string"],
  startedAt: ["string"],
  startedMs: ["number"],
  durationMs: ["number"],
  exitCode: ["number", "null"],
  signal: ["string", "null"],
  timedOut: ["boolean"],
  truncated: ["boolean"],
  stdoutFile: ["string", "null"],
  stderrFile: ["string", "null"],
};

function isEvidence(line: unknown): line is EvidenceEntry {
  if (typeof line !== "object" || line === null) return false;
  const entry: Readonly<Record<string, unknown>> = { ...line };
  const { argv } = entry;
  return Array.isArray(argv) && argv.every((word) => typeof word === "string") &&
    Object.entries(KINDS).every(([key, kinds]) =>
      kinds.includes(entry[key] === null ? "null" : typeof entry[key])
    );
}

/** Null when there is no such file. */
async function readOptional(folder: string, path: string): Promise<string | null> {
  try {
    await Deno.lstat(`${folder}/${path}`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return null;
    throw incompleteBundle(folder, String(error), error);
  }
  return new TextDecoder().decode(await readStored(folder, path));
}

/** @throws HarnessError `bundle/incomplete` when one cannot be read, or all are more than memory is for. */
async function checkEvidence(folder: string, paths: readonly string[]): Promise<void> {
  let total = 0;
  for (const path of paths) total += await sizeOfStored(folder, path);
  if (total > MOST_EVIDENCE_BYTES) throw incompleteBundle(folder, `its evidence is of ${total} bytes`);
}

function checkedName(folder: string, file: string): string {
  if (!file.includes("/")) return file;
  throw incompleteBundle(folder, `the evidence "${file}" lies outside`);
}

/** Without one that a crash cut short. */
function wholeLines(text: string): readonly string[] {
  return text.slice(0, text.lastIndexOf("\n") + 1).split("\n").filter((line) => line !== "");
}

function parseLines(folder: string, path: string, lines: readonly string[]): readonly unknown[] {
  return lines.map((line, index): unknown => {
    if (line.length > LONGEST_LINE) {
      throw incompleteBundle(folder, `line ${index + 1} of ${path} has more than ${LONGEST_LINE} characters`);
    }
    try {
      return parseBoundedJson(line);
    } catch (error) {
      throw incompleteBundle(folder, `line ${index + 1} of ${path} is no JSON: ${String(error)}`, error);
    }
  });
}

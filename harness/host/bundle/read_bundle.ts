// Reads the files of a bundle from disk. What its run says of itself is checked by the one door (readRecord), the evidence
// here: a bundle may come from somebody else, so no name and no link leads out of its folder.
import { HarnessError } from "../../model/harness_error.ts";
import { printableLine } from "../../model/text/printable.ts";
import type { BundleOnDisk, EvidenceEntry, StoredBundle } from "../../ports/bundle.ts";
import { CHECKSUMS_FILE } from "../../ports/bundle_files.ts";

const EVENTS = "events.ndjson";
const INDEX = "evidence/index.ndjson";

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
  for (const file of files) await checkRegular(folder, `evidence/${checkedName(folder, file)}`);
  const readEvidence = (file: string | null) =>
    file === null
      ? Promise.resolve(new Uint8Array())
      : readRegular(folder, `evidence/${checkedName(folder, file)}`);
  return {
    folder,
    events: parseLines(folder, EVENTS, lines.events),
    evidence,
    lines,
    readStdout: ({ stdoutFile }) => readEvidence(stdoutFile),
    readStderr: ({ stderrFile }) => readEvidence(stderrFile),
    samples: await samplesOf(`${folder}/samples.ndjson`),
  };
}

/** What is said of a folder that is no bundle. */
export function bundleNotFound(folder: string): HarnessError {
  return new HarnessError("bundle/not-found", `Cannot read the bundle "${folder}": it has no ${EVENTS}`, {
    hint: 'Give the folder of a run, for example "reports/out/latest"',
  });
}

async function samplesOf(path: string): Promise<StoredBundle["samples"]> {
  const isThere = await Deno.lstat(path).then(({ isFile }) => isFile, () => false);
  return isThere ? () => piecesOf(path) : null;
}

async function* piecesOf(path: string): AsyncIterable<string> {
  using file = await Deno.open(path);
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(64 * 1024);
  for (let count = await file.read(buffer); count !== null; count = await file.read(buffer)) {
    yield decoder.decode(buffer.subarray(0, count), { stream: true });
  }
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
  return new TextDecoder().decode(await readRegular(folder, path));
}

async function readRegular(folder: string, path: string): Promise<Uint8Array> {
  await checkRegular(folder, path);
  try {
    return await Deno.readFile(`${folder}/${path}`);
  } catch (error) {
    throw incompleteBundle(folder, String(error), error);
  }
}

async function checkRegular(folder: string, path: string): Promise<void> {
  const found = await Deno.lstat(`${folder}/${path}`).catch((error: unknown) => {
    throw incompleteBundle(folder, `"${path}" cannot be read: ${String(error)}`, error);
  });
  if (!found.isFile) throw incompleteBundle(folder, `"${path}" is no regular file`);
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
    try {
      return JSON.parse(line);
    } catch (error) {
      throw incompleteBundle(folder, `line ${index + 1} of ${path} is no JSON: ${String(error)}`, error);
    }
  });
}

/** What is said of a bundle that cannot be read whole. */
export function incompleteBundle(folder: string, why: string, cause?: unknown): HarnessError {
  return new HarnessError("bundle/incomplete", printableLine(`Cannot read the bundle "${folder}": ${why}`), {
    hint: 'Copy the bundle again, whole; "bmverify report --verify" names every file that differs',
    cause,
  });
}

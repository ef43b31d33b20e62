// Reads a bundle from disk, for judging and reporting again.
import { HarnessError } from "../model/harness_error.ts";
import type { RunEvent } from "../model/record/run_event.ts";
import type { EvidenceEntry, StoredBundle } from "../ports/bundle.ts";

/**
 * Opens the bundle in `folder`. A last line cut short by a crash is dropped: everything before it is whole.
 *
 * @throws HarnessError `bundle/not-found`, `bundle/incomplete`.
 */
export async function readBundle(folder: string): Promise<StoredBundle> {
  const events = await readLines(`${folder}/events.ndjson`, isEvent);
  if (events === null) {
    throw new HarnessError(
      "bundle/not-found",
      `Cannot read the bundle "${folder}": it has no events.ndjson`,
      {
        hint: 'Give the folder of a run, for example "reports/out/latest"',
      },
    );
  }
  if (events[0]?.kind !== "run-started") {
    throw new HarnessError("bundle/incomplete", `Cannot read the bundle "${folder}": the run never started`, {
      hint: "Give the folder of another run",
    });
  }
  return {
    folder,
    events,
    evidence: await readLines(`${folder}/evidence/index.ndjson`, isEvidence) ?? [],
    readStdout: ({ stdoutFile }) => readEvidence(folder, stdoutFile),
    readStderr: ({ stderrFile }) => readEvidence(folder, stderrFile),
    samples: await samplesOf(`${folder}/samples.ndjson`),
  };
}

async function readEvidence(folder: string, file: string | null): Promise<Uint8Array> {
  if (file === null) return new Uint8Array();
  const path = `${folder}/evidence/${file}`;
  // A bundle may come from somebody else: a name or a link that leaves its folder is not followed.
  if (file.includes("/")) throw incomplete(folder, file);
  try {
    if (!(await Deno.lstat(path)).isFile) throw new Error("it is not a regular file");
    return await Deno.readFile(path);
  } catch (error) {
    throw incomplete(folder, file, error);
  }
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

/** What every later step relies on; the rest is judged where it is used. */
function isEvent(line: unknown): line is RunEvent {
  return isObject(line) && typeof line["kind"] === "string";
}

function isEvidence(line: unknown): line is EvidenceEntry {
  return isObject(line) && typeof line["id"] === "string" && typeof line["label"] === "string" &&
    typeof line["startedMs"] === "number" && typeof line["durationMs"] === "number" &&
    Array.isArray(line["argv"]) && [line["stdoutFile"], line["stderrFile"]].every(isName);
}

function isName(name: unknown): boolean {
  return name === null || typeof name === "string";
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

async function readLines<T>(
  path: string,
  isLine: (line: unknown) => line is T,
): Promise<readonly T[] | null> {
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return null;
    throw new HarnessError("bundle/incomplete", `Cannot read "${path}": ${String(error)}`, {
      hint: "Check the rights of the bundle",
      cause: error,
    });
  }
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  try {
    return whole.split("\n").filter((line) => line !== "").map((line) => {
      const parsed: unknown = JSON.parse(line);
      if (!isLine(parsed)) throw new Error("a line is not what it should be");
      return parsed;
    });
  } catch (error) {
    throw new HarnessError("bundle/incomplete", `Cannot read "${path}": ${String(error)}`, {
      hint: "Check the bundle against its SHA256SUMS",
      cause: error,
    });
  }
}

function incomplete(folder: string, file: string, cause?: unknown): HarnessError {
  return new HarnessError(
    "bundle/incomplete",
    `Cannot read the evidence "${file}" of the bundle "${folder}"`,
    {
      hint: "Check the bundle against its SHA256SUMS",
      cause,
    },
  );
}

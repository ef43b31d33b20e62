// What reporters get beside the record: the raw outputs, decoded, what the lists among them hold, and the samples.
import type { EvidenceText, ListedEntry, ReportContext } from "../../../reports/views/reporter.ts";
import { parseDetections } from "../../device/parse_detections.ts";
import { printedTimes } from "../../device/printed_times.ts";
import { toProblem } from "../../model/harness_error.ts";
import type { StoredBundle } from "../../ports/bundle.ts";
import { LISTING } from "../../run/attempt/rejudge_attempts.ts";

/** What reporters get of a bundle. */
type Material = Pick<ReportContext, "evidence" | "readListing" | "samples">;

/** Evidence and samples of a stored bundle. Outputs that share a file are read once. */
export async function reportMaterial(bundle: StoredBundle): Promise<Material> {
  const texts = new Map<string, string>();
  const decode = async (file: string | null, read: () => Promise<Uint8Array>): Promise<string> => {
    if (file === null) return "";
    const known = texts.get(file);
    if (known !== undefined) return known;
    const text = new TextDecoder().decode(await read());
    texts.set(file, text);
    return text;
  };
  const evidence: EvidenceText[] = [];
  for (const entry of bundle.evidence) {
    const { id, argv, startedMs, durationMs, exitCode, timedOut, truncated, stdoutFile, stderrFile } = entry;
    evidence.push({
      ...{ id, argv, startedMs, durationMs, exitCode, timedOut, truncated, stdoutFile },
      stdout: await decode(stdoutFile, () => bundle.readStdout(entry)),
      stderr: await decode(stderrFile, () => bundle.readStderr(entry)),
    });
  }
  const material = { evidence, readListing: listingReader(bundle) };
  return bundle.samples === null ? material : { ...material, samples: bundle.samples };
}

/** Reads lists when they are asked for: a long run keeps thousands of them. Those that share a file are read once. */
function listingReader(bundle: StoredBundle): NonNullable<Material["readListing"]> {
  const listings = new Set(bundle.evidence.filter(({ label }) => label === LISTING).map(({ id }) => id));
  const read = new Map<string, readonly ListedEntry[] | null>();
  return ({ id, stdout, stdoutFile, exitCode, timedOut, truncated }) => {
    if (!listings.has(id) || exitCode !== 0 || timedOut || truncated) return null;
    const known = read.get(stdoutFile ?? "");
    if (known !== undefined) return known;
    const entries = entriesOf(stdout);
    read.set(stdoutFile ?? "", entries);
    return entries;
  };
}

/** Null for what the run could not read either. */
function entriesOf(stdout: string): readonly ListedEntry[] | null {
  try {
    const detections = parseDetections(stdout);
    const times = printedTimes(stdout);
    const isPrinted = times.length === detections.length;
    return detections.map((one, index) => ({ ...one, printedAt: isPrinted ? times[index] ?? null : null }));
  } catch (error) {
    toProblem(error);
    return null;
  }
}

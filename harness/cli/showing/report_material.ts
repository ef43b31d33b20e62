// What reporters get beside the record: the raw outputs, decoded, and the samples.
import type { EvidenceText, ReportContext } from "../../../reports/views/reporter.ts";
import type { StoredBundle } from "../../ports/bundle.ts";

/** Evidence and samples of a stored bundle. Outputs that share a file are read once. */
export async function reportMaterial(
  bundle: StoredBundle,
): Promise<Pick<ReportContext, "evidence" | "samples">> {
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
  return bundle.samples === null ? { evidence } : { evidence, samples: bundle.samples };
}

// Raw bytes of an output as text that a report can show.
import type { EvidenceText } from "./reporter.ts";

/** What is known of an output beside its bytes. */
export type EvidenceHead = Omit<EvidenceText, "stdout" | "stderr">;

/** Decodes both streams; bytes that are no UTF-8 become U+FFFD, a byte order mark stays. */
export function decodeEvidence(
  head: EvidenceHead,
  { stdout, stderr }: { readonly stdout: Uint8Array; readonly stderr: Uint8Array },
): EvidenceText {
  const decode = (bytes: Uint8Array) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const { id, argv, startedMs, durationMs, exitCode, timedOut, truncated, stdoutFile } = head;
  return {
    id,
    argv,
    startedMs,
    durationMs,
    exitCode,
    timedOut,
    truncated,
    stdoutFile,
    stdout: decode(stdout),
    stderr: decode(stderr),
  };
}

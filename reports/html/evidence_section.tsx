/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// The raw outputs behind the verdict, for somebody who does not trust it. Only what the record refers to; the
// bundle has every call.
import type { VNode } from "preact";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { formatDuration } from "../views/format_duration.ts";
import type { EvidenceText } from "../views/reporter.ts";
import { Section } from "./parts.tsx";

/** Outputs shown in the page at most; a long series of attempts refers to more. */
const MOST_OUTPUTS = 60;

/** Section `evidence`. */
export function EvidenceSection(
  { record, evidence }: { readonly record: RunRecord; readonly evidence: readonly EvidenceText[] },
): VNode {
  const referred = referredIds(record);
  const known = new Set(evidence.map(({ id }) => id));
  const all = evidence.filter(({ id }) => referred.has(id));
  const shown = all.slice(0, MOST_OUTPUTS);
  const missing = [...referred].filter((id) => !known.has(id));
  return (
    <Section id="evidence" title="Evidence" count={`${all.length} raw outputs`}>
      <p>
        What the agent printed, as it was printed. The folder <code>evidence/</code>{" "}
        beside this page has the output of every call, <code>events.ndjson</code>{" "}
        everything that happened, and <code>SHA256SUMS</code> the check sum of each file.
      </p>
      {shown.map((output) => <Output key={output.id} output={output} />)}
      {all.length === shown.length
        ? null
        : <p class="note">{all.length - shown.length} more are in the bundle.</p>}
      {missing.length === 0 || evidence.length === 0
        ? null
        : <p class="note">Referred to, but not in the bundle: {missing.join(", ")}.</p>}
    </Section>
  );
}

function referredIds(record: RunRecord): ReadonlySet<string> {
  const attempts = record.scenarios.flatMap((scenario) => scenario.attempts);
  return new Set([...record.prerequisites, ...attempts].flatMap(({ evidence }) => evidence));
}

function Output({ output }: { readonly output: EvidenceText }): VNode {
  const { id, argv, startedMs, durationMs, exitCode, timedOut, truncated, stdout, stderr, stdoutFile } =
    output;
  const end = timedOut ? "timed out" : exitCode === null ? "ended by a signal" : `exit code ${exitCode}`;
  return (
    <details id={`evidence-${encodeURIComponent(id)}`}>
      <summary>
        <code>{argv.join(" ")}</code>
        <span class="muted">
          {` ${end}, ${formatDuration(durationMs)}, ${formatDuration(startedMs)} after the start`}
          {truncated ? ", output cut" : ""}
        </span>
      </summary>
      {stdout === "" ? <p class="muted">It printed nothing.</p> : <pre tabIndex={0}>{stdout}</pre>}
      {stderr === "" ? null : (
        <>
          <p class="muted">Standard error</p>
          <pre tabIndex={0}>{stderr}</pre>
        </>
      )}
      {stdoutFile === null ? null : (
        <p>
          <a href={`evidence/${encodeURIComponent(stdoutFile)}`}>evidence/{stdoutFile}</a>
        </p>
      )}
    </details>
  );
}

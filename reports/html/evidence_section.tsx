/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// The raw outputs behind the verdict, for somebody who does not trust it. Only what the record refers to; the
// bundle has every call.
import type { VNode } from "preact";
import { formatDuration } from "../views/format_duration.ts";
import type { OutputGroup } from "../views/output_groups.ts";
import type { PageMaterial } from "./page_material.ts";
import { Section } from "./parts.tsx";

/** Section `evidence`. */
export function EvidenceSection(
  { material: { outputs, outputsLeftOut, missing } }: { readonly material: PageMaterial },
): VNode {
  return (
    <Section id="evidence" title="Evidence" count={`${outputs.length} distinct outputs`}>
      <p>
        What the agent printed, as it was printed, each distinct output once. The folder{" "}
        <code>evidence/</code> of the bundle has the output of every call, <code>events.ndjson</code>{" "}
        everything that happened, and <code>SHA256SUMS</code> the check sum of each file.
      </p>
      {outputs.map((group) => <Output key={group.anchor} group={group} />)}
      {outputsLeftOut === 0 ? null : <p class="note">{outputsLeftOut} more are in the bundle.</p>}
      {missing.length === 0
        ? null
        : <p class="note">Referred to, but not in the bundle: {missing.join(", ")}.</p>}
    </Section>
  );
}

function Output({ group: { anchor, output, calls } }: { readonly group: OutputGroup }): VNode {
  const { argv, exitCode, timedOut, truncated, stdout, stderr, stdoutFile } = output;
  const end = timedOut ? "timed out" : exitCode === null ? "ended by a signal" : `exit code ${exitCode}`;
  return (
    <details id={anchor}>
      <summary>
        <code>{argv.join(" ")}</code>
        <span class="muted">
          {` ${end}, ${timesRead(calls)} after the start of the run`}
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
        // No link: the page may lie somewhere else than its bundle.
        <p class="muted">
          In the bundle: <code>evidence/{stdoutFile}</code>
        </p>
      )}
    </details>
  );
}

function timesRead(calls: OutputGroup["calls"]): string {
  const [first, last] = [calls[0]?.answeredMs ?? 0, calls.at(-1)?.answeredMs ?? 0];
  if (calls.length === 1) return `read ${formatDuration(first)}`;
  return `read ${calls.length} times, ${formatDuration(first)} to ${formatDuration(last)}`;
}

/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// Links to the raw outputs that something rests on, each distinct one once; only to those that are in the page.
import type { VNode } from "preact";
import { formatDuration } from "../../views/format_duration.ts";
import type { OutputGroup } from "../../views/output_groups.ts";

/** What {@linkcode OutputLinks} is given. */
export interface OutputLinksProps {
  /** Ids as the record refers to them. */
  readonly ids: readonly string[];
  readonly outputs: readonly OutputGroup[];
  /** The output that shows the entry which counts. */
  readonly showing?: string | undefined;
  /** Milliseconds from the start of the run from which times are told; left out: none are. */
  readonly fromMs?: number | null;
}

/** The links; a word where there is nothing to link to. */
export function OutputLinks({ ids, outputs, showing, fromMs = null }: OutputLinksProps): VNode {
  const wanted = new Set(ids);
  const groups = outputs.map((group) => ({
    ...group,
    calls: group.calls.filter(({ id }) => wanted.has(id)),
  })).filter(({ calls }) => calls.length > 0);
  const linked = groups.reduce((sum, { calls }) => sum + calls.length, 0);
  const left = wanted.size - linked;
  return (
    <ul class="outputs">
      {groups.map(({ anchor, output, calls }) => (
        <li key={anchor}>
          <a href={`#${anchor}`}>
            <code>{commandOf(output.argv)}</code>
          </a>{" "}
          <span class="muted">{timesRead(calls, fromMs)}</span>{" "}
          {calls.some(({ id }) => id === showing) ? <strong>shows the entry that counts</strong> : null}
        </li>
      ))}
      {left === 0 ? null : <li class="muted">{`${left} more in the bundle`}</li>}
    </ul>
  );
}

/** As a person types it, without the folder of the program. */
function commandOf([program = "", ...args]: readonly string[]): string {
  return [program.slice(program.lastIndexOf("/") + 1), ...args].join(" ");
}

function timesRead(calls: OutputGroup["calls"], fromMs: number | null): string {
  const often = calls.length === 1 ? "read once" : `read ${calls.length} times`;
  const [first, last] = [calls[0], calls.at(-1)];
  if (fromMs === null || first === undefined || last === undefined) return often;
  const [fromWord, toWord] = [first, last].map(({ answeredMs }) => relative(answeredMs - fromMs));
  return `${often}, ${fromWord}${calls.length === 1 ? "" : ` to ${toWord}`}`;
}

/** Before the trigger a time is negative. */
function relative(ms: number): string {
  return ms < 0 ? `${formatDuration(-ms)} before` : `${formatDuration(ms)} after`;
}

// Raw outputs, each distinct one once: an agent that is asked sixty times mostly says the same.
import type { EvidenceText } from "./reporter.ts";

/** One output, and every time it was given. */
export interface OutputGroup {
  /** Name of its place in the page. */
  readonly anchor: string;
  /** The first of its kind. */
  readonly output: EvidenceText;
  /** All that are the same, in the order in which they were asked for. */
  readonly calls: readonly OutputCall[];
}

/** One time that an output was given. */
export interface OutputCall {
  readonly id: string;
  /** Milliseconds from the start of the run until it was there. */
  readonly answeredMs: number;
}

/** Groups the outputs that are referred to: same command, same end, same text. In the order of their first call. */
export function groupOutputs(
  evidence: readonly EvidenceText[],
  referred: ReadonlySet<string>,
): readonly OutputGroup[] {
  const groups = Map.groupBy(
    evidence.filter(({ id }) => referred.has(id)),
    ({ argv, exitCode, timedOut, truncated, stdout, stderr }) =>
      JSON.stringify([argv, exitCode, timedOut, truncated, stdout, stderr]),
  );
  return [...groups.values()].flatMap(([first, ...others], index): readonly OutputGroup[] =>
    first === undefined ? [] : [{
      anchor: `output-${index + 1}`,
      output: first,
      calls: [first, ...others].map(({ id, startedMs, durationMs }) => (
        { id, answeredMs: startedMs + durationMs }
      )),
    }]
  );
}

// A history as a list: a line a run.
import type { RunFact } from "../../../reports/facts/fact.ts";
import { changeInWords, contextChanges } from "../comparing/context_changes.ts";

/** Everything that a line says. */
export interface NightLine {
  readonly run: string;
  readonly night: string;
  readonly verdict: RunFact["verdict"];
  readonly reason: RunFact["reason"];
  readonly agent: string | null;
  readonly restore: RunFact["restore"];
  /** What differs from the run before, in words; the length of the list apart, which differs every night. */
  readonly changed: readonly string[];
}

/** The lines of one device, in the order of its runs. */
export function nightLines(runs: readonly RunFact[]): readonly NightLine[] {
  return runs.map((one, index) => {
    const before = runs[index - 1];
    const { run, night, verdict, reason, agent, restore } = one;
    const changes = before === undefined ? [] : contextChanges(before, one);
    const changed = changes.filter(({ name }) => name !== "list length").map(changeInWords);
    return { run, night, verdict, reason, agent, restore, changed };
  });
}

/** The lines as a table. */
export function nightTable(lines: readonly NightLine[]): string {
  const rows = lines.map(({ night, verdict, reason, agent, restore, changed, run }) => [
    night,
    verdict,
    reason,
    agent ?? "agent not known",
    restore === "failed" ? "NOT RESTORED" : restore,
    run,
    changed.length === 0 ? "" : `changed: ${changed.join("; ")}`,
  ]);
  const widths = [0, 1, 2, 3, 4, 5].map((column) =>
    Math.max(0, ...rows.map((row) => row[column]?.length ?? 0))
  );
  return rows.map((row) =>
    `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()}\n`
  )
    .join("");
}

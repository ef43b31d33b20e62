/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// The tables of the trend page: what changed around the nights, and the runs themselves.
import type { VNode } from "preact";
import type { RunFact } from "../../../reports/facts/fact.ts";
import { Section, VerdictBadge, Wide } from "../../../reports/html/parts.tsx";
import { changeInWords, contextChanges, type ContextName } from "../comparing/context_changes.ts";
import { nightLines } from "../nights/night_lines.ts";
import type { TrendMaterial } from "./trend_sections.tsx";

const MOST_RUNS = 60;
const MOST_CHANGES = 200;
/** A change that stands on most nights is no mark: it would hide the others. */
const TOO_COMMON = 1 / 3;

/** Nights on which something changed that does not change on most nights. */
export function contextMarks(runs: readonly RunFact[]): readonly string[] {
  const changes = changesOf(runs);
  const count = (name: ContextName) => changes.filter((change) => change.name === name).length;
  const rare = changes.filter(({ name }) => count(name) <= Math.max(3, TOO_COMMON * runs.length));
  return [...new Set(rare.map(({ night }) => night))];
}

function changesOf(runs: readonly RunFact[]) {
  return runs.slice(1).flatMap((run, index) => {
    const before = runs[index];
    if (before === undefined) return [];
    return contextChanges(before, run).filter(({ name }) => name !== "list length")
      .map((change) => ({ ...change, night: run.night, words: changeInWords(change) }));
  });
}

/** Every change of context and every acceptance, the newest first. */
export function ContextSection({ nights, accepted }: TrendMaterial): VNode {
  const changes = changesOf(nights.map(({ run }) => run)).toReversed();
  return (
    <Section id="contexts" title="What changed around it" count={`${changes.length} changes`}>
      {accepted.map(({ run, because, who, at }) => (
        <p key={run}>
          From <code>{run}</code> on accepted by {who} on {at.slice(0, 10)}: {because}
        </p>
      ))}
      <Wide label="Changes of context">
        <table>
          <thead>
            <tr>
              <th scope="col">Night</th>
              <th scope="col">Change</th>
            </tr>
          </thead>
          <tbody>
            {changes.slice(0, MOST_CHANGES).map(({ night, words }) => (
              <tr key={`${night} ${words}`}>
                <td class="number">{night}</td>
                <td>{words}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </Section>
  );
}

/** The last runs, the newest first. */
export function RunSection({ nights }: TrendMaterial): VNode {
  const lines = nightLines(nights.map(({ run }) => run)).toReversed();
  return (
    <Section id="runs" title="Runs" count={`${lines.length}`}>
      <Wide label="Runs">
        <table>
          <thead>
            <tr>
              {["Night", "Verdict", "Reason", "Agent", "Restore", "Run"].map((title) => (
                <th key={title} scope="col">{title}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, MOST_RUNS).map(({ night, verdict, reason, agent, restore, run }) => (
              <tr key={run}>
                <td class="number">{night}</td>
                <td>
                  <VerdictBadge verdict={verdict} />
                </td>
                <td>{reason}</td>
                <td>{agent ?? "not known"}</td>
                <td>{restore === "failed" ? <strong>not restored</strong> : restore}</td>
                <td>
                  <code>{run}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </Section>
  );
}

// What `check` prints: a table, JSON, or one line; and the exit code that goes with it.
import { checklist, type ChecklistStyle } from "../../../reports/terminal/checklist.ts";
import { labelledLines } from "../../../reports/terminal/labelled_lines.ts";
import { groupPrerequisites } from "../../../reports/views/group_prerequisites.ts";
import { policyInWords } from "../../../reports/views/policy_in_words.ts";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import { blockingPrerequisites, type Prerequisite } from "../../model/prerequisite.ts";
import type { RunRecord } from "../../model/record/run_record.ts";
import { hangLines } from "../../model/text/hang_lines.ts";
import { jsonText, printableLine } from "../../model/text/printable.ts";
import { asSentence } from "../../model/text/sentence.ts";
import type { Style } from "../../model/text/style.ts";
import type { Host } from "../../ports/host.ts";
import { createStyle } from "../showing/create_style.ts";

/** What was checked. */
export interface CheckOutcome {
  readonly policy: RunRecord["policy"];
  readonly prerequisites: readonly Prerequisite[];
  /** What JSON says in front of it: notice and marks. */
  readonly marks: Readonly<Record<string, unknown>>;
  /** Word in front of the one line of `--quiet`; empty for a real device. */
  readonly mark: string;
  /** First lines of the table. */
  readonly head: (style: Style) => readonly string[];
  /** The last line when nothing blocks. */
  readonly ready: string;
  /** What keeps a run from starting whatever the device is like: what an earlier one left. Null for nothing. */
  readonly inTheWay: string | null;
}

/** How it is printed. */
export interface CheckShowing {
  readonly json?: true;
  readonly quiet?: true;
  readonly color: boolean;
}

/** Prints it: exit 0 when nothing stands in the way of a run, 3 otherwise. */
export async function tellCheck(
  { terminal, facts }: Pick<Host, "terminal" | "facts">,
  showing: CheckShowing,
  outcome: CheckOutcome,
): Promise<ExitCode> {
  const { policy, prerequisites, marks, mark, inTheWay } = outcome;
  const isReady = blockingPrerequisites(prerequisites).length === 0 && inTheWay === null;
  if (showing.json === true) {
    const json = { ...marks, ready: isReady, inTheWay, policy, prerequisites };
    terminal.write(`${jsonText(json)}\n`);
  } else if (showing.quiet === true) {
    terminal.write(`${mark}${isReady ? "ready" : "not ready"}\n`);
  } else {
    const style = await createStyle(facts.colour && showing.color);
    terminal.write(tableOf(outcome, { style, columns: facts.columns }));
  }
  return isReady ? EXIT_CODE.pass : EXIT_CODE.inconclusive;
}

function tableOf(
  { policy, prerequisites, head, ready, inTheWay }: CheckOutcome,
  shown: ChecklistStyle,
): string {
  const { style, columns } = shown;
  const why = [...blockingInWords(prerequisites), ...(inTheWay === null ? [] : [asSentence(inTheWay)])];
  const end = why.length === 0 ? style.green(ready) : style.red(`Not ready: ${why.join(" ")}`);
  const lines = [
    ...head(style).flatMap((line) => hangLines("", line, { columns, indent: 0 })),
    ...labelledLines(["Policy", policyInWords(policy)], { indent: 8, columns, emphasis: style.bold }),
    "",
    ...checklist(prerequisites, shown),
    "",
    ...hangLines("", end, { columns, indent: 0 }),
  ];
  return `${lines.join("\n")}\n`;
}

/** The cause and what mends it, so that the last lines say enough alone. */
function blockingInWords(prerequisites: readonly Prerequisite[]): readonly string[] {
  const { inTheWay: [first, ...others] } = groupPrerequisites(prerequisites);
  if (first === undefined) return [];
  const { one: { id, status, remedy }, unread } = first;
  const count = unread.length + others.length;
  const more = count === 0 ? "" : `, and ${count} more ${count === 1 ? "is" : "are"} not met or not known`;
  const mend = remedy === null ? "" : ` Begin with: ${printableLine(remedy)}`;
  return [`${id} is ${status === "unmet" ? "not met" : "not known"}${more}.${mend}`];
}

// What `check` prints: a table, JSON, or one line; and the exit code that goes with it.
import { checklist } from "../../../reports/formats/checklist.ts";
import { policyInWords } from "../../../reports/views/policy_in_words.ts";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import { blockingPrerequisites, type Prerequisite } from "../../model/prerequisite.ts";
import type { RunRecord } from "../../model/record/run_record.ts";
import { jsonText, printableLine } from "../../model/text/printable.ts";
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
    terminal.write(tableOf(outcome, await createStyle(facts.colour && showing.color)));
  }
  return isReady ? EXIT_CODE.pass : EXIT_CODE.inconclusive;
}

function tableOf({ policy, prerequisites, head, ready, inTheWay }: CheckOutcome, style: Style): string {
  const blocking = blockingPrerequisites(prerequisites).length;
  const why = [
    ...(blocking === 0
      ? []
      : [`${blocking} required ${blocking === 1 ? "prerequisite is" : "prerequisites are"} not met`]),
    ...(inTheWay === null ? [] : [inTheWay]),
  ];
  const end = why.length === 0 ? style.green(ready) : style.red(`Not ready: ${why.join(". ")}`);
  const lines = [
    ...head(style),
    `${style.bold("Policy")}  ${printableLine(policyInWords(policy))}`,
    "",
    ...checklist(prerequisites, style),
    "",
    end,
  ];
  return `${lines.join("\n")}\n`;
}

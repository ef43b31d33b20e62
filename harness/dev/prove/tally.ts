// Counts of what the harness got wrong on made-up machines, by artefact.
import type { RunRecord } from "../../model/record/run_record.ts";
import { type Answer, askOracle } from "./oracle.ts";
import { tellStory, type Told } from "./drive_run.ts";
import type { Story } from "./story.ts";

/** What can be wrong with the verdicts of one device. */
const MISTAKES = ["false pass", "false fail", "needless inconclusive", "judge disagrees"] as const;

/** One of {@linkcode MISTAKES}. */
export type Mistake = (typeof MISTAKES)[number];

/** A device on trial. */
export interface Trial {
  readonly mistakes: ReadonlySet<Mistake>;
  readonly isUndecidable: boolean;
  /** More than one verdict is right for the run: nobody can be held to one. */
  readonly isOpen: boolean;
  /** What was right and what was said, one line for each. */
  readonly account: readonly string[];
}

/** Runs a story and holds what the harness says against the truth. */
export async function tryStory(story: Story): Promise<Trial> {
  const told = await tellStory(story);
  const answer = askOracle(told.world, told.record);
  const mistakes = new Set<Mistake>();
  const account: string[] = [];
  for (const { scenarioId, attempt, verdicts } of answer.attempts) {
    note(mistakes, attempt.verdict, verdicts);
    const isWrong = verdicts.has(attempt.verdict) ? "" : " WRONG";
    account.push(
      `${scenarioId} #${attempt.index}: ${attempt.verdict} ${attempt.reason}, right: ${
        [...verdicts].join("|")
      }${isWrong}`,
    );
  }
  note(mistakes, told.record.verdict, answer.run);
  account.push(runLine(told.record, answer));
  const differences = disagreements(told);
  if (differences.length > 0) mistakes.add("judge disagrees");
  return {
    mistakes,
    isUndecidable: answer.isUndecidable,
    isOpen: answer.run.size > 1,
    account: [...account, ...differences],
  };
}

function note(mistakes: Set<Mistake>, verdict: RunRecord["verdict"], right: ReadonlySet<string>): void {
  if (right.has(verdict)) return;
  mistakes.add(
    verdict === "pass" ? "false pass" : verdict === "fail" ? "false fail" : "needless inconclusive",
  );
}

function runLine({ verdict, reason, explanation }: RunRecord, { run }: Answer): string {
  const isWrong = run.has(verdict) ? "" : " WRONG";
  return `run: ${verdict} ${reason}, right: ${[...run].join("|")}${isWrong}: ${explanation}`;
}

/** Where `judge` says otherwise than the run. */
function disagreements({ record, judged }: Told): readonly string[] {
  if (typeof judged === "string") return [`judge could not judge: ${judged}`];
  const said = (one: Pick<RunRecord, "verdict" | "reason" | "scenarios">): readonly string[] => [
    `run: ${one.verdict} ${one.reason}`,
    ...one.scenarios.flatMap(({ id, attempts }) =>
      attempts.map(({ index, verdict, reason }) => `${id} #${index}: ${verdict} ${reason}`)
    ),
  ];
  const [then, now] = [said(record), said(judged)];
  return now.flatMap((line, index) => line === then[index] ? [] : [`judge: ${line}, was ${then[index]}`]);
}

/** One row of the table. */
interface Row {
  devices: number;
  undecidable: number;
  open: number;
  readonly mistakes: Record<Mistake, number>;
}

/** Part of the devices that may be judged inconclusive although somebody sharp could tell. */
const NEEDLESS_SHARE = 0.005;

/** Adds up trials. */
export class Tally {
  readonly all: Row = emptyRow();
  readonly #rows = new Map<string, Row>();

  add(story: Story, trial: Trial): void {
    const kinds = new Set<string>(story.artefacts.map(({ kind }) => kind));
    addTo(this.all, trial);
    for (const kind of kinds.size === 0 ? ["none"] : kinds) {
      const row = this.#rows.get(kind) ?? emptyRow();
      this.#rows.set(kind, row);
      addTo(row, trial);
    }
  }

  /** Mistakes of which there are more than may be: of most, any. */
  get missed(): readonly Mistake[] {
    const { mistakes, devices } = this.all;
    const most = (mistake: Mistake): number =>
      mistake === "needless inconclusive" ? devices * NEEDLESS_SHARE : 0;
    return MISTAKES.filter((mistake) => mistakes[mistake] > most(mistake));
  }

  /** The table as text, a row for each artefact and one for all. */
  get table(): string {
    const heads = ["artefact", "devices", ...MISTAKES.map((name) => name), "undecidable", "open"];
    const rows = [...this.#rows].toSorted(([one], [other]) => one < other ? -1 : 1).concat([[
      "all",
      this.all,
    ]]);
    const lines = rows.map(([name, row]) => [
      name,
      String(row.devices),
      ...MISTAKES.map((mistake) => String(row.mistakes[mistake])),
      String(row.undecidable),
      String(row.open),
    ]);
    return [heads, ...lines].map((line) =>
      line.map((cell, index) =>
        index === 0 ? cell.padEnd(16) : cell.padStart((heads[index] ?? "").length + 2)
      ).join("")
    ).join("\n");
  }
}

function emptyRow(): Row {
  return {
    devices: 0,
    undecidable: 0,
    open: 0,
    mistakes: { "false pass": 0, "false fail": 0, "needless inconclusive": 0, "judge disagrees": 0 },
  };
}

function addTo(row: Row, { mistakes, isUndecidable, isOpen }: Trial): void {
  row.devices += 1;
  if (isUndecidable) row.undecidable += 1;
  if (isOpen) row.open += 1;
  for (const mistake of mistakes) row.mistakes[mistake] += 1;
}

// A run and the history of its device: what changed since the run before, and the facts of this one. The history is read
// before the reports and written after everything else; whatever is wrong with it changes neither verdict nor exit code.
import { factsOf } from "../../../reports/facts/facts_of.ts";
import { compareRuns } from "../../history/comparing/compare_runs.ts";
import { sinceInWords } from "../../history/comparing/since_words.ts";
import { deviceHistories } from "../../history/nights/device_history.ts";
import { fromStored, toStored } from "../../history/nights/stored_facts.ts";
import { toProblem } from "../../model/harness_error.ts";
import type { RunRecord } from "../../model/record/run_record.ts";
import type { Host } from "../../ports/host.ts";

/** What a history is kept with. */
export type HistoryHost = Pick<Host, "histories" | "terminal">;

/**
 * What changed since the run before of the same device and kind of evidence; none without one. Never throws: a history that
 * cannot be read is said when the run is added to it.
 */
export async function sinceLastRun(
  { histories }: HistoryHost,
  path: string | null,
  record: RunRecord,
): Promise<readonly string[]> {
  if (path === null) return [];
  try {
    const store = await histories.open(path, "read");
    if (store === null) return [];
    try {
      const facts = factsOf(record);
      const earlier = store.runs().map(fromStored).filter(({ run }) => run.run !== facts.run.run);
      const history = deviceHistories([...earlier, facts]).find(({ nights }) => nights.includes(facts));
      const before = history?.nights.findLast((night) =>
        night !== facts && night.run.started <= facts.run.started
      );
      return before === undefined ? [] : sinceInWords(compareRuns(before, facts));
    } finally {
      store.close();
    }
  } catch {
    return [];
  }
}

/** Adds the run. Never throws: a broken history is one line, and changes neither verdict nor exit code. */
export async function addToHistory(
  { histories, terminal }: HistoryHost,
  path: string | null,
  record: RunRecord,
): Promise<void> {
  if (path === null) return;
  try {
    const store = await histories.open(path, "write");
    try {
      store?.add([toStored(factsOf(record))]);
    } finally {
      store?.close();
    }
  } catch (error) {
    const { code, message, hint } = toProblem(error);
    terminal.writeError(`bmverify: The run is not in the history. ${message}. ${hint} [${code}]\n`);
  }
}

// `compare`: two stored runs beside each other.
import { HarnessError } from "../../model/harness_error.ts";
import { compareRuns } from "../../history/comparing/compare_runs.ts";
import { comparisonInWords } from "../../history/comparing/comparison_words.ts";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import { jsonText } from "../../model/text/printable.ts";
import { type FactsHost, openFactsOfRun } from "../open_facts.ts";

/** The paths of both runs. */
export interface ComparedPaths {
  readonly before: string;
  readonly after: string;
}

/** Values of the options of `compare`. */
export interface CompareOptions {
  readonly json?: true;
  readonly quiet?: true;
}

/**
 * Runs `compare A B`: exit 1 when the second run is worse, 0 otherwise. Quiet is one line.
 *
 * @throws HarnessError `facts/not-comparable` for runs of two kinds of evidence, and what cannot be opened.
 */
export async function compare(
  host: FactsHost,
  { before, after }: ComparedPaths,
  { json, quiet }: CompareOptions,
): Promise<ExitCode> {
  const [one, other] = [await openFactsOfRun(host, before), await openFactsOfRun(host, after)];
  if (one.run.evidence !== other.run.evidence) {
    throw new HarnessError(
      "facts/not-comparable",
      `Cannot compare "${before}" (${one.run.evidence}) with "${after}" (${other.run.evidence})`,
      { hint: "Compare real runs with real ones, and simulated ones with simulated ones" },
    );
  }
  const comparison = compareRuns(one, other);
  const { worse } = comparison;
  if (json === true) host.terminal.write(`${jsonText(comparison)}\n`);
  else if (quiet === true) {
    const mark = other.run.evidence === "real" ? "" : `${other.run.evidence.toUpperCase()} `;
    host.terminal.write(`${mark}${worse.length === 0 ? "not worse" : `worse: ${worse.join("; ")}`}\n`);
  } else host.terminal.write(comparisonInWords(comparison));
  return worse.length === 0 ? EXIT_CODE.pass : EXIT_CODE.fail;
}

// All reporters, and the way from the words of `--reporter` to them.
import { HarnessError } from "../harness/model/harness_error.ts";
import { nearestWord } from "../harness/model/nearest_word.ts";
import { attemptsCsvReporter } from "./attempts_csv.ts";
import { ctrfReporter } from "./ctrf.ts";
import { measurementsCsvReporter } from "./measurements_csv.ts";
import { metricsReporter } from "./open_metrics.ts";
import { ocsfReporter } from "./ocsf.ts";
import { otlpReporter } from "./otlp.ts";
import { samplesCsvReporter } from "./samples_csv.ts";
import { tapReporter } from "./tap.ts";
import { consoleReporter } from "./console.ts";
import { githubReporter } from "./github.ts";
import { htmlReporter } from "./html.ts";
import { jsonReporter } from "./json.ts";
import { junitReporter } from "./junit.ts";
import { markdownReporter } from "./markdown.ts";
import type { Reporter } from "./reporter.ts";

/** Every reporter, in the order in which they are written. */
export const REPORTERS: readonly Reporter[] = [
  consoleReporter,
  githubReporter,
  jsonReporter,
  htmlReporter,
  markdownReporter,
  junitReporter,
  ctrfReporter,
  tapReporter,
  attemptsCsvReporter,
  measurementsCsvReporter,
  samplesCsvReporter,
  metricsReporter,
  otlpReporter,
  ocsfReporter,
];

/** The word that stands for every reporter, save those that only make sense in one place. */
export const ALL_REPORTERS = "all";

/**
 * The reporters that are asked for, in the order of the registry, each once. `all` stands for {@linkcode ALL_REPORTERS}.
 *
 * @throws HarnessError `report/unknown-reporter` with the nearest name, before anything is written.
 */
export function selectReporters(names: readonly string[]): readonly Reporter[] {
  for (const name of names) requireKnown(name);
  const all = names.includes(ALL_REPORTERS);
  return REPORTERS.filter(({ name, onRequestOnly }) =>
    names.includes(name) || (all && onRequestOnly !== true)
  );
}

function requireKnown(name: string): void {
  const known = [...REPORTERS.map((reporter) => reporter.name), ALL_REPORTERS];
  if (known.includes(name)) return;
  const nearest = nearestWord(name, known);
  throw new HarnessError("report/unknown-reporter", `Cannot write a report: there is no reporter "${name}"`, {
    hint: nearest === null ? `Use one of ${known.join(", ")}` : `Did you mean "${nearest}"?`,
  });
}

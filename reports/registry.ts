// All reporters, and the way from the words of `--reporter` to them.
import { HarnessError } from "../harness/model/harness_error.ts";
import { didYouMean } from "../harness/model/text/did_you_mean.ts";
import { attemptsCsvReporter } from "./formats/attempts_csv.ts";
import { ctrfReporter } from "./formats/ctrf.ts";
import { measurementsCsvReporter } from "./formats/measurements_csv.ts";
import { metricsReporter } from "./formats/open_metrics.ts";
import { ocsfReporter } from "./formats/ocsf.ts";
import { otlpReporter } from "./formats/otlp.ts";
import { samplesCsvReporter } from "./formats/samples_csv.ts";
import { tapReporter } from "./formats/tap.ts";
import { factsReporter } from "./formats/facts.ts";
import { consoleReporter } from "./terminal/console.ts";
import { feedbackMarkdownReporter } from "./formats/feedback_markdown.ts";
import { feedbackTextReporter } from "./formats/feedback_text.ts";
import { githubReporter } from "./formats/github.ts";
import { htmlReporter } from "./formats/html.ts";
import { jsonReporter } from "./formats/json.ts";
import { junitReporter } from "./formats/junit.ts";
import { markdownReporter } from "./formats/markdown.ts";
import type { Reporter } from "./views/reporter.ts";

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
  feedbackTextReporter,
  feedbackMarkdownReporter,
  metricsReporter,
  otlpReporter,
  ocsfReporter,
  factsReporter,
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
  return REPORTERS.filter(({ name, alsoBy, onRequestOnly }) =>
    names.includes(name) || (alsoBy !== undefined && names.includes(alsoBy)) ||
    (all && onRequestOnly !== true)
  );
}

function requireKnown(name: string): void {
  const known = [...REPORTERS.map((reporter) => reporter.name), ALL_REPORTERS];
  if (known.includes(name)) return;
  throw new HarnessError("report/unknown-reporter", `Cannot write a report: there is no reporter "${name}"`, {
    hint: didYouMean(name, known),
  });
}

// The reporters that print, beside those that were asked for: a verdict is always told, and a workflow gets annotations.
import { consoleReporter } from "../../../reports/terminal/console.ts";
import { githubReporter } from "../../../reports/formats/github.ts";
import { REPORTERS } from "../../../reports/registry.ts";
import type { Reporter } from "../../../reports/views/reporter.ts";
import type { HostFacts } from "../../ports/host_facts.ts";
import type { Showing } from "./showing.ts";

/** All that are to be rendered, in the order of the registry. Naming files with `--reporter` silences nothing. */
export function toldReporters(
  asked: readonly Reporter[],
  { end, isGithubStep }: Pick<Showing, "end"> & Pick<HostFacts, "isGithubStep">,
): readonly Reporter[] {
  const told = new Set([
    ...asked,
    ...(end === "summary" ? [consoleReporter] : []),
    ...(isGithubStep ? [githubReporter] : []),
  ]);
  return REPORTERS.filter((reporter) => told.has(reporter));
}

/** Where a report without a file goes; null: nowhere. GitHub reads annotations from both streams, scripts only one. */
export function streamOf({ name }: Reporter, { end }: Pick<Showing, "end">): "out" | "error" | null {
  if (name === githubReporter.name) return end === "record" || end === "line" ? "error" : "out";
  return end === "summary" ? "out" : null;
}

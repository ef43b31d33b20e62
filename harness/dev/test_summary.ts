// Reads what `deno test` runs came to from what they printed. Its JUnit file would not do: an error outside of all
// tests is told only there.

/** The outcome of one `deno test` process. */
export interface SuiteResult {
  readonly exitCode: number;
  /** What it printed, without colour. */
  readonly output: string;
}

/** What one or more runs came to. */
export interface TestSummary {
  readonly passed: number;
  readonly failed: number;
  /** As printed, with file and line; fewer than failed when a run broke off. */
  readonly failedNames: readonly string[];
  readonly ignoredNames: readonly string[];
}

const COUNTS = /^(?:ok|FAILED) \| (\d+) passed(?: \(\d+ steps?\))? \| (\d+) failed/;
const FAILURES = /^ ?FAILURES ?$/;
const IGNORED = /^(?:\S+ => )?(.+) \.\.\. ignored \(/;

/** Sums runs; one that broke off, failed without a failed test, or ran none counts as a failure of its own. */
export function summarize(results: readonly SuiteResult[]): TestSummary {
  let [passed, failed] = [0, 0];
  const failedNames: string[] = [];
  const ignoredNames: string[] = [];
  for (const { exitCode, output } of results) {
    const lines = output.split("\n");
    // The last ones, for a test may print a summary of its own.
    const counts = lines.map((line) => COUNTS.exec(line)).findLast((match) => match !== null);
    const [ofPassed, ofFailed] = [Number(counts?.[1] ?? 0), Number(counts?.[2] ?? 0)];
    const brokeOff = ofFailed === 0 && (exitCode !== 0 || ofPassed === 0);
    passed += ofPassed;
    failed += ofFailed + (brokeOff ? 1 : 0);
    if (ofFailed > 0) {
      failedNames.push(...namesBelow(lines, lines.findLastIndex((line) => FAILURES.test(line))));
    }
    ignoredNames.push(...lines.flatMap((line) => IGNORED.exec(line)?.[1] ?? []));
  }
  return { passed, failed, failedNames, ignoredNames };
}

/** The lines between a heading with an empty line after it and the next empty line. */
function namesBelow(lines: readonly string[], heading: number): readonly string[] {
  if (heading < 0) return [];
  const start = heading + 2;
  const end = lines.indexOf("", start);
  return lines.slice(start, end < 0 ? undefined : end);
}

/**
 * The same, with ignored tests counted as failures save those that are excused: where everything that a test needs was
 * to be installed, one that did not run proves nothing.
 */
export function refuseIgnored(summary: TestSummary, isExcused: (name: string) => boolean): TestSummary {
  const refused = summary.ignoredNames.filter((name) => !isExcused(name));
  return {
    ...summary,
    failed: summary.failed + refused.length,
    failedNames: [...summary.failedNames, ...refused.map((name) => `${name} (ignored)`)],
    ignoredNames: summary.ignoredNames.filter(isExcused),
  };
}

/** The same, with types that do not hold counted as one failure. */
export function refuseWrongTypes(
  summary: TestSummary,
  { exitCode }: Pick<SuiteResult, "exitCode">,
): TestSummary {
  if (exitCode === 0) return summary;
  return { ...summary, failed: summary.failed + 1, failedNames: [...summary.failedNames, "deno task check"] };
}

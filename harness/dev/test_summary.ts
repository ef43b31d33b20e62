// Counts the results of a `deno test` run from the summary line it ends with. That line, not its JUnit file, is
// the source: an error outside of all tests is counted only there.

/** What one or more test runs came to. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly ignored: number;
}

const SUMMARY =
  /^(?:ok|FAILED) \| (\d+) passed(?: \(\d+ steps?\))? \| (\d+) failed(?: \(\d+ steps?\))?(?: \| (\d+) ignored)?/;

/** Counts of the last summary line; null when the run broke off before it had one. */
export function readCounts(output: string): TestCounts | null {
  const found = output.split("\n").map((line) => SUMMARY.exec(line)).findLast((match) => match !== null);
  if (!found) return null;
  return { passed: Number(found[1]), failed: Number(found[2]), ignored: Number(found[3] ?? 0) };
}

/** The outcome of one `deno test` process. */
export interface SuiteResult {
  readonly exitCode: number;
  /** What it printed, without colour. */
  readonly output: string;
}

/** Sums suites; one that failed without a failed test, or ran none, counts as a failure of its own. */
export function sumCounts(results: readonly SuiteResult[]): TestCounts {
  let [passed, failed, ignored] = [0, 0, 0];
  for (const { exitCode, output } of results) {
    const counts = readCounts(output) ?? { passed: 0, failed: 0, ignored: 0 };
    const brokeOff = counts.failed === 0 && (exitCode !== 0 || counts.passed === 0);
    passed += counts.passed;
    failed += counts.failed + (brokeOff ? 1 : 0);
    ignored += counts.ignored;
  }
  return { passed, failed, ignored };
}

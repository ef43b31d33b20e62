// Probed assumptions as a person reads them: what was found, what it was found about, and from where the belief is.
import { printableLine } from "../../model/text/printable.ts";
import type { Style } from "../../model/text/style.ts";
import type { Finding } from "../../selftest/assumption.ts";
import { type ProbedAssumption, undermines } from "../../selftest/run_selftest.ts";

/** Words for a person. */
const STATUS = { confirmed: "confirmed", refuted: "refuted", untested: "not tested" } as const;
const WIDEST_STATUS = "not tested".length;

/** One line each; of what does not hold, also what was believed, how it was tried, and why it was believed. */
export function selftestTable(probed: readonly ProbedAssumption[], style: Style): readonly string[] {
  const widest = Math.max(0, ...probed.map(({ assumption }) => assumption.id.length));
  return probed.flatMap((one) => {
    const { assumption, finding } = one;
    const status = STATUS[finding.status].padEnd(WIDEST_STATUS);
    const line = `  ${colour(one, style)(status)}  ${style.bold(assumption.id.padEnd(widest))}  ${
      printableLine(told(finding))
    }`;
    if (finding.status !== "refuted") return [line];
    return [
      line,
      `    believed: ${assumption.belief}`,
      `    tried:    ${assumption.method}`,
      `    source:   ${assumption.source}`,
      ...(undermines(one)
        ? [`    ${style.red("Verdicts rest on it: do not trust one from this machine")}`]
        : []),
    ];
  });
}

/** `12 confirmed, 1 refuted, 3 could not be tested`. */
export function selftestSum(probed: readonly ProbedAssumption[]): string {
  const count = (status: Finding["status"]) =>
    probed.filter(({ finding }) => finding.status === status).length;
  const sum = `${count("confirmed")} confirmed, ${count("refuted")} refuted, ${
    count("untested")
  } could not be tested`;
  const undermined = probed.filter(undermines).length;
  return undermined === 0 ? sum : `${sum}; verdicts rest on ${undermined} of the refuted`;
}

function told(finding: Finding): string {
  return finding.status === "untested" ? finding.why : finding.seen;
}

function colour(one: ProbedAssumption, style: Style): (text: string) => string {
  if (one.finding.status === "confirmed") return style.green;
  return undermines(one) ? style.red : style.yellow;
}

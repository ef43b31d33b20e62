// What the gate says, in words for a terminal.
import { formatQuantity, type Unit } from "../../model/text/format_quantity.ts";
import { runInWords } from "../comparing/comparison_words.ts";
import type { FirstBad } from "./first_bad.ts";
import type { CostFinding } from "./judge_costs.ts";
import { GATE_STATES, type GateState, type HistoryFinding } from "./judge_history.ts";

/** The finding of one device: its state first, then whatever is not steady, then how much was looked at. */
export function gateInWords(finding: HistoryFinding): string {
  const { state, tonight, scenarios, costs, remarks, evidence } = finding;
  const mark = evidence === "real" ? "" : `${evidence.toUpperCase()} `;
  const lines = [
    `${mark}${state}: ${runInWords(tonight)}`,
    ...scenarios.filter((one) => one.state !== "steady").toSorted(worstFirst).map((one) =>
      `  ${one.state}: ${one.scenario} ${one.words}${ageInWords(one.failing)}`
    ),
    ...costs.filter((one) => one.state === "regression" || one.state === "suspect").toSorted(worstFirst)
      .map((one) => `  ${one.state}: ${costInWords(one)}`),
    ...remarks.map((remark) => `  ${remark}`),
    `  looked at: ${scenarios.length} scenarios, ${costs.length} series of cost`,
  ];
  return `${lines.join("\n")}\n`;
}

function ageInWords(failing: number): string {
  return failing > 1 ? `, for ${failing} judged nights by now` : "";
}

function worstFirst(one: { readonly state: GateState }, other: { readonly state: GateState }): number {
  return GATE_STATES.indexOf(one.state) - GATE_STATES.indexOf(other.state);
}

function costInWords({ series, unit, baseline, level, since, pValue, nights }: CostFinding): string {
  const words = (value: number | null) => value === null ? "not known" : formatQuantity(value, unit as Unit);
  const usual = `${series} costs ${words(level)}, before it cost ${words(baseline)}`;
  const rise = since === null
    ? `${series}: tonight is beyond what ${nights} nights leave; usual is ${words(baseline)}`
    : `${usual}; since ${since.at.night} (between ${since.low.night} and ${since.high.night})`;
  return `${rise}${pValue === null ? "" : `, p ${pValue.toPrecision(2)} over all series`}`;
}

/** Where something began, and what may be the cause. */
export function firstBadInWords({ what, night, run, age, words }: FirstBad): string {
  return `${what}: worse since ${night} (${run}), ${age} night${age === 1 ? "" : "s"} by now. ${words}\n`;
}

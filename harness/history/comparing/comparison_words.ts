// Two runs beside each other, in words for a terminal.
import type { RunFact } from "../../../reports/facts/fact.ts";
import { formatDuration } from "../../../reports/views/format_duration.ts";
import type { Estimate } from "../../cost/statistics/estimate.ts";
import { formatQuantity, type Unit } from "../../model/text/format_quantity.ts";
import type { CostPair, RunComparison, ScenarioPair, ScenarioSide } from "./compare_runs.ts";
import { changeInWords } from "./context_changes.ts";
import { isBeyondChance } from "./difference_of.ts";

/** Everything, for a terminal. */
export function comparisonInWords(comparison: RunComparison): string {
  const { before, after, contexts, scenarios, costs, worse } = comparison;
  const lines = [
    ...noticeLines(after),
    `A  ${runInWords(before)}`,
    `B  ${runInWords(after)}`,
    "",
    ...titled("Context that differs", contexts.map(changeInWords), "none that is recorded"),
    ...titled("Scenarios, A and B", scenarios.flatMap(scenarioLines), "none was tried"),
    ...titled("Prerequisites", prerequisiteLines(comparison), "the same are open"),
    ...(costs.length === 0
      ? []
      : titled("Cost, on minus off: A, B and what lies between", costs.map(costLine), "")),
    worse.length === 0 ? "Nothing is worse in B." : `Worse in B: ${worse.join("; ")}.`,
  ];
  return `${lines.join("\n")}\n`;
}

function noticeLines({ evidence }: RunFact): readonly string[] {
  return evidence === "real" ? [] : [`${evidence.toUpperCase()}: this says nothing about a real device`];
}

/** `pass blocked-and-recorded, night of 2026-11-23, agent 101.26062.0009 (run ...)`. */
export function runInWords({ verdict, reason, night, agent, run, hostName }: RunFact): string {
  const of = hostName === null ? "" : ` on ${hostName}`;
  return `${verdict} ${reason}, ${night}${of}, agent ${agent ?? "not known"} (${run})`;
}

function titled(title: string, lines: readonly string[], none: string): readonly string[] {
  return [`${title}:`, ...(lines.length === 0 ? [none] : lines).map((line) => `  ${line}`), ""];
}

function scenarioLines({ scenario, before, after }: ScenarioPair): readonly string[] {
  return [`${scenario}: ${sideInWords(before)} → ${sideInWords(after)}`];
}

function sideInWords(side: ScenarioSide | null): string {
  if (side === null) return "not tried";
  const { verdict, passed, total, rate, blockMs, recordMs } = side;
  const share = total === 1 ? "" : ` ${passed} of ${total} (${percent(rate.low)} to ${percent(rate.high)})`;
  const times = [["blocked in", blockMs], ["recorded in", recordMs]] as const;
  return [
    `${verdict}${share}`,
    ...times.flatMap(([word, time]) => time === null ? [] : [`${word} ${timeInWords(time)}`]),
  ]
    .join(", ");
}

function percent(share: number | null): string {
  return share === null ? "?" : `${Math.round(share * 100)} %`;
}

/** A time with its interval, where it has one. */
export function timeInWords({ value, low, high }: Estimate): string {
  const ends = low === null || high === null ? "" : ` (${formatDuration(low)} to ${formatDuration(high)})`;
  return `${formatDuration(value)}${ends}`;
}

function prerequisiteLines({ newlyUnmet, newlyMet }: RunComparison): readonly string[] {
  return [
    ...(newlyUnmet.length === 0 ? [] : [`open in B only: ${newlyUnmet.join(", ")}`]),
    ...(newlyMet.length === 0 ? [] : [`open in A only: ${newlyMet.join(", ")}`]),
  ];
}

function costLine({ series, unit, before, after, difference, floor, comparable }: CostPair): string {
  const words = (estimate: Estimate) => estimateInWords(estimate, unit as Unit);
  const meant = !comparable
    ? "not comparable"
    : !isBeyondChance(difference)
    ? "within chance"
    : Math.abs(difference.value) <= floor
    ? "too small to count"
    : difference.value > 0
    ? "MORE"
    : "less";
  return `${series}: ${words(before)} → ${words(after)}; ${words(difference)}: ${meant}`;
}

/** `+1.20 % of a core (0.900 % of a core to 1.50 % of a core)`. */
export function estimateInWords({ value, low, high }: Estimate, unit: Unit): string {
  const signed = `${value > 0 ? "+" : ""}${formatQuantity(value, unit)}`;
  const ends = low === null || high === null
    ? "no interval"
    : `${formatQuantity(low, unit)} to ${formatQuantity(high, unit)}`;
  return `${signed} (${ends})`;
}

// The gate over the history of one device: both clocks together.
import type { FactsOfRun } from "../../../reports/facts/fact.ts";
import { acceptedNights, type DeviceHistory, lastNight } from "../nights/device_history.ts";
import { costSeries } from "./cost_series.ts";
import { type CostFinding, FEWEST_NIGHTS, judgeCosts } from "./judge_costs.ts";
import { judgeScenarios, type ScenarioFinding } from "./judge_scenarios.ts";

/** What the gate says; the worst first. */
export const GATE_STATES = ["regression", "cannot tell", "suspect", "steady"] as const;

/** One of {@linkcode GATE_STATES}. */
export type GateState = (typeof GATE_STATES)[number];

/** What is said of a device tonight. */
export interface HistoryFinding {
  readonly evidence: DeviceHistory["evidence"];
  readonly device: string;
  readonly tonight: FactsOfRun["run"];
  readonly state: GateState;
  readonly scenarios: readonly ScenarioFinding[];
  readonly costs: readonly CostFinding[];
  /** Whatever else keeps tonight from being steady, one clause each. */
  readonly remarks: readonly string[];
}

/** Judges the last night against those since the last acceptance. */
export function judgeHistory(history: DeviceHistory): HistoryFinding {
  const nights = acceptedNights(history);
  const tonight = lastNight(history);
  const scenarios = judgeScenarios(nights);
  const measured = nights.some(({ costs }) => costs.length > 0);
  const isMeasured = tonight.costs.some(({ comparable }) => comparable);
  // A night that measured nothing says nothing new of the cost.
  const costs = isMeasured ? judgeCosts(costSeries(nights)) : [];
  const notRestored = tonight.run.restore === "failed";
  const untold = measured && !isMeasured;
  const states: readonly GateState[] = [
    ...scenarios.map(({ state }) => state),
    ...costs.map(({ state }) => state),
    ...(notRestored ? ["regression" as const] : []),
    ...(untold || scenarios.length === 0 && !measured ? ["cannot tell" as const] : []),
  ];
  return {
    evidence: history.evidence,
    device: history.device,
    tonight: tonight.run,
    state: GATE_STATES.find((state) => states.includes(state)) ?? "steady",
    scenarios,
    costs,
    remarks: [
      ...(notRestored ? [`the device was not restored; run ${tonight.run.mend ?? "bmverify restore"}`] : []),
      ...(untold ? ["tonight has no comparable measurement, so the cost cannot be told"] : []),
      ...(scenarios.length === 0 && !measured ? ["no night tried or measured anything"] : []),
      ...(costs.some(({ state }) => state === "cannot tell")
        ? [`fewer than ${FEWEST_NIGHTS} comparable nights tell nothing of a cost`]
        : []),
    ],
  };
}

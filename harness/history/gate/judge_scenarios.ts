// The fast clock of the gate: whether what passed fails now. One night is enough, since a verdict is no number.
import type { AttemptFact, FactsOfRun, RunFact } from "../../../reports/facts/fact.ts";
import { compareShares } from "../../cost/statistics/ranks/compare_shares.ts";
import { type ScenarioSide, scenarioSide } from "../comparing/compare_runs.ts";

/** What is said of one scenario tonight. */
export interface ScenarioFinding {
  readonly scenario: string;
  readonly state: "steady" | "suspect" | "regression" | "cannot tell";
  /** Judged nights in a row that fail now; 0 when tonight does not. */
  readonly failing: number;
  /** The first of them. */
  readonly since: RunFact | null;
  /** The last night before them that was judged. */
  readonly lastGood: RunFact | null;
  readonly words: string;
}

/** So many judged nights before a failure say what is usual. */
const LOOK_BACK = 7;
const LEVEL = 0.01;

interface JudgedNight {
  readonly run: RunFact;
  readonly attempts: readonly AttemptFact[];
  readonly side: ScenarioSide;
}

/** Judges every scenario that any of the nights tried, in the order of the last one. `nights` has at least one. */
export function judgeScenarios(nights: readonly FactsOfRun[]): readonly ScenarioFinding[] {
  const names = new Set(
    nights.toReversed().flatMap(({ attempts }) => attempts.map(({ scenario }) => scenario)),
  );
  return [...names].map((scenario) => judge(scenario, nights));
}

function judge(scenario: string, nights: readonly FactsOfRun[]): ScenarioFinding {
  const judged = nights.flatMap(({ run, attempts }): JudgedNight[] => {
    const own = attempts.filter((one) => one.scenario === scenario);
    const side = own.length === 0 ? null : scenarioSide(own);
    return side === null || side.verdict === "inconclusive" ? [] : [{ run, attempts: own, side }];
  });
  const blank = { scenario, failing: 0, since: null, lastGood: null };
  const tonight = nights.at(-1);
  const last = judged.at(-1);
  if (last === undefined || last.run !== tonight?.run) {
    return { ...blank, state: "cannot tell", words: "not judged tonight" };
  }
  if (last.side.verdict === "pass") return { ...blank, state: "steady", words: "passes" };
  const good = judged.findLastIndex(({ side }) => side.verdict === "pass");
  const streak = judged.slice(good + 1);
  const found = {
    ...blank,
    failing: streak.length,
    since: streak[0]?.run ?? null,
    lastGood: judged[good]?.run ?? null,
  };
  const before = judged.slice(Math.max(0, good + 1 - LOOK_BACK), good + 1);
  if (before.length === 0) {
    return { ...found, state: "cannot tell", words: "fails, and no judged night before it passed" };
  }
  const passed = before.filter(({ side }) => side.verdict === "pass").length;
  if (passed === before.length) {
    return {
      ...found,
      state: "regression",
      words: `fails, and passed on all ${passed} judged nights before`,
    };
  }
  return { ...found, ...judgeRate(before, streak) };
}

/** Where it failed now and then, what counts is the share of attempts that passed. */
function judgeRate(
  before: readonly JudgedNight[],
  streak: readonly JudgedNight[],
): Pick<ScenarioFinding, "state" | "words"> {
  const [usual, now] = [countOf(before), countOf(streak)];
  const pValue = compareShares(usual, now);
  const shares = `${now.passed} of ${now.total} attempts passed, before it ${usual.passed} of ${usual.total}`;
  return pValue <= LEVEL
    ? {
      state: "regression",
      words: `fails more often than it used to: ${shares} (p ${pValue.toPrecision(2)})`,
    }
    : { state: "suspect", words: `fails, as it did now and then: ${shares} (p ${pValue.toPrecision(2)})` };
}

function countOf(nights: readonly JudgedNight[]): { readonly passed: number; readonly total: number } {
  return nights.reduce(
    (sum, { side }) => ({ passed: sum.passed + side.passed, total: sum.total + side.total }),
    {
      passed: 0,
      total: 0,
    },
  );
}

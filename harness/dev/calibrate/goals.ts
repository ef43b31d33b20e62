// What the statistics of a measurement must reach, and what of it they miss.
import type { BudgetCase } from "./budget_cases.ts";
import type { NullRow } from "./null_reports.ts";
import { EFFECTS, type PowerRow } from "./power_rows.ts";

/** The least power of one comparison alone at p ≤ 0.05. */
const POWER_GOALS = [
  { noise: "iid", blocksPerArm: 6, added: 0.2, least: 0.75 },
  { noise: "AR 0.9", blocksPerArm: 12, added: 0.2, least: 0.95 },
  { noise: "drift", blocksPerArm: 6, added: 0.2, least: 0.6 },
  { noise: "AR 0.9", blocksPerArm: 12, added: 0.05, least: 0.85 },
] as const;
const MOST_FALSE_REPORTS = 0.05;
const COVERAGE = { least: 0.93, most: 0.97 } as const;
const WIDEST = 1.15;
/** Where not even the means come as near to a textbook: how near ours must come to them. */
const NEAR_MEANS = 1.05;
/** A share of so few rounds strays by this many standard errors without meaning anything. */
const CHANCE_ERRORS = 2;

/** Goals that null devices miss, one clause each. */
export function missedByNulls(rows: readonly NullRow[]): readonly string[] {
  return rows.flatMap(({ noise: { name }, reports, withClaim }) =>
    withClaim / reports - chance(MOST_FALSE_REPORTS, reports) > MOST_FALSE_REPORTS
      ? [`${name}: ${withClaim} of ${reports} null reports claim something, at most 5 % may`]
      : []
  );
}

/**
 * Goals that power, coverage and width miss. Where blocks of a quad are not alike (drift), an interval that is right for
 * every order holds the truth more often than asked; that alone is no miss.
 */
export function missedByPower(rows: readonly PowerRow[], rounds: number): readonly string[] {
  const power = POWER_GOALS.flatMap(({ noise, blocksPerArm, added, least }) => {
    const row = rows.find((one) => one.noise.name === noise && one.blocksPerArm === blocksPerArm);
    const reached = row?.power[EFFECTS.indexOf(added)];
    return reached === undefined || reached >= least - chance(least, rounds) ? [] : [
      `${noise}, ${blocksPerArm} blocks: +${added * 100} % found in ${percent(reached)}, goal ${
        percent(least)
      }`,
    ];
  });
  const intervals = rows.flatMap((row) => {
    const { noise: { name, isExchangeable }, blocksPerArm, coverage, width, widthError } = row;
    const widest = widestOf(row);
    const where = `${name}, ${blocksPerArm} blocks`;
    const slack = chance(COVERAGE.least, rounds);
    const tooWide = isExchangeable && coverage > COVERAGE.most + slack;
    return [
      ...(coverage < COVERAGE.least - slack || tooWide
        ? [`${where}: intervals hold the truth in ${percent(coverage)}, goal 93 to 97 %`]
        : []),
      ...(width - CHANCE_ERRORS * widthError > widest
        ? [`${where}: intervals are ${width.toFixed(3)} times a textbook's, goal ${widest.toFixed(2)}`]
        : []),
    ];
  });
  return [...power, ...intervals];
}

/** Width goals that no test by relabelling reaches, one clause each: what is reached, and what could be. */
export function outOfReach(rows: readonly PowerRow[]): readonly string[] {
  return rows.flatMap((row) => {
    const { noise: { name }, blocksPerArm, width, widthError, reachable } = row;
    const least = width - CHANCE_ERRORS * widthError;
    return least > WIDEST && least <= widestOf(row) && reachable !== null
      ? [
        `${name}, ${blocksPerArm} blocks: ${width.toFixed(2)} times a textbook's, ${
          reachable.toFixed(2)
        } even with means instead of ranks`,
      ]
      : [];
  });
}

function widestOf({ reachable }: PowerRow): number {
  return reachable !== null && reachable > WIDEST ? NEAR_MEANS * reachable : WIDEST;
}

/** Budgets that are judged wrongly. */
export function missedByBudgets(cases: readonly BudgetCase[]): readonly string[] {
  return cases.filter(({ right, judged }) => right !== judged).map(({ what, right, judged }) =>
    `budget ${what}: "${judged}" where "${right}" is right`
  );
}

/** A share in percent. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function chance(share: number, rounds: number): number {
  return CHANCE_ERRORS * Math.sqrt(share * (1 - share) / rounds);
}

// The series of costs of a device, as far as their nights can be compared with the last one.
import { type CostFact, type FactsOfRun, partOf } from "../../../reports/facts/fact.ts";
import { median } from "../../model/quantile.ts";
import { comparabilityClass, seriesName } from "../comparing/compare_runs.ts";

/** One comparable night of a series. */
export interface CostPoint {
  /** The run it is of. */
  readonly run: string;
  readonly night: string;
  readonly value: number;
}

/** The shift of one metric over the nights, oldest first. */
export interface CostSeries {
  readonly name: string;
  readonly unit: string;
  /** Changes up to this do not count: the larger of the floor of the metric and what chance gives within a night. */
  readonly least: number;
  readonly points: readonly CostPoint[];
}

/**
 * Every series that the last measured night continues. One value a night, the last one of it: never a block, of which a
 * night has many that are alike.
 */
export function costSeries(nights: readonly FactsOfRun[]): readonly CostSeries[] {
  const last = nights.findLast(({ costs }) => costs.some(({ comparable }) => comparable));
  if (last === undefined) return [];
  const wanted = comparabilityClass(last.run);
  const alike = nights.filter(({ run }) => comparabilityClass(run) === wanted);
  const rows = new Map<string, Map<string, readonly [CostFact, CostPoint]>>();
  for (const { run, costs } of alike) {
    for (const cost of costs) {
      if (!cost.comparable || cost.shift === null) continue;
      const part = partOf(cost);
      const byNight = rows.get(part) ?? new Map<string, readonly [CostFact, CostPoint]>();
      // A night that was measured again counts where it was measured last.
      byNight.delete(run.night);
      byNight.set(run.night, [cost, { run: run.run, night: run.night, value: cost.shift }]);
      rows.set(part, byNight);
    }
  }
  return last.costs.filter(({ comparable }) => comparable).map((cost) => {
    const known = [...rows.get(partOf(cost))?.values() ?? []];
    return {
      name: seriesName(cost),
      unit: cost.unit,
      least: Math.max(cost.floor, typicalSpread(known.map(([row]) => row))),
      points: known.map(([, point]) => point),
    };
  });
}

function typicalSpread(rows: readonly CostFact[]): number {
  return median(rows.flatMap(({ nullSpread }) => nullSpread ?? [])) ?? 0;
}

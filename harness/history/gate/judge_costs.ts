// The slow clock of the gate: whether the cost of a device has risen. One night alone is never enough.
import { holm } from "../../cost/statistics/families.ts";
import { compareRanks } from "../../cost/statistics/ranks/compare_ranks.ts";
import { studentQuantile } from "../../cost/statistics/student_quantile.ts";
import { median } from "../../model/quantile.ts";
import { segmentSeries } from "../series/segment_series.ts";
import { deviationOfDifference, MAD_SCALE, nightNoise } from "../series/night_noise.ts";
import type { Split } from "../series/split_series.ts";
import type { CostPoint, CostSeries } from "./cost_series.ts";

/** What became of a series. */
export type CostState = "steady" | "suspect" | "regression" | "cannot tell";

/** A change of a series, by its nights. */
export interface CostChange {
  /** The first night behind it, and between which ones it may be as well. */
  readonly at: CostPoint;
  readonly low: CostPoint;
  readonly high: CostPoint;
  /** Median behind it minus median before. */
  readonly by: number;
}

/** What is said of one series. */
export interface CostFinding {
  readonly series: string;
  readonly unit: string;
  readonly state: CostState;
  /** Comparable nights. */
  readonly nights: number;
  /** Median of the segment that the last one is held against; null where there are too few nights. */
  readonly baseline: number | null;
  /** Median of the last segment. */
  readonly level: number | null;
  /** Of the regression, after Holm over all series; null where none was looked for. */
  readonly pValue: number | null;
  readonly changes: readonly CostChange[];
  /** The change that makes it a regression. */
  readonly since: CostChange | null;
}

/** Fewer comparable nights tell nothing. */
export const FEWEST_NIGHTS = 10;
/** A shorter segment is a spike. */
const FEWEST_OF_SEGMENT = 3;
/** A shorter segment is no baseline, unless it is all there is. */
const FEWEST_OF_BASELINE = 5;
/** Chance of a false regression that a night may have, over all series together. */
const LEVEL = 0.01;
/** Of the interval that a night leaves to be suspect. */
const PREDICTION = 0.995;
/** Beyond the fewest shuffles that the level asks for, so that one as far by chance does not decide. */
const SPARE = 1.2;
const SEED = 1;
/** One-sided chance of a rise that a gate may have which is asked every night, about a hundred times a quarter. */
const CHANCE_OF_NIGHT = 2e-5;

interface Looked extends CostFinding {
  readonly rawP: number | null;
}

/**
 * Judges every series. A regression is a segment of three nights and more that lies above the lowest earlier segment by
 * more than what counts, where both the change point and the rank test are beyond chance after Holm over all series.
 */
export function judgeCosts(series: readonly CostSeries[]): readonly CostFinding[] {
  const shuffles = Math.ceil((SPARE * series.length) / LEVEL);
  const looked = series.map((one) => look(one, shuffles));
  const candidates = looked.flatMap(({ rawP }, index) => rawP === null ? [] : [{ index, rawP }]);
  // Series without a candidate were looked at too, and count for the level.
  const all = looked.map(({ rawP }) => rawP ?? 1);
  const adjusted = holm(all);
  const regressed = new Set(
    candidates.filter(({ index }) => (adjusted[index] ?? 1) <= LEVEL).map(({ index }) => index),
  );
  return looked.map(({ rawP, ...finding }, index): CostFinding => {
    const pValue = rawP === null ? null : adjusted[index] ?? 1;
    if (regressed.has(index)) return { ...finding, state: "regression", pValue };
    // What may become one.
    const state = finding.since === null ? finding.state : "suspect";
    return { ...finding, state, pValue, since: null };
  });
}

function look({ name, unit, least, points }: CostSeries, shuffles: number): Looked {
  const blank = {
    series: name,
    unit,
    nights: points.length,
    baseline: null,
    level: null,
    pValue: null,
    changes: [],
    since: null,
    rawP: null,
  };
  if (points.length < FEWEST_NIGHTS) return { ...blank, state: "cannot tell" };
  const values = points.map(({ value }) => value);
  const splits = segmentSeries(values, { fewest: FEWEST_OF_SEGMENT, shuffles, seed: SEED, level: LEVEL });
  const bounds = [0, ...splits.map(({ index }) => index), values.length];
  const segments = bounds.slice(1).map((end, index) => values.slice(bounds[index], end));
  const changes = splits.flatMap((split, index) =>
    changeOf(points, split, [segments[index], segments[index + 1]])
  );
  const last = segments.at(-1) ?? [];
  const level = median(last);
  const reference = referenceOf(segments);
  const baseline = median(reference === null ? last.slice(0, -1) : segments[reference] ?? []);
  const found = { ...blank, level, baseline, changes };
  const tonight = suspectNight(last, least);
  const needed = reference === null ? 0 : neededRise(segments, [segments[reference] ?? [], last]);
  if (
    reference === null || level === null || baseline === null || level - baseline <= Math.max(least, needed)
  ) {
    return { ...found, state: tonight ? "suspect" : "steady" };
  }
  // The first rise behind the baseline that counts; each of the splits is beyond chance already.
  const since = changes.slice(reference).find(({ by }) => by > 0) ?? null;
  const split = splits[changes.findIndex((change) => change === since)];
  const ranks = compareRanks(segments[reference] ?? [], last);
  return { ...found, state: "steady", since, rawP: Math.max(split?.pValue ?? 1, ranks) };
}

/** What nights that are as they always were rise by now and then, looked at every night of a quarter. */
function neededRise(
  segments: readonly (readonly number[])[],
  [before, after]: readonly [readonly number[], readonly number[]],
): number {
  const freedom = segments.reduce((sum, segment) => sum + segment.length - 1, 0);
  return studentQuantile(1 - CHANCE_OF_NIGHT, freedom) *
    deviationOfDifference(nightNoise(segments), before.length, after.length);
}

/** The earlier segment that is lowest: what became cheaper must not become dear again unseen. Null for one segment. */
function referenceOf(segments: readonly (readonly number[])[]): number | null {
  const earlier = segments.slice(0, -1).map((values, index) => ({
    index,
    length: values.length,
    at: median(values) ?? 0,
  }));
  const long = earlier.filter(({ length }) => length >= FEWEST_OF_BASELINE);
  const [lowest] = (long.length === 0 ? earlier : long).toSorted((a, b) => a.at - b.at);
  return lowest?.index ?? null;
}

/** The last night lies outside the interval that the nights of its segment before it leave, and beyond what counts. */
function suspectNight(segment: readonly number[], least: number): boolean {
  const before = segment.slice(0, -1);
  const [tonight, centre] = [segment.at(-1), median(before)];
  if (tonight === undefined || centre === null || before.length < FEWEST_OF_SEGMENT) return false;
  const deviation = MAD_SCALE * (median(before.map((value) => Math.abs(value - centre))) ?? 0);
  const reach = studentQuantile(PREDICTION, before.length - 1) * deviation * Math.sqrt(1 + 1 / before.length);
  return tonight - centre > Math.max(reach, least);
}

function changeOf(
  points: readonly CostPoint[],
  { index, low, high }: Split,
  [before, after]: readonly [readonly number[] | undefined, readonly number[] | undefined],
): readonly CostChange[] {
  const [at, from, to] = [points[index], points[low], points[high]];
  const [was, is] = [median(before ?? []), median(after ?? [])];
  if (at === undefined || from === undefined || to === undefined || was === null || is === null) return [];
  return [{ at, low: from, high: to, by: is - was }];
}

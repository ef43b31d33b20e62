// Values of an independent implementation to hold ours against. No part of the product imports this.
//
// Made once with Python 3, numpy and scipy 1.17.1: the quads' means taken out, `scipy.stats.rankdata` of all values,
// every labelling written out with `itertools.product` of `itertools.combinations` of each group, the p-value as the
// share that lies as far from half of the whole rank sum; the shift as `numpy.median` of all differences; the interval by
// asking that p-value in the middle between each two neighbouring differences. The walk is 20 + cumsum of
// `numpy.random.default_rng(20261125).normal(0, 1, 24)`, with 1.5 added to B.

/** Quads, and what the other implementation says of them. */
export interface QuadReference {
  readonly name: string;
  readonly orders: string;
  readonly values: readonly number[];
  readonly p: number;
  /** Of a shift of one. */
  readonly pOfOne: number;
  readonly shift: readonly [value: number, low: number, high: number];
}

/** The cases. */
export const QUAD_REFERENCES: readonly QuadReference[] = [
  {
    name: "three quads under drift",
    orders: "ABBA BAAB ABBA",
    values: [10.2, 12.9, 11.8, 9.7, 14.1, 12.0, 12.6, 13.2, 15.3, 16.9, 18.1, 15.9],
    p: 0.009259259259259259,
    pOfOne: 0.037037037037037035,
    shift: [1.85, 1.025, 2.725],
  },
  {
    name: "three quads with many ties",
    orders: "ABBA BAAB ABBA",
    values: [5, 6, 6, 5, 6, 5, 6, 7, 8, 8, 9, 7],
    p: 0.037037037037037035,
    pOfOne: 1,
    shift: [1, 0.5, 1.5],
  },
  {
    name: "two quads and a last pair, with no effect",
    orders: "BAAB ABBA BA",
    values: [3.1, 2.4, 2.9, 2.2, 4.0, 3.6, 4.9, 4.4, 6.1, 5.2],
    p: 0.6388888888888888,
    pOfOne: 0.027777777777777776,
    shift: [0.275, -0.8, 0.9],
  },
  {
    name: "six quads of a random walk, labels changed between neighbours",
    orders: "ABBA BAAB BAAB ABBA ABBA BAAB",
    // deno-fmt-ignore
    values: [
      18.08, 19.21, 20.34, 19.85, 20.01, 18.46, 18.45, 20.11, 20.59, 18.35, 18.66, 19.83,
      18.27, 19.44, 19.35, 17.87, 18.51, 20.51, 20.98, 20.25, 22.74, 20.18, 18.84, 20.51,
    ],
    p: 0.00048828125,
    pOfOne: 0.0087890625,
    shift: [1.5, 1.2325, 1.76],
  },
];

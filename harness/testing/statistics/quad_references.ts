// Values of an independent implementation to hold ours against. No part of the product imports this.
//
// Made once with Python 3, numpy and scipy 1.17.1, values as `fractions.Fraction`: the shift taken out of B, `statistics`'
// median of each quad taken out (from twelve blocks an arm on drawn together as align_values.ts says), `scipy.stats.rankdata`
// of all values. Below twelve blocks every labelling is written out with `itertools.product` of `itertools.combinations`
// of each quad and compared as a pair of rank sum and sum of values; from there on the sums of all labellings are counted
// in a dictionary of Python integers; beyond fifty `scipy.stats.norm.sf`. The shift and the ends of the interval are
// looked for on a grid, on which the p-value was seen to change once, and then halved forty times. The walk is 20 + cumsum
// of `numpy.random.default_rng(20261125).normal(0, 1, 24)`, with 1.5 added to B.

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
    // deno-fmt-ignore
    values: [
      10.2, 12.9, 11.8, 9.7, 14.1, 12, 12.6, 13.2, 15.3, 16.9, 18.1, 15.9,
    ],
    p: 0.009259259259259259,
    pOfOne: 0.037037037037037035,
    shift: [1.85, 1.1, 2.7],
  },
  {
    name: "three quads with many ties",
    orders: "ABBA BAAB ABBA",
    // deno-fmt-ignore
    values: [
      5, 6, 6, 5, 6, 5, 6, 7, 8, 8, 9, 7,
    ],
    p: 0.037037037037037035,
    pOfOne: 1.0,
    shift: [1.0, 0.5, 1.5],
  },
  {
    name: "two quads and a last pair, with no effect",
    orders: "BAAB ABBA BA",
    // deno-fmt-ignore
    values: [
      3.1, 2.4, 2.9, 2.2, 4, 3.6, 4.9, 4.4, 6.1, 5.2,
    ],
    p: 0.5833333333333334,
    pOfOne: 0.027777777777777776,
    shift: [0.3, -0.8, 0.9],
  },
  {
    name: "four quads, one block beyond all others",
    orders: "ABBA BAAB BAAB ABBA",
    // deno-fmt-ignore
    values: [
      5.1, 5.9, 6.2, 5.4, 6.3, 5, 5.3, 6, 19.7, 5.2, 5.6, 6.4, 5.5, 6.1, 6.6, 5.8,
    ],
    p: 0.0015432098765432098,
    pOfOne: 0.5879629629629629,
    shift: [0.9, 0.65, 1.3],
  },
  {
    name: "six quads of a random walk, labels changed between neighbours",
    orders: "ABBA BAAB BAAB ABBA ABBA BAAB",
    // deno-fmt-ignore
    values: [
      18.08, 19.21, 20.34, 19.85, 20.01, 18.46, 18.45, 20.11, 20.59, 18.35, 18.66, 19.83, 18.27, 19.44, 19.35, 17.87,
      18.51, 20.51, 20.98, 20.25, 22.74, 20.18, 18.84, 20.51,
    ],
    p: 0.00048828125,
    pOfOne: 0.02001953125,
    shift: [1.5713967, 1.13, 1.905621],
  },
  {
    name: "twelve quads with spikes",
    orders: "BAAB BAAB ABBA BAAB ABBA ABBA BAAB ABBA BAAB ABBA BAAB BAAB",
    // deno-fmt-ignore
    values: [
      10.9, 10.8, 10.3, 9.3, 11.5, 10.4, 23.9, 11.2, 10.4, 10.9, 10.6, 10.5, 18.5, 9.8, 9.5, 11.2,
      10, 10.3, 9.8, 9.7, 10, 10.3, 11.9, 11, 7.9, 8.1, 20.3, 10.2, 10.2, 10.8, 12.7, 8.9,
      10.2, 12, 10.6, 11.3, 26.1, 9, 10.8, 10.1, 9.4, 9.3, 9.9, 9.7, 22.8, 10.1, 10, 10.1,
    ],
    p: 0.30323100090026855,
    pOfOne: 0.02718961238861084,
    shift: [0.3, -0.3, 0.9],
  },
  {
    name: "twenty-five quads, the last number that is counted",
    orders: [
      "ABBA ABBA BAAB ABBA BAAB BAAB ABBA ABBA ABBA BAAB BAAB ABBA ABBA BAAB ABBA",
      "BAAB BAAB BAAB ABBA ABBA ABBA BAAB BAAB BAAB ABBA",
    ].join(" "),
    // deno-fmt-ignore
    values: [
      9.8, 9.2, 9, 6.6, 11.4, 11.5, 10.2, 10.4, 11, 9.9, 11.3, 10.6, 9.7, 10.3, 11.6, 10.5,
      11.8, 10.2, 10.8, 10, 11.4, 9.6, 9.9, 11.2, 8.7, 11.1, 12.5, 7.9, 7.9, 8.4, 11.1, 9.6,
      10.6, 11, 10.4, 9.3, 9.3, 10, 8, 9.3, 9.7, 10.7, 8.3, 8.6, 9.1, 11.2, 9.7, 10.2,
      7.3, 10.9, 11.1, 8.2, 10.8, 11.7, 10.4, 12, 13.1, 11.3, 11.1, 10.4, 12.7, 11.2, 11.3, 11.7,
      12.4, 10, 9.5, 9.1, 12.8, 11.4, 12.5, 11.8, 9.9, 11.1, 10.5, 8.7, 9.2, 11.9, 10.5, 10,
      9.7, 9.9, 11.6, 9.7, 9.6, 9.5, 8.9, 10.3, 11, 8.6, 11.4, 10, 11, 9.3, 10.2, 11.2,
      10.7, 11.1, 10.8, 9.9,
    ],
    p: 1.5762066286839627e-05,
    pOfOne: 0.7784384991610906,
    shift: [0.9818716, 0.5, 1.2988306],
  },
  {
    name: "thirty quads, by the normal approximation",
    orders: [
      "ABBA ABBA BAAB BAAB ABBA ABBA ABBA ABBA BAAB ABBA ABBA BAAB ABBA BAAB BAAB",
      "BAAB ABBA BAAB BAAB ABBA ABBA BAAB ABBA ABBA BAAB BAAB ABBA BAAB ABBA BAAB",
    ].join(" "),
    // deno-fmt-ignore
    values: [
      12.7, 8.6, 11.3, 10, 10, 10.9, 9.1, 10.7, 10.4, 14, 10.1, 9.9, 10.4, 9.2, 8.6, 9.5,
      10, 9.9, 10.8, 9.2, 9.5, 11.8, 10.7, 9.5, 10, 11.3, 12.5, 9.6, 9.9, 11.7, 10.1, 10.3,
      12.5, 11.8, 11.3, 11.9, 7.9, 12.6, 10.6, 9.5, 11.3, 12.2, 10.8, 10, 11.7, 10.9, 11.9, 11.8,
      11.1, 12.8, 11.2, 10.3, 12.9, 12.6, 12, 12.4, 13.6, 10.5, 13.4, 14.3, 12.2, 13.9, 12.3, 14.8,
      11.7, 13.3, 15.1, 15.2, 12.6, 13.5, 14.3, 14.3, 16.9, 13.5, 15.1, 14.3, 16.5, 15.4, 14.6, 12.7,
      15.8, 15.3, 15.3, 15.2, 14.7, 13.4, 12.7, 13.4, 14.5, 11.9, 13, 12.5, 12.8, 13.7, 12, 10.9,
      13.2, 14.1, 13.4, 13.4, 12.7, 13, 12.8, 14.8, 12.6, 14.1, 14.1, 14.1, 14.6, 16.5, 15.3, 15.8,
      11.7, 14.5, 15, 15.5, 13.3, 15.5, 15.4, 13.6,
    ],
    p: 0.01718436951281428,
    pOfOne: 0.018431500163123365,
    shift: [0.4891162, 0.0960165, 0.9001657],
  },
];

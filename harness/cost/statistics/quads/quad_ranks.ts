// The test of a measurement: blocks are compared within their quad only. Leaves the size of the effect to quad_shift.ts.
import { alignValues } from "./align_values.ts";
import type { QuadLayout, Span } from "./lay_out_quads.ts";
import { EXACT_UP_TO } from "./quad.ts";
import { countedShare, enumeratedShare, normalShare } from "./share_as_far.ts";

/**
 * Two-sided p-value that behavior monitoring adds `shift`: the rank sum of the aligned values of the blocks with it on,
 * among all ways to deal the labels out within the groups. Exact with ties; beyond 50 blocks in each arm the normal
 * approximation of the same distribution, with ties. 1 for no blocks.
 * Source: aligned ranks, J. L. Hodges and E. L. Lehmann, Ann. Math. Stat. 33 (1962) 482-497.
 */
export function quadRanksP(layout: QuadLayout, shift = 0): number {
  const scores = scoresOf(layout, shift);
  const observed = sumOn(layout, scores);
  const groups = layout.groups.map((group) => halfSums(scores, group));
  if (layout.isOn.length > 2 * EXACT_UP_TO) return normalShare(groups, observed);
  return layout.byNeighbours ? countedShare(groups, observed) : enumeratedShare(groups, observed);
}

/** Above 0 where the blocks with behavior monitoring on still rank high once the shift is taken out, below 0 where low. */
export function quadRanksLean(layout: QuadLayout, shift: number): number {
  const scores = scoresOf(layout, shift);
  return 2 * sumOn(layout, scores) - scores.reduce((sum, score) => sum + score, 0);
}

function sumOn({ isOn }: QuadLayout, scores: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < scores.length; place++) if (isOn[place] === true) sum += scores[place] ?? 0;
  return sum;
}

/**
 * Mid-ranks times two, so that they are whole numbers. Where labels change within whole quads there are few labellings,
 * and many of the same rank sum; there a part of less than a step, as large as the value itself, tells them apart.
 */
function scoresOf(layout: QuadLayout, shift: number): Float64Array {
  const values = alignValues(layout, shift);
  const order = ascending(values);
  const scores = new Float64Array(values.length);
  for (let first = 0; first < order.length;) {
    const value = values[order[first] ?? 0];
    let next = first;
    while (next < order.length && values[order[next] ?? 0] === value) next++;
    for (let place = first; place < next; place++) scores[order[place] ?? 0] = first + next + 1;
    first = next;
  }
  if (layout.byNeighbours) return scores;
  const all = values.reduce((sum, value) => sum + Math.abs(value), 0);
  return all === 0 ? scores : scores.map((score, place) => score + (values[place] ?? 0) / (4 * all));
}

/** Places by their value. Inserting one after the other is faster than the runtime's sort for a few hundred. */
function ascending(values: Float64Array): Uint32Array {
  const order = new Uint32Array(values.length);
  for (let place = 0; place < values.length; place++) {
    const value = values[place] ?? 0;
    let at = place;
    for (; at > 0 && (values[order[at - 1] ?? 0] ?? 0) > value; at--) order[at] = order[at - 1] ?? 0;
    order[at] = place;
  }
  return order;
}

/** Sums of every half of a group of two or four. */
function halfSums(scores: Float64Array, { start, end }: Span): readonly number[] {
  const [a = 0, b = 0] = [scores[start], scores[start + 1]];
  if (end - start === 2) return a < b ? [a, b] : [b, a];
  const [c = 0, d = 0] = [scores[start + 2], scores[start + 3]];
  return [a + b, a + c, a + d, b + c, b + d, c + d];
}

// What is left of each block once a shift and the level of its quad are taken out: what drifts from quad to quad adds
// nothing, and a spike in one block does not move the others.
import type { QuadLayout, Span } from "./lay_out_quads.ts";

/**
 * Aligned values in whole multiples of `layout.tolerance`, one for each block. From each block its quad's median is taken;
 * where labels change between neighbours, that median counts only for what quads differ by beyond the spread inside
 * them, and the median of all blocks for the rest: where quads are alike, blocks of all quads are compared, and nothing
 * is lost. All of it treats the blocks of a quad alike, so that the test stays exact.
 * Source: J. L. Hodges and E. L. Lehmann, Ann. Math. Stat. 33 (1962) 482-497; the weight after the recovery of
 * inter-block information, F. Yates, Ann. Eugenics 10 (1940) 317-325, with median absolute deviations.
 */
export function alignValues(layout: QuadLayout, shift: number): Float64Array {
  const { isOn, quads, byNeighbours, tolerance } = layout;
  const values = new Float64Array(layout.values);
  for (let place = 0; place < values.length; place++) {
    values[place] = (values[place] ?? 0) + (isOn[place] === true ? -shift / 2 : shift / 2);
  }
  const middles = quads.map((quad) => middleOf(values, quad));
  const levels = byNeighbours ? drawnTogether(values, { quads, middles }) : middles;
  quads.forEach(({ start, end }, quad) => {
    const level = levels[quad] ?? 0;
    for (let place = start; place < end; place++) {
      values[place] = Math.round(((values[place] ?? 0) - level) / tolerance);
    }
  });
  return values;
}

/** The median of two or four blocks: their mean without the smallest and the largest of four. */
function middleOf(values: Float64Array, { start, end }: Span): number {
  let [sum, least, most] = [0, Infinity, -Infinity];
  for (let place = start; place < end; place++) {
    const value = values[place] ?? 0;
    sum += value;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return end - start === 2 ? sum / 2 : (sum - least - most) / 2;
}

function drawnTogether(
  values: Float64Array,
  { quads, middles }: { readonly quads: readonly Span[]; readonly middles: readonly number[] },
): readonly number[] {
  const whole = medianOf(values);
  const between = new Float64Array(middles.length);
  const inside = new Float64Array(values.length);
  for (const [quad, { start, end }] of quads.entries()) {
    const middle = middles[quad] ?? 0;
    between[quad] = Math.abs(middle - whole);
    for (let place = start; place < end; place++) inside[place] = Math.abs((values[place] ?? 0) - middle);
  }
  const apart = medianOf(between);
  const weight = apart === 0 ? 0 : Math.max(0, 1 - (medianOf(inside) / apart) ** 2);
  return middles.map((middle) => whole + weight * (middle - whole));
}

function medianOf(values: Float64Array): number {
  const sorted = values.toSorted();
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
}

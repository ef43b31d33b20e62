// The narrowest that relabelling within whole quads can do where noise is normal: the values themselves instead of their
// ranks. What a width goal is held against where it is out of reach.
import { layOutQuads } from "../../cost/statistics/quads/lay_out_quads.ts";
import type { Quad } from "../../cost/statistics/quads/quad.ts";
import { enumeratedShare } from "../../cost/statistics/quads/share_as_far.ts";
import type { Ends } from "./textbook.ts";

/** All shifts that the permutation test of the means does not reject at 5 %. Infinite ends where it rejects nothing. */
export function relabelledMeans(quads: readonly Quad[]): Ends {
  const all = quads.flat().map(({ value }) => value);
  const reach = Math.max(...all) - Math.min(...all);
  const { values, isOn, groups } = layOutQuads(quads);
  const rejects = (shift: number) => {
    const left = values.map((value, place) => isOn[place] === true ? value - shift : value);
    const sums = groups.map(({ start, end }) =>
      [...left.subarray(start, end)].flatMap((one, first, group) =>
        group.length === 2 ? [one] : group.slice(first + 1).map((other) => one + other)
      )
    );
    return enumeratedShare(
      sums,
      left.reduce((sum, one, place) => isOn[place] === true ? sum + one : sum, 0),
    ) <= 0.05;
  };
  const middle = 2 * all.reduce((sum, value, place) => sum + (isOn[place] === true ? value : -value), 0) /
    all.length;
  const end = (direction: number) => {
    let [inside, outside] = [0, 2 * reach];
    if (!rejects(middle + direction * outside)) return direction * Infinity;
    for (let step = 0; step < 30; step++) {
      const half = (inside + outside) / 2;
      if (rejects(middle + direction * half)) outside = half;
      else inside = half;
    }
    return middle + direction * inside;
  };
  return { low: end(-1), high: end(1) };
}

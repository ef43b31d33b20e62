// How long a large measurement takes to be compared once all blocks are there.
import { compareArms } from "../../cost/statistics/compare_arms.ts";
import { seededRandom } from "../../cost/statistics/seeded_random.ts";
import { drawNormal } from "../../testing/draw_normal.ts";
import type { Figure } from "./figure.ts";

const COMPARISONS = 6 * 6 * 3;
const BLOCKS_PER_ARM = 6;

/** Six processes under six workloads in three metrics. */
export function benchComparisons(): Figure {
  const random = seededRandom(5);
  const arm = (): readonly number[] =>
    Array.from({ length: BLOCKS_PER_ARM }, () => 8 + 1.5 * drawNormal(random));
  const startedMs = performance.now();
  for (let comparison = 0; comparison < COMPARISONS; comparison++) {
    compareArms({ off: arm(), on: arm(), nullFirst: arm(), nullSecond: arm() }, { floor: 0, random });
  }
  return {
    what: `compare arms in ${COMPARISONS} measurements`,
    value: performance.now() - startedMs,
    unit: "ms",
    limit: 2000,
    note: `${4 * BLOCKS_PER_ARM} blocks each`,
  };
}

// How long a large measurement takes to be compared once all blocks are there.
import { compareArms } from "../../cost/statistics/compare_arms.ts";
import { seededRandom } from "../../cost/statistics/seeded_random.ts";
import { drawNormal } from "../../testing/statistics/draw_normal.ts";
import { quadsInOrder } from "../../testing/statistics/quads_in_order.ts";
import type { Figure } from "./figure.ts";

const COMPARISONS = 6 * 6 * 3;
const QUADS = 4;

/** Six processes under six workloads in three metrics. */
export function benchComparisons(): Figure {
  const random = seededRandom(5);
  const startedMs = performance.now();
  for (let comparison = 0; comparison < COMPARISONS; comparison++) {
    const values = Array.from({ length: 4 * QUADS }, () => 8 + 1.5 * drawNormal(random));
    compareArms(quadsInOrder(Array(QUADS).fill("ABBA").join(" "), values), { floor: 0 });
  }
  return {
    what: `compare arms in ${COMPARISONS} measurements`,
    value: performance.now() - startedMs,
    unit: "ms",
    limit: 2000,
    note: `${4 * QUADS} blocks each`,
  };
}

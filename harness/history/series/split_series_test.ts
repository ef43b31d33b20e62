import { assertEquals, assertLess } from "@std/assert";
import { seededRandom } from "../../cost/statistics/seeded_random.ts";
import { deviationOfDifference, nightNoise } from "./night_noise.ts";
import { segmentSeries } from "./segment_series.ts";
import { splitSeries } from "./split_series.ts";

const OPTIONS = { fewest: 3, shuffles: 999, seed: 1 } as const;
const random = seededRandom(11);
const noise = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const series = (count: number, level: (index: number) => number) =>
  Array.from({ length: count }, (_, index) => level(index) + 0.2 * noise());

Deno.test("splitSeries() finds a step where it is, in an interval that holds it", () => {
  const split = splitSeries(series(60, (index) => index < 40 ? 2 : 3), OPTIONS);
  assertEquals([split?.index, split?.pValue], [40, 1 / 1000]);
  assertEquals((split?.low ?? 99) <= 40 && (split?.high ?? 0) >= 40, true);
});

Deno.test("splitSeries() by hand: of 0 0 0 1 1 1 only the two orders of halves break as far", () => {
  const split = splitSeries([0, 0, 0, 1, 1, 1], { ...OPTIONS, shuffles: 5000 });
  // 2 of 20 ways to choose three of six; stopped early after twenty.
  assertEquals(split?.index, 3);
  assertLess(Math.abs((split?.pValue ?? 1) - 0.1), 0.06);
});

Deno.test("splitSeries() breaks nothing that is too short or always the same", () => {
  assertEquals(splitSeries([1, 2, 3, 4, 5], OPTIONS), null);
  assertEquals(splitSeries([2, 2, 2, 2, 2, 2, 2], OPTIONS), null);
});

Deno.test("splitSeries() gives the same answer for the same seed", () => {
  const values = series(40, () => 2);
  assertEquals(splitSeries(values, OPTIONS), splitSeries(values, OPTIONS));
});

Deno.test("splitSeries() takes one wild night for no break, and nights alike for less of one", () => {
  const wild = series(40, (index) => index === 20 ? 50 : 2);
  assertLess(0.05, splitSeries(wild, OPTIONS)?.pValue ?? 0);
  const breaks = Array.from({ length: 40 }, () => {
    let night = 0;
    return splitSeries(series(60, () => night = 0.5 * night + 0.2 * noise()), OPTIONS)?.pValue ?? 1;
  });
  // Shuffled night by night, about every third of them would break.
  assertLess(breaks.filter((pValue) => pValue <= 0.05).length, 10);
});

Deno.test("segmentSeries() finds several changes in their order", () => {
  const values = series(90, (index) => index < 30 ? 2 : index < 60 ? 1 : 3);
  const found = segmentSeries(values, { ...OPTIONS, level: 0.01 });
  assertEquals(found.map(({ index }) => index), [30, 60]);
  assertEquals(segmentSeries(series(60, () => 2), { ...OPTIONS, level: 0.01 }), []);
});

Deno.test("nightNoise() is the deviation around the median of each segment, and what neighbours share", () => {
  const alternating = nightNoise([[1, 3, 1, 3, 1, 3], [11, 13, 11, 13]]);
  assertEquals([alternating.deviation, alternating.likeness], [1.4826, 0]);
  assertEquals(nightNoise([[2, 2, 2]]), { deviation: 0, likeness: 0 });
  assertEquals(nightNoise([[0, 0, 0, 0, 4, 4, 4, 4]]).likeness > 0.5, true);
});

Deno.test("deviationOfDifference() grows with fewer nights and with what neighbours share", () => {
  assertEquals(deviationOfDifference({ deviation: 2, likeness: 0 }, 2, 2), 2);
  // (1 + 0.6) / (1 - 0.6) = 4.
  assertEquals(Math.round(deviationOfDifference({ deviation: 2, likeness: 0.6 }, 2, 2) * 1e9) / 1e9, 4);
});

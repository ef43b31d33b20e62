import { assert, assertEquals, assertLess } from "@std/assert";
import { wilsonInterval } from "../../model/wilson_interval.ts";
import { drawNormal } from "../../testing/draw_normal.ts";
import { type ArmValues, compareArms, type Comparison } from "./compare_arms.ts";
import { type RandomSource, seededRandom } from "./seeded_random.ts";

const FLOOR = 0.5;
const compare = (values: ArmValues, { floor = FLOOR, seed = 1 } = {}): Comparison =>
  compareArms(values, { floor, random: seededRandom(seed) });
const quietNull = { nullFirst: [10, 11, 10, 11, 10, 11], nullSecond: [11, 10, 11, 10, 11, 10] };

Deno.test("compareArms() says that a clear difference costs", () => {
  const comparison = compare({
    off: [10, 11, 10, 11, 10, 11],
    on: [30, 31, 30, 31, 30, 31],
    ...quietNull,
  });
  assertEquals(comparison.conclusion, "costs");
  assertEquals(comparison.shift, { value: 20, low: 19, high: 21 });
  assertEquals(comparison.off.median, 10.5);
  assertEquals(comparison.why, null);
});

Deno.test("compareArms() says that a drop saves", () => {
  const comparison = compare({
    off: [30, 31, 30, 31, 30, 31],
    on: [10, 11, 10, 11, 10, 11],
    ...quietNull,
  });
  assertEquals(comparison.conclusion, "saves");
});

Deno.test("compareArms() does not count what is significant but below the floor", () => {
  const comparison = compare({
    off: [1, 1, 1, 1, 1, 1],
    on: [1.2, 1.2, 1.2, 1.2, 1.2, 1.2],
    nullFirst: [1, 1, 1, 1, 1, 1],
    nullSecond: [1, 1, 1, 1, 1, 1],
  });
  assertLess(comparison.pValue ?? 1, 0.05);
  assertEquals(comparison.conclusion, "no difference seen");
});

Deno.test("compareArms() does not count what the A/A null shows as well", () => {
  const comparison = compare({
    off: [10, 10, 10, 10, 10, 10],
    on: [12, 12, 12, 12, 12, 12],
    nullFirst: [10, 10, 10, 10, 10, 10],
    nullSecond: [13, 13, 13, 13, 13, 13],
  });
  assertEquals(comparison.nullSpread, 3);
  assertEquals(comparison.conclusion, "no difference seen");
});

Deno.test("compareArms() cannot tell without blocks, with few, or without a null", () => {
  const six = [1, 2, 3, 4, 5, 6];
  const cases: readonly (readonly [ArmValues, RegExp])[] = [
    [{ off: [], on: six, ...quietNull }, /no block/],
    [{ off: [], on: [], nullFirst: [], nullSecond: [] }, /no block/],
    [{ off: [1], on: [90], ...quietNull }, /too few blocks/],
    [{ off: [1, 2, 3], on: [91, 92, 93], ...quietNull }, /too few blocks/],
    [{ off: six, on: six, nullFirst: [], nullSecond: [] }, /no A\/A null/],
  ];
  for (const [values, why] of cases) {
    const comparison = compare(values);
    assertEquals(comparison.conclusion, "cannot tell");
    assert(why.test(comparison.why ?? ""), comparison.why ?? "no reason");
  }
});

Deno.test("compareArms() never calls a constant measurement a difference", () => {
  const flat = [0, 0, 0, 0, 0, 0];
  const comparison = compare({ off: flat, on: flat, nullFirst: flat, nullSecond: flat });
  assertEquals(comparison.conclusion, "no difference seen");
  assertEquals(comparison.minimumDetectable, FLOOR);
  assertEquals(comparison.ratio, null);
});

// The calibration of the cost issue on generated data: blocks of a noisy agent with now and then a burst.
function generate(random: RandomSource, added: number): ArmValues {
  const block = (extra: number) =>
    8 + extra + 1.5 * drawNormal(random) + (random() < 0.1 ? 10 * random() : 0);
  const arm = (extra: number) => Array.from({ length: 6 }, () => block(extra));
  return { off: arm(0), on: arm(added), nullFirst: arm(0), nullSecond: arm(0) };
}

Deno.test("compareArms() finds a cost that is not there no more often than alpha allows", () => {
  const random = seededRandom(2024);
  const rounds = 200;
  let found = 0;
  for (let round = 0; round < rounds; round++) {
    const { conclusion } = compare(generate(random, 0), { floor: 0, seed: round + 1 });
    if (conclusion === "costs" || conclusion === "saves") found++;
  }
  const { low, high } = wilsonInterval({ passed: found, total: rounds });
  assert(found / rounds <= 0.05, `${found} of ${rounds} false, 95 % interval ${low} to ${high}`);
});

Deno.test("compareArms() covers an injected cost with its interval in at least 90 % of measurements", () => {
  for (const added of [5, 20, 100]) {
    const random = seededRandom(added);
    let covered = 0;
    let seen = 0;
    for (let round = 0; round < 200; round++) {
      const { shift, conclusion } = compare(generate(random, added), { seed: round + 1 });
      if ((shift?.low ?? Infinity) <= added && (shift?.high ?? -Infinity) >= added) covered++;
      if (conclusion === "costs") seen++;
    }
    assert(covered >= 180, `${covered} of 200 intervals cover ${added} % of a core`);
    assert(seen >= (added === 5 ? 120 : 200), `${seen} of 200 see ${added} % of a core`);
  }
});

Deno.test("compareArms() deals the null out 999 times, with one draw for each of its blocks", () => {
  for (const blocks of [6, 24]) {
    const random = seededRandom(5);
    let draws = 0;
    const counted = () => {
      draws++;
      return random();
    };
    const arm = Array.from({ length: blocks }, (_, index) => index);
    compareArms({ off: arm, on: arm, nullFirst: arm, nullSecond: arm }, { floor: 0, random: counted });
    assertEquals(draws, 999 * 2 * blocks);
  }
});

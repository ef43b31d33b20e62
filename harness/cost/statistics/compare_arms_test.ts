import { assert, assertEquals, assertLess } from "@std/assert";
import { type ArmValues, compareArms } from "./compare_arms.ts";
import { drawNormal, type RandomSource, seededRandom } from "./seeded_random.ts";
import { wilsonInterval } from "../../model/wilson_interval.ts";

const FLOOR = 0.5;
const quietNull = { nullFirst: [10, 11, 10, 11, 10, 11], nullSecond: [11, 10, 11, 10, 11, 10] };

Deno.test("compareArms() says that a clear difference costs", () => {
  const comparison = compareArms({
    off: [10, 11, 10, 11, 10, 11],
    on: [30, 31, 30, 31, 30, 31],
    ...quietNull,
  }, { floor: FLOOR });
  assertEquals(comparison.conclusion, "costs");
  assertEquals(comparison.shift, { value: 20, low: 19, high: 21 });
  assertEquals(comparison.off.median, 10.5);
  assertEquals(comparison.why, null);
});

Deno.test("compareArms() says that a drop saves", () => {
  const comparison = compareArms({
    off: [30, 31, 30, 31, 30, 31],
    on: [10, 11, 10, 11, 10, 11],
    ...quietNull,
  }, { floor: FLOOR });
  assertEquals(comparison.conclusion, "saves");
});

Deno.test("compareArms() does not count what is significant but below the floor", () => {
  const comparison = compareArms({
    off: [1, 1, 1, 1, 1, 1],
    on: [1.2, 1.2, 1.2, 1.2, 1.2, 1.2],
    nullFirst: [1, 1, 1, 1, 1, 1],
    nullSecond: [1, 1, 1, 1, 1, 1],
  }, { floor: FLOOR });
  assertLess(comparison.pValue ?? 1, 0.05);
  assertEquals(comparison.conclusion, "no difference seen");
});

Deno.test("compareArms() does not count what the A/A null shows as well", () => {
  const comparison = compareArms({
    off: [10, 10, 10, 10, 10, 10],
    on: [12, 12, 12, 12, 12, 12],
    nullFirst: [10, 10, 10, 10, 10, 10],
    nullSecond: [13, 13, 13, 13, 13, 13],
  }, { floor: FLOOR });
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
    const comparison = compareArms(values, { floor: FLOOR });
    assertEquals(comparison.conclusion, "cannot tell");
    assert(why.test(comparison.why ?? ""), comparison.why ?? "no reason");
  }
});

Deno.test("compareArms() never calls a constant measurement a difference", () => {
  const flat = [0, 0, 0, 0, 0, 0];
  const comparison = compareArms({ off: flat, on: flat, nullFirst: flat, nullSecond: flat }, {
    floor: FLOOR,
  });
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
    const { conclusion } = compareArms(generate(random, 0), { floor: 0, seed: round + 1 });
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
      const { shift, conclusion } = compareArms(generate(random, added), { floor: FLOOR, seed: round + 1 });
      if ((shift?.low ?? Infinity) <= added && (shift?.high ?? -Infinity) >= added) covered++;
      if (conclusion === "costs") seen++;
    }
    assert(covered >= 180, `${covered} of 200 intervals cover ${added} % of a core`);
    assert(seen >= (added === 5 ? 120 : 200), `${seen} of 200 see ${added} % of a core`);
  }
});

Deno.test("compareArms() does 6 processes × 6 workloads × 24 blocks in three metrics within 2 s", () => {
  const random = seededRandom(5);
  const started = performance.now();
  for (let measurement = 0; measurement < 6 * 6 * 3; measurement++) {
    compareArms(generate(random, 1), { floor: 0 });
  }
  assertLess(performance.now() - started, 2000);
});

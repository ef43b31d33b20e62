import { assert, assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import { drawNormal } from "../../testing/statistics/draw_normal.ts";
import { seededRandom } from "./seeded_random.ts";
import { theilSenSlope, thinOut } from "./theil_sen.ts";

const line = (n: number, y: (x: number) => number) => Array.from({ length: n }, (_, x) => ({ x, y: y(x) }));

Deno.test("theilSenSlope() is the median of the pair slopes, by hand", () => {
  // Points (0,0) (1,1) (2,5): slopes 1, 2.5, 4.
  assertEquals(theilSenSlope([{ x: 0, y: 0 }, { x: 1, y: 1 }, { x: 2, y: 5 }]), {
    value: 2.5,
    low: null,
    high: null,
  });
});

Deno.test("theilSenSlope() takes its interval from the slopes that Kendall's distribution names", () => {
  // The seven points of Sen (1968), slope 4. Of 5040 orders 174 have at most 4 discordant pairs: 3.45 %, so at
  // 93 % the ends are the fifth slopes from below (60/16) and above (46/11).
  const points = [[1, 9], [2, 15], [3, 19], [4, 20], [10, 45], [12, 55], [18, 78]].map(([x = 0, y = 0]) => ({
    x,
    y,
  }));
  const slope = theilSenSlope(points, 0.07);
  assertAlmostEquals(slope?.value ?? 0, 4, 1e-12);
  assertAlmostEquals(slope?.low ?? 0, 60 / 16, 1e-12);
  assertAlmostEquals(slope?.high ?? 0, 46 / 11, 1e-12);
});

Deno.test("theilSenSlope() of a flat series is 0 without width, one wild value changes nothing", () => {
  assertEquals(theilSenSlope(line(20, () => 5)), { value: 0, low: 0, high: 0 });
  const wild = line(21, (x) => x === 10 ? 1e9 : 2 * x);
  assertEquals(theilSenSlope(wild)?.value, 2);
});

Deno.test("theilSenSlope() of no, one or simultaneous points is null", () => {
  assertEquals(theilSenSlope([]), null);
  assertEquals(theilSenSlope([{ x: 1, y: 1 }]), null);
  assertEquals(theilSenSlope([{ x: 1, y: 1 }, { x: 1, y: 9 }]), null);
});

Deno.test("theilSenSlope() intervals cover the true slope as often as they say, exact and approximate", () => {
  for (const n of [12, 60]) {
    const random = seededRandom(n);
    let covered = 0;
    for (let round = 0; round < 200; round++) {
      const slope = theilSenSlope(line(n, (x) => 3 * x + 10 * drawNormal(random)));
      if (slope?.low !== null && slope?.high !== null && slope !== null) {
        if (slope.low <= 3 && slope.high >= 3) covered++;
      }
    }
    assert(covered >= 180, `${covered} of 200 intervals over ${n} points cover the slope`);
  }
});

Deno.test("thinOut() keeps the trend of a long series and leaves a short one alone", () => {
  const long = line(10_000, (x) => 0.25 * x);
  const thin = thinOut(long, 100);
  assertEquals(thin.length, 100);
  assertAlmostEquals(theilSenSlope(thin)?.value ?? 0, 0.25, 1e-9);
  const short = line(5, (x) => x);
  assertEquals(thinOut(short, 100), short);
  assertLess(thinOut(line(101, (x) => x), 100).length, 101);
});

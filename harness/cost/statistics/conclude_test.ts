import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { quadsInOrder } from "../../testing/statistics/quads_in_order.ts";
import { compareArms } from "./compare_arms.ts";
import { claimLevel, concludeAll, type Judged } from "./conclude.ts";

/** Four quads in which behavior monitoring adds so much. */
function judged(
  added: number,
  change: Partial<Judged> & { readonly floor?: number; readonly quads?: number } = {},
): Judged {
  const { floor = 0.5, quads = 4, isPrimary = true, barred = null, unfinished = null } = change;
  const noise = [0, 0.1, 0.3, 0.2, 0.4, 0.1, 0, 0.2, 0.3, 0.1, 0.2, 0, 0.1, 0.4, 0, 0.3];
  const values = noise.slice(0, 4 * quads).map((one, place) =>
    10 + one + (place % 4 === 1 || place % 4 === 2 ? added : 0)
  );
  const comparison = compareArms(quadsInOrder(Array(quads).fill("ABBA").join(" "), values), { floor });
  return { comparison, isPrimary, barred, unfinished };
}

const conclusions = (...all: readonly Judged[]) => concludeAll(all).map(({ conclusion }) => conclusion);

Deno.test("concludeAll() claims a clear difference, up and down, and not one within the floor", () => {
  assertEquals(conclusions(judged(20), judged(-5), judged(0)), ["costs", "saves", "no difference seen"]);
  assertEquals(conclusions(judged(1, { floor: 2 })), ["no difference seen"]);
});

Deno.test("concludeAll() sees no difference only where the interval leaves none open that counts", () => {
  const { comparison } = judged(0);
  const [low, high] = [comparison.shift?.low ?? NaN, comparison.shift?.high ?? NaN];
  const reach = Math.max(-low, high);
  assertEquals(
    conclusions(judged(0, { floor: reach })),
    ["no difference seen"],
    "an interval up to the floor",
  );
  const [open] = concludeAll([judged(0, { floor: 0.99 * reach })]);
  assertEquals([open?.conclusion, open?.why], [
    "cannot tell",
    "the interval holds differences that would count",
  ]);
  const wide: Judged = {
    ...judged(0),
    comparison: { ...comparison, shift: { value: 1.43, low: -14.5, high: 19.9 }, minimumDetectable: 36.2 },
  };
  assertEquals(conclusions(wide), ["cannot tell"], "noise is no absence");
  const endless: Judged = {
    ...wide,
    comparison: { ...comparison, shift: { value: 0, low: null, high: null } },
  };
  assertEquals(conclusions(endless), ["cannot tell"]);
});

Deno.test("concludeAll() tells no absence of what was not measured to its end, but a cost all the same", () => {
  const unfinished = "the agent was still at work";
  const [none, some] = concludeAll([judged(0, { unfinished }), judged(20, { unfinished })]);
  assertEquals([none?.conclusion, none?.why, some?.conclusion], ["cannot tell", unfinished, "costs"]);
});

Deno.test("concludeAll() of equal blocks sees no difference, whatever counts", () => {
  const same = compareArms(quadsInOrder("ABBA BAAB ABBA BAAB", Array(16).fill(7)), { floor: 0 });
  assertEquals(conclusions({ comparison: same, isPrimary: true, barred: null, unfinished: null }), [
    "no difference seen",
  ]);
});

Deno.test("concludeAll() judges main measurements together: what stands alone may not stand among many", () => {
  const three = judged(20, { quads: 3 });
  assertEquals(conclusions(three, judged(0, { quads: 3 })), ["costs", "no difference seen"]);
  const [first] = concludeAll([three, ...Array(9).fill(judged(0, { quads: 3 }))]);
  assertEquals(first?.conclusion, "cannot tell");
  assertEquals(
    first?.why,
    "6 blocks in each arm are too few for a claim: 10 main measurements judged together need 7 or more",
  );
  assertEquals(first?.adjustedPValue, 10 * 2 / 216);
});

Deno.test("concludeAll() says of what is significant alone that it does not stand among the others", () => {
  const weak: Judged = { ...judged(5), comparison: { ...judged(5).comparison, pValue: 0.02 } };
  const [one] = concludeAll([weak, judged(0), judged(0), judged(0)]);
  assertEquals(one?.conclusion, "cannot tell");
  assertStringIncludes(one?.why ?? "", "it stands out alone, but not among the 4 main measurements");
});

Deno.test("concludeAll() claims something of a single process only beside a main claim", () => {
  const secondary = judged(20, { isPrimary: false });
  assertEquals(conclusions(judged(0), secondary), ["no difference seen", "cannot tell"]);
  assertEquals(conclusions(judged(20), secondary), ["costs", "costs"]);
  assertEquals(concludeAll([judged(20), secondary]).map(({ family }) => family), ["primary", "secondary"]);
});

Deno.test("concludeAll() cannot tell what is barred or was not compared, and does not count it among the others", () => {
  const barred = judged(20, { barred: "a quick look claims nothing" });
  const nothing: Judged = { ...judged(0), comparison: compareArms([], { floor: 0 }) };
  const [first, second, third] = concludeAll([barred, nothing, judged(20)]);
  assertEquals([first?.why, first?.adjustedPValue], ["a quick look claims nothing", null]);
  assert(second?.why?.includes("no quad of blocks"));
  assertEquals(third?.adjustedPValue, judged(20).comparison.pValue);
});

Deno.test("claimLevel() shares the risk among the main measurements", () => {
  assertEquals([claimLevel(0), claimLevel(1), claimLevel(10)], [0.05, 0.05, 0.005]);
});

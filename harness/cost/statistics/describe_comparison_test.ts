import { assertEquals } from "@std/assert";
import { summarizeArm } from "./arm_summary.ts";
import type { Comparison } from "./compare_arms.ts";
import { describeComparison } from "./describe_comparison.ts";

const arm = summarizeArm([1, 1, 1]);
const comparison: Comparison = {
  off: arm,
  on: arm,
  shift: { value: 5.214, low: 4.9, high: 5.5 },
  ratio: { value: 1.42, low: 1.3, high: 1.5 },
  pValue: 0.002,
  floor: 0.5,
  nullSpread: 0.2,
  minimumDetectable: 1.1,
};
const claimed = { conclusion: "costs", why: null } as const;

Deno.test("describeComparison() gives an effect with its sign, its interval and its factor", () => {
  assertEquals(
    describeComparison(comparison, claimed, "percent-of-core"),
    "+5.21 % of a core (4.90 to 5.50 % of a core, × 1.42)",
  );
  const bytes = { ...comparison, ratio: null, shift: { value: 3e6, low: 2e6, high: 1.2e9 } };
  assertEquals(describeComparison(bytes, claimed, "bytes"), "+3.00 MB (0.002 to 1.20 GB)");
  const less = { ...comparison, ratio: null, shift: { value: -20, low: -30, high: -10 } };
  assertEquals(
    describeComparison(less, { conclusion: "saves", why: null }, "ms"),
    "-20.0 ms (-30.0 to -10.0 ms)",
  );
});

Deno.test("describeComparison() says where the test is the normal approximation", () => {
  const many = { ...comparison, off: { ...arm, n: 51 } };
  assertEquals(
    describeComparison(many, claimed, "percent-of-core"),
    "+5.21 % of a core (4.90 to 5.50 % of a core, × 1.42, normal approximation)",
  );
  const fewer = describeComparison({ ...many, off: { ...arm, n: 50 } }, claimed, "percent-of-core");
  assertEquals(fewer.includes("approximation"), false);
});

Deno.test("describeComparison() gives the estimate and what does not count when nothing was seen", () => {
  const none = { ...comparison, ratio: null, shift: { value: 0.1, low: -0.2, high: 0.4 } };
  assertEquals(
    describeComparison(none, { conclusion: "no difference seen", why: null }, "percent-of-core"),
    "no difference seen: +0.100 % of a core (-0.200 to 0.400 % of a core); up to 0.500 % of a core does not count",
  );
});

Deno.test("describeComparison() says why it cannot tell, and what was measured all the same", () => {
  const unclear = { conclusion: "cannot tell", why: "a quick look claims nothing" } as const;
  assertEquals(
    describeComparison({ ...comparison, ratio: null }, unclear, "percent-of-core"),
    "cannot tell: a quick look claims nothing; measured +5.21 % of a core (4.90 to 5.50 % of a core); " +
      "1.10 % of a core would have been seen 4 times in 5",
  );
  assertEquals(
    describeComparison({ ...comparison, ratio: null, minimumDetectable: null }, unclear, "percent-of-core"),
    "cannot tell: a quick look claims nothing; measured +5.21 % of a core (4.90 to 5.50 % of a core)",
  );
  assertEquals(
    describeComparison({ ...comparison, shift: null }, { ...unclear, why: "nothing left" }, "ms"),
    "cannot tell: nothing left",
  );
});

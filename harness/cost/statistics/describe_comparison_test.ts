import { assertEquals } from "@std/assert";
import type { Comparison } from "./compare_arms.ts";
import { describeComparison } from "./describe_comparison.ts";

const arm = { n: 6, median: 1, low: 1, high: 1 };
const costs: Comparison = {
  off: arm,
  on: arm,
  shift: { value: 5.214, low: 4.9, high: 5.5 },
  ratio: { value: 1.42, low: 1.3, high: 1.5 },
  pValue: 0.002,
  floor: 0.5,
  nullSpread: 0.2,
  minimumDetectable: 1.1,
  conclusion: "costs",
  why: null,
};

Deno.test("describeComparison() gives a cost with its interval and factor", () => {
  assertEquals(
    describeComparison(costs, "percent-of-core"),
    "costs 5.21 % of a core (4.90 to 5.50 % of a core, × 1.42)",
  );
  assertEquals(
    describeComparison({ ...costs, ratio: null, shift: { value: 3e6, low: 2e6, high: 1.2e9 } }, "bytes"),
    "costs 3.00 MB (0.002 to 1.20 GB)",
  );
});

Deno.test("describeComparison() turns a saving round so that it reads as a positive amount", () => {
  const saves: Comparison = {
    ...costs,
    conclusion: "saves",
    ratio: null,
    shift: { value: -20, low: -30, high: -10 },
  };
  assertEquals(describeComparison(saves, "ms"), "saves 20.0 ms (10.0 to 30.0 ms)");
});

Deno.test("describeComparison() says what could have been seen when nothing was", () => {
  const none: Comparison = { ...costs, conclusion: "no difference seen" };
  assertEquals(
    describeComparison(none, "percent-of-core"),
    "no difference seen (could have seen ≥ 1.10 % of a core)",
  );
});

Deno.test("describeComparison() says why it cannot tell", () => {
  const unknown: Comparison = {
    ...costs,
    conclusion: "cannot tell",
    shift: null,
    why: "there is no A/A null",
  };
  assertEquals(describeComparison(unknown, "ms"), "cannot tell: there is no A/A null");
});

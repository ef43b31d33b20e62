import { assertEquals, assertStringIncludes } from "@std/assert";
import type { MeasurementOutcome, MeasurementPlan, MeasurementRecord } from "./measurement.ts";
import { combineJudgements, type JudgedMeasurement, judgeMeasurement } from "./measurement_judgement.ts";
import { UNTOLD_OUTCOME, UNTOLD_PLAN } from "./untold.ts";

const plan: MeasurementPlan = {
  arms: "off-on",
  workloads: ["idle"],
  blocksPerArm: 6,
  blockMs: 1000,
  settleMs: 0,
  rateHz: 10,
  scale: 1,
  seed: 1,
  quick: false,
  budgets: [],
  ...UNTOLD_PLAN,
};
const arm = { n: 6, median: 1, low: 1, high: 1, mean: null, p95: null, largest: null };
const costs: MeasurementRecord = {
  workload: "idle",
  metric: "cpu.mean",
  process: "agent",
  unit: "percent-of-core",
  off: arm,
  on: arm,
  current: null,
  shift: { value: 5, low: 4, high: 6 },
  ratio: null,
  pValue: 0.002,
  floor: 0.5,
  nullSpread: 0.1,
  adjustedPValue: null,
  family: "primary",
  minimumDetectable: 1,
  conclusion: "costs",
  words: "costs 5 % of a core",
  outliers: [],
  budget: null,
};
const outcome: MeasurementOutcome = {
  complete: true,
  source: "linux-cpu-clock",
  memoryMetric: "rss",
  sampler: null,
  skipped: [],
  comparable: true,
  incomparableBecause: [],
  budgets: [],
  notes: [],
  ...UNTOLD_OUTCOME,
};
const run: JudgedMeasurement = {
  plan,
  outcome,
  measurements: [costs],
  blocks: 25,
  interruptedBy: null,
  problems: [],
};
const budget = (verdict: "met" | "exceeded" | "cannot tell") => ({
  key: "cpu.mean",
  limit: 5,
  unit: "percent-of-core",
  verdict,
  judged: "with it on, cpu.mean of agent under idle: 4 to 6 % of a core",
});

Deno.test("judgeMeasurement() calls a cost measured, and passes only what has a budget to keep to", () => {
  const judged = judgeMeasurement(run);
  assertEquals([judged.verdict, judged.reason], ["measured", "cost-measured"]);
  assertStringIncludes(judged.explanation, "CPU under idle: costs 5 % of a core.");
  const met = judgeMeasurement({ ...run, outcome: { ...outcome, budgets: [budget("met")] } });
  assertEquals([met.verdict, met.reason], ["pass", "budgets-met"]);
  assertStringIncludes(met.explanation, "Within its budget: cpu.mean (with it on");
});

Deno.test("judgeMeasurement() fails an exceeded budget, also when the rest was interrupted", () => {
  const exceeded = { ...run, outcome: { ...outcome, budgets: [budget("met"), budget("exceeded")] } };
  assertEquals(judgeMeasurement(exceeded).reason, "budget-exceeded");
  assertEquals(judgeMeasurement({ ...exceeded, interruptedBy: "SIGINT" }).verdict, "fail");
});

Deno.test("judgeMeasurement() is inconclusive where nothing can be told", () => {
  const cases: readonly (readonly [Partial<JudgedMeasurement>, string])[] = [
    [{ outcome: { ...outcome, budgets: [budget("cannot tell")] } }, "cost-unclear"],
    [{ outcome: { ...outcome, complete: false } }, "cost-unclear"],
    [{ outcome: null }, "harness-error"],
    [{ measurements: [] }, "cost-unclear"],
    [{ measurements: [{ ...costs, conclusion: "cannot tell", minimumDetectable: null }] }, "cost-unclear"],
    [{ interruptedBy: "SIGINT" }, "interrupted"],
    [{ problems: [{ code: "measurement/no-process", message: "m", hint: "h" }] }, "cost-unclear"],
    [{ problems: [{ code: "enablement/managed", message: "m", hint: "h" }] }, "not-enabled"],
    [{ problems: [{ code: "consent/refused", message: "m", hint: "h" }] }, "consent-not-given"],
    [{ problems: [{ code: "agent/timed-out", message: "m", hint: "h" }] }, "agent-unreadable"],
    [{ problems: [{ code: "harness/internal", message: "m", hint: "h" }] }, "harness-error"],
  ];
  for (const [change, reason] of cases) {
    const judged = judgeMeasurement({ ...run, ...change });
    assertEquals([judged.verdict, judged.reason], ["inconclusive", reason]);
  }
});

Deno.test("judgeMeasurement() calls an interval that leaves open whether there is a cost measured", () => {
  const open = { ...costs, conclusion: "cannot tell" as const, minimumDetectable: 2 };
  const judged = judgeMeasurement({ ...run, measurements: [open] });
  assertEquals([judged.verdict, judged.reason], ["measured", "cost-measured"]);
});

Deno.test("judgeMeasurement() says that a quick look is no evidence", () => {
  const quick = judgeMeasurement({ ...run, plan: { ...plan, quick: true } });
  assertStringIncludes(quick.explanation, "not evidence");
  // It claims nothing by its design, and so leaves nothing open: what was verified beside it stands.
  const open = { ...costs, conclusion: "cannot tell" as const };
  const claimless = judgeMeasurement({ ...run, plan: { ...plan, quick: true }, measurements: [open] });
  assertEquals([claimless.verdict, claimless.reason], ["measured", "cost-measured"]);
});

Deno.test("judgeMeasurement() of one arm needs no comparison", () => {
  const current = { ...costs, conclusion: "not compared" as const, off: null, on: null, current: arm };
  assertEquals(
    judgeMeasurement({ ...run, plan: { ...plan, arms: "current" }, measurements: [current] }).verdict,
    "measured",
  );
});

Deno.test("combineJudgements() lets nothing soften the worse of the two", () => {
  const pass = { verdict: "pass", reason: "blocked-and-recorded", explanation: "A." } as const;
  const unclear = { verdict: "inconclusive", reason: "cost-unclear", explanation: "B." } as const;
  const fail = { verdict: "fail", reason: "not-detected", explanation: "C." } as const;
  assertEquals(combineJudgements(pass, unclear).reason, "cost-unclear");
  assertEquals(combineJudgements(fail, unclear).reason, "not-detected");
  assertEquals(combineJudgements(pass, { ...unclear, verdict: "pass" }).reason, "blocked-and-recorded");
  assertEquals(combineJudgements(pass, { ...unclear, verdict: "measured" }).verdict, "pass");
});

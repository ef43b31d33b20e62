import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { MeasurementRecord } from "../../harness/model/record/measurement.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { inventedRecord } from "../invented/run_records.ts";
import { costHeadline, costSentence } from "./cost_headline.ts";
import { doNotSend } from "./do_not_send.ts";
import { headlineOf, nextStepOf } from "./verdict_words.ts";

const [base] = inventedRecord("measurement").measurements;
assert(base !== undefined);
type Change = Partial<MeasurementRecord>;
const none: Change = { conclusion: "no difference seen", shift: { value: 0, low: -1, high: 1 } };
const unclear: Change = { conclusion: "cannot tell" };
const cpu = (
  workload: string,
  shift: MeasurementRecord["shift"],
  change: Change = {},
): MeasurementRecord => ({
  ...base,
  ...{
    workload,
    process: "agent",
    metric: "cpu.mean",
    unit: "percent-of-core",
    floor: 0.5,
    conclusion: "costs",
  },
  shift,
  ...change,
});
const memory = (
  workload: string,
  shift: MeasurementRecord["shift"],
  change: Change = {},
): MeasurementRecord =>
  cpu(workload, shift, { metric: "footprint.mean", unit: "bytes", floor: 2e6, ...change });
const time = (workload: string, ratio: MeasurementRecord["ratio"], change: Change = {}): MeasurementRecord =>
  cpu(workload, { value: 97, low: 92, high: 102 }, {
    ...{ process: null, metric: "workload.wall", unit: "ms", floor: 8, ratio },
    ...change,
  });
const sentence = (measurements: readonly MeasurementRecord[]) =>
  costSentence({ measurement: inventedRecord("measurement").measurement, measurements });

Deno.test("costSentence() tells CPU, memory and time together, the worst first, each with its interval", () => {
  assertEquals(
    sentence([
      cpu("idle", { value: 5.09, low: 4.95, high: 5.24 }),
      cpu("file-churn", { value: 2, low: 1, high: 3 }),
      memory("idle", { value: 67.3e6, low: 66e6, high: 68.5e6 }),
      time("file-churn", { value: 1.243, low: 1.23, high: 1.256 }),
    ]),
    "Behavior monitoring added 67.3 MB of memory (66.0 to 68.5 MB) under idle, " +
      "24.3 % to the time of file-churn (23.0 to 25.6 %) and 5.09 % of a core (4.95 to 5.24 % of a core) under idle " +
      "(the most among 2 workloads)",
  );
});

Deno.test("costSentence() says what was not seen, what cannot be told and what became less", () => {
  assertEquals(
    sentence([cpu("idle", null, none), memory("idle", null, unclear), time("build", null, none)]),
    "No difference in CPU or time was seen with behavior monitoring on; what it does to memory cannot be told",
  );
  assertEquals(
    sentence([
      cpu("idle", { value: -2, low: -3, high: -1 }, { conclusion: "saves" }),
      time("build", { value: 0.9, low: 0.88, high: 0.93 }, {
        conclusion: "saves",
        shift: { value: -97, low: -102, high: -92 },
      }),
    ]),
    "Behavior monitoring took off 2.00 % of a core (1.00 to 3.00 % of a core) under idle and " +
      "10.0 % of the time of build (7.00 to 12.0 %)",
  );
  assertEquals(
    sentence([
      cpu("idle", { value: 0, low: -1, high: 1 }, unclear),
      cpu("file-churn", { value: 1.43, low: -14.5, high: 19.9 }, unclear),
    ]),
    "What behavior monitoring does to CPU (-14.5 to 19.9 % of a core under file-churn) cannot be told",
  );
  assertStringIncludes(
    sentence([
      cpu("idle", { value: 5.09, low: 4.95, high: 5.24 }),
      cpu("file-churn", { value: 1.43, low: -14.5, high: 19.9 }, unclear),
    ]) ?? "",
    "under idle; what it does to CPU under file-churn cannot be told",
  );
  // One workload without a difference makes no absence while another cannot be told.
  assertStringIncludes(
    sentence([cpu("idle", null, none), cpu("build", null, unclear)]) ?? "",
    "CPU cannot be told",
  );
});

Deno.test("costHeadline() does not speak of runs that ended for another reason, nor claims for a quick look", () => {
  const record = inventedRecord("measurement");
  assertEquals(costHeadline({ ...record, reason: "interrupted" }), null);
  assertEquals(costHeadline({ ...record, measurement: null }), null);
  assertStringIncludes(headlineOf(record), "Beyond its budget: cpu.mean. Behavior monitoring added ");
  const { measurement } = record;
  assert(measurement !== null);
  const quick: RunRecord = {
    ...record,
    reason: "cost-measured",
    measurement: { ...measurement, plan: { ...measurement.plan, quick: true } },
  };
  assertEquals(headlineOf(quick), "A quick look claims nothing about the cost");
});

Deno.test("costHeadline() of the device as it is says what was used, not what it costs", () => {
  const record = inventedRecord("measurement");
  assert(record.measurement !== null && base.off !== null);
  const current = { ...base.off, median: 12 };
  const measurement = {
    ...record.measurement,
    plan: { ...record.measurement.plan, arms: "current" as const },
  };
  const measurements = [
    cpu("idle", null, { current }),
    memory("build", null, { current: { ...current, median: 6e8 } }),
  ];
  assertEquals(
    costHeadline({ measurement, measurements, reason: "cost-measured" }),
    "As the device is, the agent uses up to 12.0 % of a core under idle and 600 MB under build",
  );
});

Deno.test("doNotSend() names every reason, and the next step is not to send then", () => {
  const record: RunRecord = { ...inventedRecord("measurement"), simulated: false, reason: "cost-measured" };
  assertEquals(doNotSend(record), null);
  assertStringIncludes(nextStepOf(record).text, "feedback.txt");
  assert(record.measurement !== null);
  const plan = { ...record.measurement.plan, quick: true };
  const cases: readonly (readonly [Partial<Omit<RunRecord, "enablement" | "restore">>, string])[] = [
    [{ simulated: true }, "simulated"],
    [{ unverified: ["run.json"] }, "changed"],
    [{ measurement: { ...record.measurement, plan } }, "quick look"],
  ];
  const unclear: RunRecord = {
    ...record,
    reason: "cost-unclear",
    measurement: { ...record.measurement, plan },
  };
  assertEquals(
    nextStepOf(unclear).text,
    "Do not send this: a quick look is no evidence. Measure again without --quick.",
  );
  for (const [change, word] of cases) {
    const text = nextStepOf({ ...record, ...change }).text;
    assertStringIncludes(text, "Do not send this");
    assertStringIncludes(text, word);
  }
});

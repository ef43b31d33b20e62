import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { BlockRecord, MeasurementRecord } from "../../harness/model/record/measurement.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { renderCostTable } from "./cost_table.ts";
import { renderFeedback } from "./feedback.ts";
import { inventedBlocks } from "../invented/blocks.ts";
import { inventedRecord } from "../invented/run_records.ts";
import { PLAIN_STYLE } from "../../harness/model/text/style.ts";
import { UNTOLD_OUTCOME, UNTOLD_PLAN } from "../../harness/model/record/untold.ts";

const arm = (median: number) => ({
  n: 6,
  median,
  low: median - 1,
  high: median + 1,
  mean: null,
  p95: null,
  largest: null,
});

const cpu: MeasurementRecord = {
  workload: "file-churn",
  metric: "cpu.mean",
  process: "wdavdaemon_unprivileged",
  unit: "percent-of-core",
  off: arm(5),
  on: arm(25),
  current: null,
  shift: { value: 20, low: 19, high: 21 },
  ratio: { value: 5, low: 4, high: 6 },
  pValue: 0.002,
  floor: 0.5,
  adjustedPValue: null,
  family: null,
  nullSpread: 0.4,
  minimumDetectable: 1.5,
  conclusion: "costs",
  words: "+20.0 % of a core (19.0 to 21.0 % of a core, × 5.00)",
  outliers: [],
  budget: null,
};
const all: MeasurementRecord = { ...cpu, process: "agent" };
const quiet: MeasurementRecord = {
  ...cpu,
  workload: "idle",
  process: "agent",
  conclusion: "no difference seen",
  words: "no difference seen (could have seen ≥ 1.50 % of a core)",
};
const wall: MeasurementRecord = {
  ...cpu,
  process: null,
  metric: "workload.wall",
  unit: "ms",
  words: "+20.0 ms (19.0 to 21.0 ms)",
};
const plan: NonNullable<RunRecord["measurement"]>["plan"] = {
  arms: "off-on",
  workloads: ["idle", "file-churn"],
  blocksPerArm: 6,
  blockMs: 20_000,
  settleMs: 10_000,
  rateHz: 10,
  scale: 1,
  seed: 1,
  quick: false,
  budgets: [],
  ...UNTOLD_PLAN,
};
const outcome: NonNullable<RunRecord["measurement"]>["outcome"] = {
  complete: true,
  source: "macos-rusage",
  memoryMetric: "footprint",
  sampler: null,
  skipped: [],
  comparable: true,
  incomparableBecause: [],
  budgets: [],
  notes: [],
  ...UNTOLD_OUTCOME,
};

function record(change: Partial<Omit<RunRecord, "enablement" | "restore">> = {}): RunRecord {
  return {
    ...inventedRecord("pass"),
    simulated: false,
    measurement: { plan, outcome },
    measurements: [quiet, all, cpu, wall],
    blocks: [],
    ...change,
  };
}

const options = { redact: false, bundlePath: "/home/kim/reports/out/r1" };

Deno.test("renderFeedback() gives findings, a table, and where the raw data lies, within a page", () => {
  const text = renderFeedback(record(), options);
  assertStringIncludes(text, "`wdavdaemon_unprivileged` under file-churn: +20.0 % of a core");
  assertStringIncludes(text, "The time that the workload takes under file-churn: +20.0 ms");
  assertMatch(text, /\| file-churn \| all together \| 5\.00 → 25\.0: \*\*\+20\.0\*\* \(19\.0 to 21\.0\) \|/);
  assertStringIncludes(text, "`/home/kim/reports/out/r1`");
  assert(text.split("\n").length < 60, "more than a page");
});

Deno.test("renderFeedback() names the metric of memory and the protocol in one sentence", () => {
  const text = renderFeedback(record(), options);
  assertStringIncludes(text, "memory as physical footprint");
  assertStringIncludes(text, "behavior monitoring off and on in turns, 6 blocks of 20.0 s in each arm");
});

Deno.test("renderFeedback() numbers the findings, also for those who read it as plain text", () => {
  assertMatch(renderFeedback(record(), options), /^1\. .+\n2\. /m);
});

Deno.test("renderFeedback() of one arm speaks of use, not of cost or differences", () => {
  const used: MeasurementRecord = {
    ...quiet,
    off: null,
    on: null,
    current: arm(7),
    shift: null,
    conclusion: "not compared",
    words: "7.00 % of a core, with behavior monitoring as it was",
  };
  const one = { measurement: { plan: { ...plan, arms: "current" as const }, outcome }, measurements: [used] };
  const text = renderFeedback(record(one), options);
  assertStringIncludes(text, "# What the agent uses\n");
  assertStringIncludes(
    text,
    "- Under idle, all processes of the agent together (`cpu.mean`): 7.00 % of a core, with behavior monitoring as it was.",
  );
  assertEquals(/a difference counts|Off → on/.test(text), false);
});

Deno.test("renderFeedback() with redaction holds no identifier, host name or path", () => {
  const { device } = inventedRecord("pass");
  const named = {
    ...device,
    hostName: "kims-mac",
    orgId: "org-1234",
    edrMachineId: "edr-5678",
    machineGuid: "guid-9",
  };
  const counters: BlockRecord["counters"] = [
    { name: null, path: "/Users/kim/secret/tool", filesScanned: 9, scanTimeNs: 5e6 },
  ];
  const blocks = inventedBlocks().map((block) => ({ ...block, counters }));
  const secrets = ["kims-mac", "org-1234", "edr-5678", "guid-9", "/home/kim", "/Users/kim"];
  const redacted = renderFeedback(record({ device: named, blocks }), { ...options, redact: true });
  for (const secret of secrets) assertEquals(redacted.includes(secret), false, secret);
  assertStringIncludes(redacted, "(no name)");
  const open = renderFeedback(record({ device: named, blocks }), options);
  assertStringIncludes(open, "kims-mac");
});

Deno.test("renderFeedback() says what the measurement is not", () => {
  const quick = renderFeedback(record({ measurement: { plan: { ...plan, quick: true }, outcome } }), options);
  assertStringIncludes(quick, "A quick look, not evidence");
  const cut = renderFeedback(
    record({ measurement: { plan, outcome: { ...outcome, complete: false } } }),
    options,
  );
  assertStringIncludes(cut, "Incomplete");
  const battery = ["the power source changed between blocks (battery, mains)"];
  const mixed = { ...outcome, comparable: false, incomparableBecause: battery };
  assertStringIncludes(
    renderFeedback(record({ measurement: { plan, outcome: mixed } }), options),
    "Not compared",
  );
  assertStringIncludes(renderFeedback(record({ simulated: true }), options), "SIMULATED DEVICE");
});

Deno.test("renderFeedback() of a run that measured nothing says why", () => {
  const text = renderFeedback(
    record({ measurement: null, measurements: [], explanation: "No agent." }),
    options,
  );
  assertStringIncludes(text, "Nothing was measured. No agent.");
  const nothing = {
    measurement: null,
    measurements: [],
    explanation: 'No process below "/Users/kim/x" was found.',
  };
  const redacted = renderFeedback(record(nothing), { ...options, redact: true });
  assertStringIncludes(redacted, 'below "(path)" was found');
});

Deno.test("renderFeedback() lets no text of others become markup", () => {
  const hostile = { ...cpu, process: "a`b|c", words: "+ <b>1</b> | [x](y)" };
  const text = renderFeedback(record({ measurements: [hostile] }), options);
  assertEquals(text.includes("<b>"), false);
  assertEquals(text.includes("[x](y)"), false);
});

Deno.test("renderCostTable() shows both arms and the effect, and warns", () => {
  const text = renderCostTable(
    record({ measurement: { plan: { ...plan, quick: true }, outcome } }),
    PLAIN_STYLE,
  );
  assertStringIncludes(text, "A QUICK LOOK, NOT EVIDENCE");
  assertStringIncludes(text, "5.00 % of a core → 25.0 % of a core");
  assertEquals(renderCostTable(record({ measurement: null, measurements: [] }), PLAIN_STYLE), "");
});

// Facts of invented runs, against their schema, their size and the one door that reads them.
import { assertEquals, assertThrows } from "@std/assert";
import { Ajv2020 } from "ajv/dist/2020.js";
import { generateFactSchema } from "../../harness/dev/generate_schemas.ts";
import { DEFAULT_WORKLOADS } from "../../harness/cost/workloads/workload.ts";
import type { ErrorCode } from "../../harness/model/error_code.ts";
import { HarnessError } from "../../harness/model/harness_error.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import publishedText from "../fact.schema.json" with { type: "text" };
import { forHostileRecords } from "../invented/hostile_property.ts";
import { INVENTED_RUNS, inventedRecord } from "../invented/run_records.ts";
import type { CostFact, FactsOfRun } from "./fact.ts";
import { factLines, factRows, factsOf } from "./facts_of.ts";
import { readFacts } from "./read_facts.ts";

const publishedSchema: Readonly<Record<string, unknown>> = JSON.parse(publishedText);
const validate = new Ajv2020({ strict: true, allErrors: true, formats: { "date-time": true, date: true } })
  .compile(publishedSchema);

Deno.test("fact.schema.json is what the schema in the code says", () => {
  assertEquals<unknown>(publishedSchema, JSON.parse(generateFactSchema()));
});

for (const name of INVENTED_RUNS) {
  Deno.test(`facts of invented "${name}" fit the published schema and are read as they were written`, () => {
    const facts = factsOf(inventedRecord(name));
    for (const row of factRows(facts)) assertEquals([validate(row), validate.errors], [true, null]);
    assertEquals(readFacts({ name, text: factLines(facts) }), [facts]);
  });
}

Deno.test("facts of hostile devices are read as they were written, a line a row", () => {
  forHostileRecords((record) => {
    const facts = factsOf(record);
    assertEquals(readFacts({ name: "hostile", text: factLines(facts) }), [facts]);
    assertEquals(factLines(facts).split("\n").length - 1, factRows(facts).length);
  });
});

Deno.test("facts of a verification take 3 KB at most, with measurements of six workloads 15 KB", () => {
  const verification = factsOf(real(inventedRecord("pass")));
  const twice = { ...verification, attempts: [...verification.attempts, ...verification.attempts] };
  assertEquals(factLines(twice).length <= 3000, true, `${factLines(twice).length} bytes`);
  const measured = { ...verification, costs: sixWorkloads(factsOf(inventedRecord("measurement"))) };
  assertEquals(measured.costs.length, 35);
  assertEquals(factLines(measured).length <= 15_000, true, `${factLines(measured).length} bytes`);
});

/** The default plan: CPU of the agent and of three processes, memory of the agent, and the time of all but one. */
function sixWorkloads({ costs }: FactsOfRun): readonly CostFact[] {
  const [row] = costs.filter(({ process }) => process === "wdavdaemon_unprivileged");
  if (row === undefined) throw new Error("The invented measurement has no single process");
  const long = { ...row, low: -1.2346, shift: 0.12346, high: 1.2346, off: 12.346, nullSpread: 0.12346 };
  return DEFAULT_WORKLOADS.flatMap((workload) => [
    ...["agent", "wdavdaemon", "wdavdaemon_unprivileged", "wdavdaemon_enterprise"].map((process) => ({
      ...long,
      workload,
      process,
      detectable: 1.2346,
    })),
    {
      ...long,
      workload,
      metric: "footprint.mean",
      unit: "bytes",
      process: "agent",
      floor: 2e6,
      off: 123460000,
    },
    ...(workload === "idle"
      ? []
      : [{ ...long, workload, metric: "workload.wall", process: null, unit: "ms" }]),
  ]);
}

function real(record: RunRecord): RunRecord {
  const { device } = record;
  return {
    ...record,
    simulated: false,
    runId: "20261123T184530Z-1a2b3c4d5e6f7a8b",
    device: { ...device, profile: null, platformAssumed: false },
  };
}

Deno.test("factsOf() keeps real, simulated, recorded, stand-in and changed runs apart", () => {
  const record = real(inventedRecord("pass"));
  const kindOf = (changes: Partial<Omit<RunRecord, "enablement" | "restore">>) =>
    factsOf({ ...record, ...changes }).run.evidence;
  assertEquals(kindOf({}), "real");
  assertEquals(kindOf({ simulated: true }), "simulated");
  assertEquals(kindOf({ recorded: true }), "recorded");
  assertEquals(kindOf({ recorded: true, simulated: true }), "simulated");
  assertEquals(kindOf({ unverified: ["run.json differs"], simulated: true }), "changed");
  assertEquals(kindOf({ device: { ...record.device, agentPath: "/tmp/mdatp" } }), "stand-in");
  assertEquals(kindOf({ device: { ...record.device, platformAssumed: true } }), "stand-in");
});

Deno.test("factsOf() knows a device by its GUID, by its name without one, and a simulated one by its profile", () => {
  const record = real(inventedRecord("pass"));
  const deviceOf = (changes: Partial<RunRecord["device"]>, simulated = false) => {
    const { run } = factsOf({ ...record, simulated, device: { ...record.device, ...changes } });
    return [run.device, run.deviceFrom, run.pseudonymous];
  };
  assertEquals(deviceOf({ machineGuid: "0B6F2D1C-88AA-4F0E-9D35-6C1E2F3A4B5C" }), [
    "0b6f2d1c-88aa-4f0e-9d35-6c1e2f3a4b5c",
    "machine-guid",
    false,
  ]);
  assertEquals(deviceOf({ machineGuid: null }), ["host:studio-17", "host-name", false]);
  assertEquals(deviceOf({ machineGuid: null, hostName: null }), ["unknown", "nothing", false]);
  assertEquals(deviceOf({ machineGuid: "machine-0a1b2c3d" })[2], true);
  const simulated = deviceOf({ profile: "flaky", machineGuid: crypto.randomUUID() }, true);
  assertEquals(simulated, ["simulated:flaky@studio-17", "profile", false]);
  const kept = deviceOf({ profile: "flaky", chosenBy: { mdatp: "/tmp/x/mdatp" } }, true);
  assertEquals(kept[1], "machine-guid");
});

Deno.test("factsOf() puts a run to the day of the device, not to that of UTC", () => {
  const record = inventedRecord("fail");
  const at = (startedAt: string, utcOffsetMinutes: number) =>
    factsOf({
      ...record,
      startedAt,
      scenarios: record.scenarios.map((one) => ({
        ...one,
        attempts: one.attempts.map((attempt) => ({ ...attempt, utcOffsetMinutes })),
      })),
    }).run.night;
  assertEquals(at("2026-11-23T23:30:00.000Z", 60), "2026-11-24");
  assertEquals(at("2026-11-23T02:17:00.000Z", -480), "2026-11-22");
});

Deno.test("factsOf() calls no cost comparable that is a quick look, cut short or disturbed", () => {
  const record = inventedRecord("measurement");
  const comparable = (change: (one: NonNullable<RunRecord["measurement"]>) => RunRecord["measurement"]) => {
    const { measurement } = record;
    if (measurement === null) throw new Error("The invented measurement is gone");
    const facts = factsOf({ ...record, measurement: change(measurement) });
    return [...new Set(facts.costs.map((row) => row.comparable))];
  };
  assertEquals(comparable((one) => one), [true]);
  assertEquals(comparable((one) => ({ ...one, plan: { ...one.plan, quick: true } })), [false]);
  assertEquals(comparable((one) => ({ ...one, outcome: null })), [false]);
  assertEquals(
    comparable((one) => ({ ...one, outcome: one.outcome && { ...one.outcome, comparable: false } })),
    [false],
  );
  assertEquals(comparable((one) => ({ ...one, plan: { ...one.plan, arms: "current" } })), []);
});

const PASS = factLines(factsOf(real(inventedRecord("pass"))));
const FAIL = factLines(factsOf(inventedRecord("fail")));

Deno.test("readFacts() reads several runs of one file, and takes a row that is there twice once", () => {
  const runs = readFacts({ name: "two", text: `${PASS}${FAIL}${PASS}` });
  assertEquals(runs.map(({ run }) => run.verdict), ["pass", "fail"]);
});

const REFUSED: Readonly<Record<string, readonly [text: string, code: ErrorCode, why: string]>> = {
  "an empty file": ["", "facts/incomplete", "it is empty"],
  "a line that was cut": [PASS.slice(0, -20), "facts/incomplete", "its last line was cut"],
  "another file": ["hello\n", "facts/invalid", "line 1 is no JSON"],
  "a line that is no fact": [`${PASS}{"fact":"run"}\n`, "facts/invalid", "line 6 is no fact"],
  "a later version": [PASS.replaceAll('"version":1', '"version":2'), "facts/schema-version", "has version 2"],
  "parts without their run": [PASS.split("\n").slice(1).join("\n"), "facts/incomplete", "no row of its own"],
  "one key with two values": [
    PASS + PASS.replace('"verdict":"pass"', '"verdict":"fail"'),
    "facts/conflict",
    "line 6 says other things",
  ],
  "a pass with a failed attempt": [
    PASS.replace('"expectation":"quiet","verdict":"pass"', '"expectation":"quiet","verdict":"fail"'),
    "facts/invalid",
    "it passed, and an attempt",
  ],
  "a pass in which nothing was blocked": [
    PASS.split("\n").filter((line) => !line.includes('"expectation":"blocked')).join("\n"),
    "facts/invalid",
    "no demonstration was blocked",
  ],
  "a profile that says to be real": [
    PASS.replaceAll("machine-guid", "profile"),
    "facts/invalid",
    "says to be real",
  ],
  "another night than that of its start": [
    PASS.replace(/"night":"[^"]*"/, '"night":"2026-01-01"'),
    "facts/invalid",
    "on another day",
  ],
  "a text that is longer than any": [
    PASS.replace(/"hostName":"[^"]*"/, `"hostName":"${"x".repeat(400)}"`),
    "facts/invalid",
    "hostName",
  ],
};

for (const [what, [text, code, why]] of Object.entries(REFUSED)) {
  Deno.test(`readFacts() refuses ${what}, and says which file`, () => {
    const error = assertThrows(() => readFacts({ name: "night.ndjson", text }), HarnessError);
    assertEquals([error.code, error.message.includes(why)], [code, true], error.message);
    assertEquals(error.message.startsWith('Cannot read the facts "night.ndjson": '), true);
  });
}

Deno.test("readFacts() reads names that came later, and leaves them out", () => {
  const [facts] = readFacts({ name: "later", text: PASS.replaceAll("}\n", ',"addedLater":1}\n') });
  assertEquals(facts, factsOf(real(inventedRecord("pass"))));
});

Deno.test("readFacts() shows nothing of a hostile file that a terminal would act on", () => {
  const text = PASS.replace(/"hostName":"[^"]*"/, '"hostName":"\\u001b[2J\\u202e"');
  assertEquals(readFacts({ name: "hostile", text })[0]?.run.hostName, "␛[2J<U+202E>");
});

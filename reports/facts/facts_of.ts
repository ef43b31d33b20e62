// The facts of a run: a pure function of its record. No number is computed here that the record does not hold.
import { HarnessError } from "../../harness/model/harness_error.ts";
import type { MeasurementRecord } from "../../harness/model/record/measurement.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { jsonText, printableLine } from "../../harness/model/text/printable.ts";
import { restoreCommand } from "../../harness/model/text/command_with.ts";
import { mapTexts } from "../stored/map_texts.ts";
import { deviceKeyOf } from "./device_key.ts";
import { evidenceKindOf } from "./evidence_kind.ts";
import type { AttemptFact, CostFact, Fact, FactsOfRun, RunFact, UnmetFact } from "./fact.ts";
import { FACTS_VERSION } from "./facts_version.ts";
import { measurementFacts } from "./measurement_facts.ts";

/** Longest text as it comes from a record; what is longer is cut, with a note of how much is missing. */
const LONGEST = 200;

type Key = Pick<Fact, "version" | "evidence" | "device" | "run">;

/** All facts of a run. Texts are harmless to look at. */
export function factsOf(hostile: RunRecord): FactsOfRun {
  const record = mapTexts(hostile, (text) => printableLine(text, LONGEST));
  const { device, deviceFrom, pseudonymous } = deviceKeyOf(record);
  const key: Key = { version: FACTS_VERSION, evidence: evidenceKindOf(record), device, run: record.runId };
  return {
    run: { fact: "run", ...key, deviceFrom, pseudonymous, ...runFacts(record) },
    attempts: attemptFacts(record, key),
    unmet: unmetFacts(record, key),
    costs: costFacts(record, key),
  };
}

/** The facts of a run as rows, the run first. */
export function factRows({ run, attempts, unmet, costs }: FactsOfRun): readonly Fact[] {
  return [run, ...attempts, ...unmet, ...costs];
}

/** The rows as text: one JSON object a line. */
export function factLines(facts: FactsOfRun): string {
  return factRows(facts).map((fact) => `${jsonText(fact, 0)}\n`).join("");
}

function runFacts(
  record: RunRecord,
): Omit<RunFact, keyof Key | "fact" | "deviceFrom" | "pseudonymous"> {
  const { device, startedAt, restore, enablement, listings, options, policy } = record;
  const utcOffsetMinutes = offsetOf(record);
  return {
    hostName: device.hostName,
    recordVersion: record.schemaVersion,
    tool: record.tool.version,
    started: startedAt,
    night: nightOf(startedAt, utcOffsetMinutes),
    utcOffsetMinutes,
    durationMs: short(record.durationMs),
    verdict: record.verdict,
    reason: record.reason,
    exitCode: record.exitCode,
    restore: restore.status,
    mend: restore.status === "failed" ? restoreCommand(device.chosenBy) : null,
    settingBefore: enablement?.before?.value ?? null,
    agent: device.appVersion,
    engine: device.engineVersion,
    definitions: device.definitionsVersion,
    system: systemOf(device),
    ring: device.releaseRing,
    policy: policy.id,
    hardware: device.hardwareModel ?? device.chip,
    cores: device.cores.length === 0 ? null : device.cores.reduce((sum, { count }) => sum + count, 0),
    memoryBytes: device.memoryBytes,
    trigger: options.triggerVariant ?? null,
    listLength: listings?.entries ?? null,
    listMs: listings === null || listings.count === 0 ? null : short(listings.tookMs / listings.count),
    ...measurementFacts(record),
  };
}

function systemOf({ platform, osVersion, osBuild }: RunRecord["device"]): string {
  return `${platform}${osVersion === null ? "" : ` ${osVersion}`}${osBuild === null ? "" : ` (${osBuild})`}`;
}

/** As the last attempt has it: the clock may have been put forward in the night. */
function offsetOf({ scenarios }: RunRecord): number | null {
  const offsets = scenarios.flatMap(({ attempts }) =>
    attempts.map(({ utcOffsetMinutes }) => utcOffsetMinutes)
  );
  return offsets.findLast((offset) => offset !== null) ?? null;
}

/**
 * The day at the device, so that no zone moves a night. `started` is ISO 8601 in UTC.
 *
 * @throws HarnessError `facts/invalid` when it is no time.
 */
export function nightOf(started: string, utcOffsetMinutes: number | null): string {
  if (Number.isNaN(Date.parse(started))) {
    throw new HarnessError("facts/invalid", `Cannot tell the night of a run that started at "${started}"`, {
      hint: "Take the bundle again from where it was made",
    });
  }
  return new Date(Date.parse(started) + (utcOffsetMinutes ?? 0) * 60_000).toISOString().slice(0, 10);
}

function attemptFacts({ scenarios }: RunRecord, key: Key): readonly AttemptFact[] {
  return scenarios.flatMap(({ id, expectation, attempts }) =>
    attempts.map(({ index, verdict, reason, timeToBlockMs, timeToRecordMs }): AttemptFact => ({
      fact: "attempt",
      ...key,
      scenario: id,
      index,
      expectation,
      verdict,
      reason,
      blockMs: short(timeToBlockMs),
      recordMs: short(timeToRecordMs),
    }))
  );
}

function unmetFacts({ prerequisites }: RunRecord, key: Key): readonly UnmetFact[] {
  return prerequisites.filter(({ status, waiver }) => status !== "met" || waiver !== null).map((one) => ({
    fact: "unmet",
    ...key,
    prerequisite: one.id,
    severity: one.severity,
    status: one.status,
    waivedUntil: one.waiver === null ? null : one.waiver.until ?? "no end",
  }));
}

/**
 * What a series of nights is made of: time and CPU and memory of the whole agent for each workload, and the CPU of each of
 * its processes. Peaks, growth, counts and the memory of single processes stay in the record: with them a night would
 * take several times the space.
 */
function costFacts(record: RunRecord, key: Key): readonly CostFact[] {
  if (record.measurement?.plan.arms !== "off-on") return [];
  const comparable = isComparable(record);
  return record.measurements.filter(isSeries).map((one): CostFact => ({
    fact: "cost",
    ...key,
    workload: one.workload,
    metric: one.metric,
    process: one.process,
    unit: one.unit,
    shift: short(one.shift?.value),
    low: short(one.shift?.low),
    high: short(one.shift?.high),
    off: short(one.off?.median),
    floor: short(one.floor),
    nullSpread: short(one.nullSpread),
    detectable: short(one.minimumDetectable),
    conclusion: one.conclusion,
    comparable: comparable && one.shift !== null,
  }));
}

function isSeries({ metric, family }: MeasurementRecord): boolean {
  return family === "primary" || metric === "workload.wall" || metric === "cpu.mean";
}

function isComparable({ measurement }: RunRecord): boolean {
  return measurement !== null && !measurement.plan.quick && measurement.outcome?.complete === true &&
    measurement.outcome.comparable;
}

const DIGITS = 5;

/** To five significant digits: no instrument here tells more, and the record keeps them all. */
function short(value: number): number;
function short(value: number | null | undefined): number | null;
function short(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value.toPrecision(DIGITS));
}

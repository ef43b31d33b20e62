// The run for an OpenTelemetry collector, in the JSON encoding of OTLP: a log event for each case and for the run, and
// the figures as metrics. Names of tests follow the semantic conventions `test.*`. Sending is left to the caller.
import { noticeOf } from "../views/notice_of.ts";
import type { RunRecord, ScenarioRecord } from "../../harness/model/record/run_record.ts";
import type { Verdict } from "../../harness/model/verdict.ts";
import { caseSuites } from "../views/case_suites.ts";
import { mapTexts } from "../stored/map_texts.ts";
import { jsonText, printable } from "../../harness/model/text/printable.ts";
import type { Reporter } from "../views/reporter.ts";
import { stableId } from "../views/stable_id.ts";
import { headlineOf } from "../views/verdict_words.ts";
import type { CaseSuite, ReportCase } from "../views/report_case.ts";
import { coresInWords } from "../views/machine_words.ts";

/** `otlp`: `otlp.json`. */
export const otlpReporter: Reporter = {
  name: "otlp",
  fileName: "otlp.json",
  readers: "OpenTelemetry collectors and what stands behind them",
  render: (record) => `${jsonText(otlpOf(record))}\n`,
};

/** One request to a collector: `path` is to be added to its address, the body is JSON. */
export interface OtlpRequest {
  readonly path: "/v1/logs" | "/v1/metrics";
  readonly body: string;
}

/** What to send to a collector. Sending it twice gives the same events with the same ids. */
export function otlpRequests(record: RunRecord): readonly OtlpRequest[] {
  const { resourceLogs, resourceMetrics } = otlpOf(record);
  return [
    { path: "/v1/logs", body: jsonText({ resourceLogs }, 0) },
    { path: "/v1/metrics", body: jsonText({ resourceMetrics }, 0) },
  ];
}

type AttributeValue = string | number | boolean | null;

interface KeyValue {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

function otlpOf(hostile: RunRecord): { readonly resourceLogs: unknown; readonly resourceMetrics: unknown } {
  const record = mapTexts(hostile, printable);
  const resource = { attributes: resourceAttributes(record) };
  const scope = { name: "bmverify", version: record.tool.version };
  return {
    resourceLogs: [{ resource, scopeLogs: [{ scope, logRecords: logRecords(record) }] }],
    resourceMetrics: [{ resource, scopeMetrics: [{ scope, metrics: metrics(record) }] }],
  };
}

function resourceAttributes(record: RunRecord): readonly KeyValue[] {
  const { device, tool, simulated, unverified, policy, measurement } = record;
  return attributes({
    "service.name": "bmverify",
    "bmverify.notice": noticeOf(record),
    "service.version": tool.version,
    "host.name": device.hostName,
    "host.id": device.machineGuid,
    "os.type": device.platform,
    "os.version": device.osVersion,
    "os.build_id": device.osBuild,
    "device.model.identifier": device.hardwareModel,
    "host.cpu.model.name": device.chip,
    "bmverify.cores": device.cores.length === 0 ? null : coresInWords(device),
    "bmverify.memory_bytes": device.memoryBytes,
    "bmverify.simulated": simulated,
    "bmverify.quick_look": measurement?.plan.quick ?? null,
    "bmverify.unverified": unverified.length > 0,
    "bmverify.profile": device.profile,
    "bmverify.agent.version": device.appVersion,
    "bmverify.agent.release_ring": device.releaseRing,
    "bmverify.policy": policy.id,
    "bmverify.policy.why": policy.why,
  });
}

const SEVERITY: Readonly<
  Record<Verdict, { readonly severityNumber: number; readonly severityText: string }>
> = {
  measured: { severityNumber: 9, severityText: "INFO" },
  pass: { severityNumber: 9, severityText: "INFO" },
  skipped: { severityNumber: 9, severityText: "INFO" },
  inconclusive: { severityNumber: 13, severityText: "WARN" },
  fail: { severityNumber: 17, severityText: "ERROR" },
};

function logRecords(record: RunRecord): readonly unknown[] {
  const suites = caseSuites(record);
  return [
    runLog(record),
    ...suites.flatMap((suite) => suite.cases.map((one, index) => caseLog(record, { suite, one, index }))),
  ];
}

function runLog(record: RunRecord): unknown {
  const { verdict, reason, runId, exitCode, durationMs, restore } = record;
  return {
    timeUnixNano: nanoseconds(record.finishedAt ?? record.startedAt),
    observedTimeUnixNano: nanoseconds(record.finishedAt ?? record.startedAt),
    ...SEVERITY[verdict],
    eventName: "bmverify.run",
    body: { stringValue: `${headlineOf(record)}. ${record.explanation}` },
    attributes: attributes({
      "event.id": stableId([runId, "run"], 16),
      "test.suite.name": "bmverify",
      "test.suite.run.status": suiteStatus(record),
      "bmverify.run.id": runId,
      "bmverify.verdict": verdict,
      "bmverify.reason": reason,
      "bmverify.exit_code": exitCode,
      "bmverify.restore": restore.status,
      "bmverify.duration_s": durationMs === null ? null : durationMs / 1000,
    }),
    traceId: stableId([runId], 16),
    spanId: stableId([runId, "run"], 8),
  };
}

function suiteStatus({ verdict, interruptedBy, scenarios }: RunRecord): string {
  if (interruptedBy !== null) return "aborted";
  if (verdict === "pass" || verdict === "measured") return "success";
  if (verdict === "fail") return "failure";
  return scenarios.every((one) => one.verdict === "skipped") ? "skipped" : "aborted";
}

interface PlacedCase {
  readonly suite: CaseSuite;
  readonly one: ReportCase;
  readonly index: number;
}

function caseLog(record: RunRecord, { suite, one, index }: PlacedCase): unknown {
  const { runId } = record;
  const time = nanoseconds(one.startedAt ?? record.startedAt);
  return {
    timeUnixNano: time,
    observedTimeUnixNano: time,
    ...SEVERITY[one.outcome],
    eventName: "bmverify.case",
    body: { stringValue: one.message },
    attributes: attributes({
      "event.id": stableId([runId, suite.name, index], 16),
      "test.suite.name": suite.name,
      "test.case.name": `${one.className}/${one.name}`,
      // The conventions know pass and fail and allow words of one's own for the rest.
      "test.case.result.status": one.outcome,
      "bmverify.run.id": runId,
      "bmverify.reason": one.type,
      "bmverify.duration_s": one.durationMs === null ? null : one.durationMs / 1000,
    }),
    traceId: stableId([runId], 16),
    spanId: stableId([runId, suite.name, index], 8),
  };
}

/** Units of measurements in the notation that the protocol asks for. */
const UCUM: Readonly<Record<string, string>> = {
  "percent-of-core": "%",
  bytes: "By",
  "bytes-per-minute": "By/min",
  ms: "ms",
};

function metrics(record: RunRecord): readonly unknown[] {
  const time = nanoseconds(record.finishedAt ?? record.startedAt);
  const gauge = (
    name: string,
    unit: string,
    points: readonly (readonly [number | null, Record<string, AttributeValue>])[],
  ) => {
    const dataPoints = points.filter(([value]) => value !== null).map(([asDouble, labels]) => ({
      attributes: attributes({ "bmverify.run.id": record.runId, ...labels }),
      timeUnixNano: time,
      asDouble,
    }));
    return dataPoints.length === 0 ? [] : [{ name: `bmverify.${name}`, unit, gauge: { dataPoints } }];
  };
  const each = (value: (scenario: ScenarioRecord) => number | null) =>
    record.scenarios.map((scenario) => [value(scenario), { "test.suite.name": scenario.id }] as const);
  const seconds = (timeMs: number | undefined) => timeMs === undefined ? null : timeMs / 1000;
  return [
    ...gauge("run.passed", "1", [[record.verdict === "pass" ? 1 : 0, {
      "bmverify.verdict": record.verdict,
    }]]),
    ...gauge("run.duration", "s", [[record.durationMs === null ? null : record.durationMs / 1000, {}]]),
    ...gauge("device.restored", "1", [[record.restore.status === "failed" ? 0 : 1, {}]]),
    ...gauge("scenario.attempts", "{attempt}", each(({ rate }) => rate?.total ?? null)),
    ...gauge("scenario.attempts.passed", "{attempt}", each(({ rate }) => rate?.passed ?? null)),
    ...gauge(
      "scenario.time_to_block.median",
      "s",
      each(({ timeToBlockMs }) => seconds(timeToBlockMs?.median)),
    ),
    ...gauge("scenario.time_to_block.p95", "s", each(({ timeToBlockMs }) => seconds(timeToBlockMs?.p95))),
    ...gauge(
      "scenario.time_to_record.median",
      "s",
      each(({ timeToRecordMs }) => seconds(timeToRecordMs?.median)),
    ),
    ...gauge("scenario.time_to_record.p95", "s", each(({ timeToRecordMs }) => seconds(timeToRecordMs?.p95))),
    ...[...Map.groupBy(record.measurements, ({ unit }) => unit)].flatMap(([unit, group]) =>
      gauge(
        `cost.shift.${unit}`,
        UCUM[unit] ?? "1",
        group.map(({ shift, workload, metric, process, conclusion }) => [shift?.value ?? null, {
          "bmverify.workload": workload,
          "bmverify.metric": metric,
          "process.executable.name": process,
          "bmverify.conclusion": conclusion,
        }]),
      )
    ),
  ];
}

/** Key and value in the encoding of OTLP; what is not known is left out. */
function attributes(values: Readonly<Record<string, AttributeValue>>): readonly KeyValue[] {
  return Object.entries(values).filter(([, value]) => value !== null).map(([key, value]) => ({
    key,
    value: anyValue(value),
  }));
}

function anyValue(value: AttributeValue): KeyValue["value"] {
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value !== "number") return { stringValue: value ?? "" };
  // Whole numbers of 64 bit travel as text in the JSON encoding.
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

function nanoseconds(isoTime: string): string {
  return `${BigInt(Date.parse(isoTime)) * 1_000_000n}`;
}

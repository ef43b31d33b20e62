import { assert, assertEquals, assertNotEquals, assertStringIncludes } from "@std/assert";
import root from "@opentelemetry/otlp-transformer/build/src/generated/root.js";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { forHostileRecords } from "../invented/hostile_property.ts";
import { otlpReporter, otlpRequests } from "./otlp.ts";
import { INVENTED_RUNS, inventedRecord } from "../invented/run_records.ts";
import { PLAIN_STYLE } from "../../harness/model/text/style.ts";

/** The part of the generated protocol classes that is used here. */
interface MessageClass {
  fromObject(value: unknown): unknown;
  toObject(
    message: unknown,
    options: { readonly longs: StringConstructor; readonly bytes: StringConstructor },
  ): unknown;
  encode(message: unknown): { finish(): Uint8Array };
  decode(bytes: Uint8Array): unknown;
}

interface Collector {
  readonly logs: { readonly v1: { readonly ExportLogsServiceRequest: MessageClass } };
  readonly metrics: { readonly v1: { readonly ExportMetricsServiceRequest: MessageClass } };
}

// What the package says of its generated classes is not what they are.
const generated: unknown = root;
const { logs, metrics } = (generated as {
  readonly opentelemetry: { readonly proto: { readonly collector: Collector } };
}).opentelemetry.proto.collector;

/** Decodes a body as a collector does; ids are hex in the JSON encoding and base64 in the generated classes. */
function decode(body: string, kind: MessageClass): unknown {
  const request = JSON.parse(
    body,
    (key, value) => key === "traceId" || key === "spanId" ? Uint8Array.fromHex(value).toBase64() : value,
  );
  const message = kind.decode(kind.encode(kind.fromObject(request)).finish());
  const decoded = kind.toObject(message, { longs: String, bytes: String });
  // Whatever the protocol does not know, or knows by another type, would be missing or different now.
  assertEquals(decoded, request);
  return decoded;
}

function decodeAll(record: RunRecord) {
  const [logRequest, metricRequest] = otlpRequests(record);
  assert(logRequest !== undefined && metricRequest !== undefined);
  return {
    logs: JSON.stringify(decode(logRequest.body, logs.v1.ExportLogsServiceRequest)),
    metrics: JSON.stringify(decode(metricRequest.body, metrics.v1.ExportMetricsServiceRequest)),
  };
}

for (const name of INVENTED_RUNS) {
  Deno.test(`otlp of invented "${name}" decodes with the official protocol definitions`, () => {
    const decoded = decodeAll(inventedRecord(name));
    assertStringIncludes(decoded.logs, '"test.suite.run.status"');
    assertStringIncludes(decoded.metrics, '"bmverify.run.passed"');
  });
}

Deno.test("otlp sent twice is the same event, and another run is another", () => {
  const record = inventedRecord("fail");
  assertEquals(otlpRequests(record), otlpRequests(record));
  const ids = (one: RunRecord) =>
    [...JSON.stringify(otlpRequests(one)).matchAll(/event\.id[^}]*?([0-9a-f]{32})/g)].map(([, id]) => id);
  const first = ids(record);
  assertEquals(new Set(first).size, first.length);
  const second = ids({ ...record, runId: "another" });
  assertEquals(second.length, first.length);
  for (const [index, id] of first.entries()) assertNotEquals(id, second[index]);
});

Deno.test("otlp.json has both kinds in one file", () => {
  const file = JSON.parse(
    String(otlpReporter.render(inventedRecord("pass"), { style: PLAIN_STYLE, bundlePath: null })),
  );
  assertEquals(Object.keys(file), ["resourceLogs", "resourceMetrics"]);
});

Deno.test("otlp decodes whatever the device sends", () => {
  forHostileRecords((record) => void decodeAll(record));
  assertStringIncludes(decodeAll(inventedRecord("hostile")).logs, "onerror=alert(2)");
});

import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { foldRun } from "../../harness/model/record/fold.ts";
import { HarnessError } from "../../harness/model/harness_error.ts";
import type { RunEvent } from "../../harness/model/record/run_event.ts";
import { joinPieces } from "../fan_out.ts";
// Kept for ever, as the first version wrote it: never make it anew.
import firstEvents from "../fixtures/events.v1.ndjson" with { type: "text" };
import firstVersion from "../fixtures/run.v1.json" with { type: "json" };
import { readRecord } from "./read_record.ts";
import { REPORTERS } from "../registry.ts";
import { SAMPLE_NAMES, sampleRecord } from "../invented/run_records.ts";
import { PLAIN_STYLE } from "../../harness/model/text/style.ts";

Deno.test("readRecord() gives every record back that was written today", () => {
  for (const name of SAMPLE_NAMES) {
    assertEquals(readRecord(JSON.parse(JSON.stringify(sampleRecord(name)))), sampleRecord(name));
  }
});

Deno.test("readRecord() reads a record of the first version, and says not known of what came later", () => {
  const record = readRecord(firstVersion);
  assertEquals([record.verdict, record.reason, record.exitCode], ["fail", "not-detected", 1]);
  assertEquals([record.measurement, record.measurements, record.blocks], [null, [], []]);
  const attempt = record.scenarios[1]?.attempts[0];
  assertEquals([attempt?.triggerStartedMs, attempt?.otherChildren, attempt?.fileRemoved], [null, [], null]);
  assertEquals(attempt?.timeToBlockMs, 912);
});

Deno.test("readRecord() reads what is folded of events of the first version", () => {
  const events: RunEvent[] = firstEvents.trim().split("\n").map((line) => JSON.parse(line));
  assertEquals(readRecord(foldRun(events)), readRecord(firstVersion));
});

for (const reporter of REPORTERS) {
  Deno.test(`${reporter.name} writes a record of the first version`, async () => {
    const rendered = await reporter.render(readRecord(firstVersion), {
      style: PLAIN_STYLE,
      bundlePath: null,
    });
    const text = typeof rendered === "string" || rendered instanceof Uint8Array
      ? String(rendered)
      : await joinPieces(rendered);
    assertEquals(text.length > 0, true);
  });
}

Deno.test("readRecord() refuses later versions and what is no record", () => {
  const later = assertThrows(() => readRecord({ ...firstVersion, schemaVersion: 99 }), HarnessError);
  assertEquals(later.code, "bundle/schema-version");
  for (const value of [null, 7, "x", [], {}, { schemaVersion: "1" }, { schemaVersion: 1 }]) {
    assertEquals(assertThrows(() => readRecord(value), HarnessError).code, "bundle/record-invalid");
  }
  const wrong = assertThrows(() => readRecord({ ...firstVersion, verdict: "maybe" }), HarnessError);
  assertStringIncludes(wrong.message, "verdict");
});

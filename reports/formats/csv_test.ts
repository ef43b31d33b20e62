import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { attemptsCsvReporter } from "./attempts_csv.ts";
import { csvText } from "./csv.ts";
import { forHostileRecords } from "../invented/hostile_property.ts";
import { measurementsCsvReporter } from "./measurements_csv.ts";
import { joinPieces } from "../fan_out.ts";
import { inventedSamples } from "../invented/blocks.ts";
import { samplesCsvReporter } from "./samples_csv.ts";
import { inventedRecord } from "../invented/run_records.ts";
import { PLAIN_STYLE } from "../../harness/model/text/style.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";

function rowsOf(record: RunRecord): readonly Readonly<Record<string, string>>[] {
  const text = String(attemptsCsvReporter.render(record, { style: PLAIN_STYLE, bundlePath: null }));
  return parse(text, { columns: true });
}

Deno.test("attempts.csv has a row for each attempt and units in the names of its columns", () => {
  const rows = rowsOf(inventedRecord("flaky"));
  assertEquals(rows.length, 12);
  const [, first] = rows;
  assertEquals([first?.["scenario"], first?.["attempt"]], ["behavior-monitoring.change-file-test", "1"]);
  assertEquals([first?.["time_to_block_ms"], first?.["time_to_record_ms"]], ["912", "1219"]);
  assertEquals(rows.filter(({ verdict }) => verdict === "fail").length, 3);
});

Deno.test("csvText() neutralises what a spreadsheet would run, and leaves numbers alone", () => {
  const texts = ["=1+1", "+1", "-1", "@SUM(1)", " =1", "\t=1", "\uff1d1", "a=b", "plain"];
  const rows: string[][] = parse(csvText(["text", "number"], texts.map((text) => [text, -1.5])), { from: 2 });
  assertEquals(rows.map(([text]) => text), [
    "'=1+1",
    "'+1",
    "'-1",
    "'@SUM(1)",
    "' =1",
    "' =1",
    "'\uff1d1",
    "a=b",
    "plain",
  ]);
  assertEquals(rows.every(([, number]) => number === "-1.5"), true);
});

Deno.test("csvText() of any text gives the rows and columns that were put in", () => {
  const cell = fc.oneof(
    fc.string({ unit: "binary", maxLength: 30 }),
    fc.constantFrom('"', '""', ",", "\r\n", ";", "'"),
  );
  fc.assert(fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
    const parsed: string[][] = parse(csvText(["a", "b"], rows));
    assertEquals(parsed.map((row) => row.length), [2, ...rows.map(() => 2)]);
    for (const value of parsed.slice(1).flat()) assertEquals(/^\s*[=+@-]/.test(value), false);
  }));
});

Deno.test("attempts.csv keeps hostile text readable and in its cell", () => {
  const usual = rowsOf(inventedRecord("hostile")).length;
  forHostileRecords((record) => assertEquals(rowsOf(record).length, usual));
  const [row] = rowsOf(inventedRecord("hostile"));
  assertStringIncludes(row?.["detection_names"] ?? "", "onerror=alert(2)");
  assertMatch(row?.["simulated"] ?? "", /^false$/);
});

Deno.test("measurements.csv has a row for each measurement, with its unit", () => {
  const context = { style: PLAIN_STYLE, bundlePath: null };
  const text = String(measurementsCsvReporter.render(inventedRecord("measurement"), context));
  const rows: Record<string, string>[] = parse(text, { columns: true });
  assertEquals(rows.length, 5);
  const { metric, unit, shift, shift_low, conclusion, quick_look } = rows[1] ?? {};
  assertEquals([metric, unit, shift, shift_low, conclusion, quick_look], [
    "cpu.mean",
    "percent-of-core",
    "7.25",
    "6.8",
    "costs",
    "false",
  ]);
});

async function samplesCsv(samples?: () => AsyncIterable<string>): Promise<Record<string, string>[]> {
  const context = { style: PLAIN_STYLE, bundlePath: null, ...(samples === undefined ? {} : { samples }) };
  const rendered = await samplesCsvReporter.render(inventedRecord("measurement"), context);
  if (typeof rendered === "string" || rendered instanceof Uint8Array) throw new Error("not in pieces");
  return parse(await joinPieces(rendered), { columns: true });
}

Deno.test("samples.csv has a row for each process and tick, and its head when there are none", async () => {
  const rows = await samplesCsv(() => inventedSamples(3));
  assertEquals(rows.length, 26 * 3 * 3);
  assertEquals([rows[0]?.["process"], rows[0]?.["at_ms"], rows[0]?.["arm"]], ["wdavdaemon", "1000", "off"]);
  assertEquals(await samplesCsv(), []);
});

Deno.test("samples.csv neutralises the names of processes", async () => {
  const line = { block: 0, phase: "null", workload: "=1", arm: "off", atMs: 1, missed: 0 };
  const processes = [{ pid: 1, startedAt: "1", label: "=cmd()", cpuMs: 1, bytes: null }];
  const [row] = await samplesCsv(async function* () {
    yield await Promise.resolve(`${JSON.stringify({ ...line, processes })}\n`);
  });
  assertEquals([row?.["process"], row?.["workload"], row?.["memory_bytes"]], ["'=cmd()", "'=1", ""]);
});

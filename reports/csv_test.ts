import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { attemptsCsvReporter } from "./attempts_csv.ts";
import { csvText } from "./csv.ts";
import { forHostileRecords } from "./hostile_property.ts";
import { sampleRecord } from "./sample_records.ts";
import { PLAIN_STYLE } from "./style.ts";
import type { RunRecord } from "../harness/model/run_record.ts";

function rowsOf(record: RunRecord): readonly Readonly<Record<string, string>>[] {
  const text = String(attemptsCsvReporter.render(record, { style: PLAIN_STYLE, bundlePath: null }));
  return parse(text, { columns: true });
}

Deno.test("attempts.csv has a row for each attempt and units in the names of its columns", () => {
  const rows = rowsOf(sampleRecord("flaky"));
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
  const usual = rowsOf(sampleRecord("hostile")).length;
  forHostileRecords((record) => assertEquals(rowsOf(record).length, usual));
  const [row] = rowsOf(sampleRecord("hostile"));
  assertStringIncludes(row?.["detection_names"] ?? "", "onerror=alert(2)");
  assertMatch(row?.["simulated"] ?? "", /^false$/);
});

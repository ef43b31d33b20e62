import { assertEquals, assertLessOrEqual, assertMatch, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { foldRun } from "../../harness/model/record/fold.ts";
import { consoleReporter } from "../terminal/console.ts";
import { renderAnnotations, renderStepOutputs, renderStepSummary } from "./github.ts";
import { hostileBodies } from "../invented/hostile_run.ts";
import { stampEvents } from "../invented/run_events.ts";
import { inventedRecord } from "../invented/run_records.ts";
import { PLAIN_STYLE } from "../../harness/model/text/style.ts";
import { escapeData, escapeProperty } from "../../harness/model/text/github_command.ts";

const linesOf = (text: string) => text.split("\n").filter((line) => line !== "");
const ofLevel = (text: string, level: string) =>
  linesOf(text).filter((line) => line.startsWith(`::${level} `));

Deno.test("github names the verdict first and the device that was not restored before it", () => {
  assertMatch(renderAnnotations(inventedRecord("fail")), /^::error title=Behavior monitoring did not react/);
  const left = linesOf(renderAnnotations(inventedRecord("not_restored")));
  assertMatch(left[0] ?? "", /^::error title=Device not restored::/);
  assertEquals(ofLevel(renderAnnotations(inventedRecord("pass")), "notice").length, 1);
  assertEquals(ofLevel(renderAnnotations(inventedRecord("pass")), "error").length, 0);
});

Deno.test("github writes no more annotations than are shown, and says how many there are", () => {
  const record = inventedRecord("fail");
  const failed = record.scenarios[1];
  if (failed === undefined) throw new Error("unexpected fixture");
  const scenarios = Array.from({ length: 30 }, (_, index) => ({ ...failed, id: `scenario-${index}` }));
  const errors = ofLevel(renderAnnotations({ ...record, scenarios }), "error");
  assertEquals(errors.length, 10);
  assertMatch(errors.at(-1) ?? "", /^::error title=22 more::/);
});

Deno.test("escapeData() and escapeProperty() escape what ends a command", () => {
  assertEquals(escapeData("50 %\r\nnext: a, b"), "50 %25%0D%0Anext: a, b");
  assertEquals(escapeProperty("50 %\r\nnext: a, b"), "50 %25%0D%0Anext%3A a%2C b");
});

Deno.test("github and console never let a device text become a command of its own", () => {
  const usual = linesOf(renderAnnotations(foldRun(stampEvents(hostileBodies("usual"))))).length;
  const command = fc.constantFrom(
    "::error::x",
    "  ::add-mask::x",
    "##[error]x",
    "a ##[group]x",
    "x\n::error::y",
    "\r::error::z",
  );
  fc.assert(
    fc.property(fc.oneof(command, fc.string({ unit: "binary", minLength: 1, maxLength: 40 })), (text) => {
      const record = foldRun(stampEvents(hostileBodies(text)));
      const lines = linesOf(renderAnnotations(record));
      assertEquals(lines.length, usual);
      for (const line of lines) assertMatch(line, /^::(error|warning|notice) title=[^:,\r]*::[^\r]*$/);
      const shown = String(consoleReporter.render(record, { style: PLAIN_STYLE, bundlePath: null }));
      for (const line of linesOf(shown)) assertEquals(/^\s*::|##\[/.test(line), false);
    }),
    { numRuns: 60 },
  );
});

Deno.test("renderStepOutputs() gives one line for each output, whatever the device sends", () => {
  assertEquals(
    renderStepOutputs(inventedRecord("flaky"), "out/report.html\nverdict=pass"),
    "verdict=fail\nreason=not-detected\nreport-path=out/report.html␊verdict=pass\ntime-to-block-ms=955\nsimulated=false\nunverified=false\n",
  );
  assertStringIncludes(renderStepOutputs(inventedRecord("inconclusive"), "x"), "time-to-block-ms=\n");
});

Deno.test("renderStepSummary() is cut before GitHub would drop it, and says so", () => {
  const size = (text: string) => new TextEncoder().encode(text).length;
  const record = inventedRecord("hostile");
  assertEquals(renderStepSummary(record).includes("Cut here"), false);
  for (const room of [3000, 3001, 3002, 3003]) {
    const cut = renderStepSummary(record, 1024 * 1024 - room);
    assertLessOrEqual(size(cut), room);
    assertStringIncludes(cut, "Cut here");
    assertEquals(cut.includes("\ufffd\ufffd"), false);
  }
});

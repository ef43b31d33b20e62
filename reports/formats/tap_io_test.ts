import { assertEquals, assertStringIncludes } from "@std/assert";
import { Parser } from "tap-parser";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { forHostileRecords, recordWithText } from "../invented/hostile_property.ts";
import { INVENTED_RUNS, inventedRecord } from "../invented/run_records.ts";
import { PLAIN_STYLE } from "../../harness/model/text/style.ts";
import { tapReporter } from "./tap.ts";

interface Tap {
  readonly suites: readonly { readonly name: string; readonly ok: boolean }[];
  readonly cases: readonly {
    readonly name: string;
    readonly ok: boolean;
    readonly skip: unknown;
    readonly diag: Readonly<Record<string, unknown>> | null;
  }[];
  readonly failures: number;
}

function parse(record: RunRecord): Tap {
  const suites: Tap["suites"][number][] = [];
  const cases: Tap["cases"][number][] = [];
  let problems = 0;
  const parser = new Parser({ strict: true });
  parser.on("child", (child) => {
    child.on(
      "assert",
      (one: Tap["cases"][number]) =>
        cases.push({ name: one.name, ok: one.ok, skip: one.skip, diag: one.diag }),
    );
    child.on("extra", () => problems += 1);
  });
  parser.on("extra", () => problems += 1);
  parser.on("assert", ({ name, ok }) => suites.push({ name, ok }));
  parser.end(String(tapReporter.render(record, { style: PLAIN_STYLE, bundlePath: null })));
  assertEquals(problems, 0, "lines that are not TAP");
  return { suites, cases, failures: suites.filter(({ ok }) => !ok).length };
}

for (const name of INVENTED_RUNS) {
  Deno.test(`results.tap of invented "${name}" is TAP that fails exactly when the run did not pass`, () => {
    const record = inventedRecord(name);
    const { failures, cases, suites } = parse(record);
    assertEquals(failures > 0, record.exitCode !== 0);
    assertEquals(cases.length > suites.length, true);
  });
}

Deno.test("results.tap names verdict and reason of each case", () => {
  const missed = parse(inventedRecord("fail")).cases.find(({ ok }) => !ok);
  assertEquals([missed?.diag?.["verdict"], missed?.diag?.["reason"]], ["fail", "not-detected"]);
  const skipped = parse(inventedRecord("inconclusive")).cases.filter(({ skip }) => skip);
  assertEquals(skipped.length, 5);
});

Deno.test("results.tap has the lines of its own and no others, whatever the device sends", () => {
  const usual = parse(recordWithText("usual")).cases.map(({ ok }) => ok);
  forHostileRecords((record) => assertEquals(parse(record).cases.map(({ ok }) => ok), usual), [
    "\nok 99 - forged",
    "# SKIP all of it",
    "x # TODO later",
    "Bail out! now",
    "  ---\n  a: b",
    "1..0",
    "pragma +strict",
  ]);
  const messages = parse(inventedRecord("hostile")).cases.map(({ diag }) => String(diag?.["message"]));
  assertStringIncludes(messages.join(), "# not ok 1 - forged");
});

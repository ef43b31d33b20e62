import { assertEquals, assertMatch } from "@std/assert";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { forHostileRecords } from "../invented/hostile_property.ts";
import { metricsReporter } from "./open_metrics.ts";
import { INVENTED_RUNS, inventedRecord } from "../invented/run_records.ts";
import { PLAIN_STYLE } from "../../harness/model/text/style.ts";

/** The exposition format of Prometheus, a line at a time. */
const SAMPLE = /^(bmverify_[a-z0-9_]+)(\{([a-z_]+="([^"\\\n]|\\[\\"n])*",?)+\})? (-?\d+(\.\d+)?)$/;

function parse(record: RunRecord): ReadonlyMap<string, number> {
  const text = String(metricsReporter.render(record, { style: PLAIN_STYLE, bundlePath: null }));
  assertMatch(text, /\n$/);
  const values = new Map<string, number>();
  let family = "";
  for (const line of text.slice(0, -1).split("\n")) {
    const help = /^# HELP (bmverify_[a-z0-9_]+) \S.*$/.exec(line);
    if (help) family = help[1] ?? "";
    else if (line.startsWith("#")) assertEquals(line, `# TYPE ${family} gauge`);
    else {
      const [, name, labels = "", , , value] = SAMPLE.exec(line) ?? [];
      assertEquals(name, family, line);
      assertEquals(values.has(`${name}${labels}`), false, `${line} comes twice`);
      values.set(`${name}${labels}`, Number(value));
    }
  }
  return values;
}

for (const name of INVENTED_RUNS) {
  Deno.test(`metrics.prom of invented "${name}" is in the exposition format`, () => {
    const record = inventedRecord(name);
    const values = parse(record);
    assertEquals(values.get(`bmverify_run_verdict{verdict="${record.verdict}"}`), 1);
    assertEquals(values.get("bmverify_simulated"), record.simulated ? 1 : 0);
    assertEquals(values.get("bmverify_device_restored"), record.restore.status === "failed" ? 0 : 1);
    assertEquals(values.get("bmverify_run_start_timestamp_seconds"), Date.parse(record.startedAt) / 1000);
  });
}

Deno.test("metrics.prom gives times in seconds and leaves out what was not read", () => {
  const values = parse(inventedRecord("flaky"));
  const scenario = '{scenario="behavior-monitoring.change-file-test"}';
  assertEquals(values.get(`bmverify_scenario_time_to_block_median_seconds${scenario}`), 0.955);
  assertEquals(values.get(`bmverify_scenario_attempts_passed${scenario}`), 7);
  assertEquals(values.has('bmverify_prerequisite_met{prerequisite="enrolled",severity="required"}'), false);
});

Deno.test("metrics.prom is in the exposition format whatever the device sends", () => {
  const usual = parse(inventedRecord("hostile")).size;
  forHostileRecords((record) => assertEquals(parse(record).size, usual), ["\\", '"} 1', "a\\\nb 2"]);
});

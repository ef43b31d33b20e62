import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { forHostileRecords } from "../invented/hostile_property.ts";
import { OCSF_VERSION, ocsfEvents, ocsfReporter } from "./ocsf.ts";
import { INVENTED_RUNS, inventedRecord } from "../invented/run_records.ts";
import { PLAIN_STYLE } from "../../harness/model/text/style.ts";

/** What both classes require, from the base event, the finding and their objects. */
const REQUIRED = [
  "activity_id",
  "category_uid",
  "class_uid",
  "metadata",
  "severity_id",
  "time",
  "type_uid",
  "finding_info",
];
const REQUIRED_OF_CLASS: Readonly<Record<number, readonly string[]>> = { 2003: ["compliance"], 2004: [] };

type Json = Readonly<Record<string, unknown>>;

function requireFields(event: Json): void {
  const classUid = Number(event["class_uid"]);
  for (const field of [...REQUIRED, ...REQUIRED_OF_CLASS[classUid] ?? ["known class"]]) {
    assertEquals(event[field] === undefined, false, `${field} is missing`);
  }
  assertEquals(event["type_uid"], classUid * 100 + Number(event["activity_id"]));
  const { version, product } = event["metadata"] as { readonly version: string; readonly product: Json };
  assertEquals(version, OCSF_VERSION);
  assertMatch(String(product["vendor_name"]), /./);
  assertMatch(
    String((event["finding_info"] as Json)["uid"]),
    /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  assertEquals(typeof (event["device"] as Json)["type_id"], "number");
  assertEquals(Number.isInteger(event["time"]), true);
}

for (const name of INVENTED_RUNS) {
  Deno.test(`ocsf.ndjson of invented "${name}" has a finding for each prerequisite and each detection`, () => {
    const record = inventedRecord(name);
    const events = ocsfEvents(record);
    for (const event of events) requireFields(event);
    const of = (classUid: number) => events.filter((event) => event["class_uid"] === classUid).length;
    assertEquals(of(2003), record.prerequisites.length);
    const detections = record.scenarios.flatMap(({ attempts }) => attempts).flatMap((attempt) =>
      attempt.detections
    );
    assertEquals(of(2004), detections.length);
    const uids = events.map((event) => (event["finding_info"] as Json)["uid"]);
    assertEquals(new Set(uids).size, uids.length);
    assertEquals(events, ocsfEvents(record));
  });
}

Deno.test("ocsf.ndjson says in every event whether the device is simulated", () => {
  for (const event of ocsfEvents(inventedRecord("pass"))) {
    assertEquals((event["unmapped"] as Json)["simulated"], true);
  }
});

Deno.test("ocsf.ndjson tells unmet, unknown and met apart", () => {
  const statuses = ocsfEvents(inventedRecord("inconclusive")).map((event) =>
    (event["compliance"] as Json)["status"]
  );
  assertEquals(new Set(statuses), new Set(["Pass", "Fail", "Warning"]));
});

Deno.test("ocsf.ndjson has one JSON object a line, whatever the device sends", () => {
  const usual = ocsfEvents(inventedRecord("hostile")).length;
  forHostileRecords((record) => {
    const lines = String(ocsfReporter.render(record, { style: PLAIN_STYLE, bundlePath: null })).split("\n")
      .slice(0, -1);
    assertEquals(lines.length, usual);
    for (const line of lines) requireFields(JSON.parse(line));
  });
  assertStringIncludes(JSON.stringify(ocsfEvents(inventedRecord("hostile"))), "onerror=alert(2)");
});

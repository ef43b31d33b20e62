import { assert, assertEquals, assertNotMatch, assertThrows } from "@std/assert";
import fc from "fast-check";
import { HarnessError } from "../../harness/model/harness_error.ts";
import { runRecordSchema } from "../../harness/model/record/run_record_schema.ts";
import { UNTOLD_DEVICE } from "../../harness/model/record/untold.ts";
import { PLAIN_STYLE } from "../../harness/model/text/style.ts";
import { joinPieces } from "../fan_out.ts";
// Kept for ever, as the first version wrote them: never make them anew.
import firstEvents from "../fixtures/events.v1.ndjson" with { type: "text" };
import firstRunJson from "../fixtures/run.v1.json" with { type: "text" };
import { INVENTED_RUNS, inventedEvents, inventedRecord } from "../invented/run_records.ts";
import { REPORTERS } from "../registry.ts";
import { type CheckedRun, readRecord, type StoredRun } from "./read_record.ts";
import "../html/page.tsx";

/** Every scenario that an invented run tells of. */
const KNOWN = INVENTED_RUNS.flatMap((name) => inventedRecord(name).scenarios.map(({ id }) => id));
const FIRST = stored({
  events: firstEvents.trim().split("\n").map((line) => JSON.parse(line)),
  runJson: firstRunJson,
});
const CODES = ["bundle/incomplete", "bundle/record-invalid", "bundle/schema-version"];

function stored(change: Partial<StoredRun>): StoredRun {
  return { folder: "out/r1", events: [], runJson: null, catalogue: KNOWN, ...change };
}

function pass(): StoredRun {
  return stored({
    events: structuredClone(inventedEvents("pass")),
    runJson: JSON.stringify(inventedRecord("pass")),
  });
}

/** The code of a refusal, which is one line whatever the bundle holds. */
function refusalOf(run: StoredRun, why?: string): string {
  const { code, message, hint } = assertThrows(() => readRecord(run), HarnessError, undefined, why);
  // deno-lint-ignore no-control-regex -- what a terminal would obey must not be there
  assertNotMatch(message + hint, /[\u0000-\u001f]/);
  return code;
}

Deno.test("readRecord() gives every record back that was written today", () => {
  for (const name of INVENTED_RUNS) {
    const [events, record] = [inventedEvents(name), inventedRecord(name)];
    assertEquals(readRecord(stored({ events, runJson: JSON.stringify(record) })), {
      events,
      record,
      stored: record,
    });
  }
});

Deno.test("readRecord() reads a run that was killed, from its events alone", () => {
  const { record } = readRecord(stored({ events: inventedEvents("pass").slice(0, -3) }));
  assertEquals([record.verdict, record.finishedAt], ["inconclusive", null]);
});

Deno.test("readRecord() reads a run of the first version, and says not known of what came later", () => {
  const { record, events } = readRecord(FIRST);
  assertEquals([record.verdict, record.reason, record.exitCode], ["fail", "not-detected", 1]);
  assertEquals([record.measurement, record.measurements, record.blocks], [null, [], []]);
  const attempt = record.scenarios[1]?.attempts[0];
  assertEquals([attempt?.triggerStartedMs, attempt?.otherChildren, attempt?.fileRemoved], [null, [], null]);
  assertEquals(attempt?.timeToBlockMs, 912);
  assertEquals<unknown>(record, runRecordSchema.parse(JSON.parse(firstRunJson)));
  assertEquals(events.length, FIRST.events.length);
});

for (const reporter of REPORTERS) {
  Deno.test(`${reporter.name} writes a record of the first version`, async () => {
    const rendered = await reporter.render(readRecord(FIRST).record, {
      style: PLAIN_STYLE,
      bundlePath: null,
    });
    const text = typeof rendered === "string" || rendered instanceof Uint8Array
      ? String(rendered)
      : await joinPieces(rendered);
    assertEquals(text.length > 0, true);
  });
}

Deno.test("readRecord() refuses later versions, in the events as in run.json", () => {
  const [start, ...rest] = inventedEvents("pass");
  const later = { ...start, schemaVersion: 99 };
  assertEquals(refusalOf({ ...pass(), events: [later, ...rest] }), "bundle/schema-version");
  assertEquals(refusalOf({ ...pass(), events: [{ schemaVersion: 2 }] }), "bundle/schema-version");
  const runJson = JSON.stringify({ schemaVersion: 99 });
  assertEquals(refusalOf({ ...pass(), runJson }), "bundle/schema-version");
});

Deno.test("readRecord() refuses a run.json that is none, or of another run", () => {
  const record = inventedRecord("pass");
  const { scenarios: _, ...without } = record;
  for (
    const value of [null, 7, [], {}, { ...record, verdict: "maybe" }, without, { ...record, runId: "r2" }]
  ) {
    assertEquals(refusalOf({ ...pass(), runJson: JSON.stringify(value) }), "bundle/record-invalid");
  }
  for (const runJson of ["", "{", "\u001b[2J", '{\n"a":\u0007\n}']) {
    assertEquals(refusalOf({ ...pass(), runJson }), "bundle/record-invalid");
  }
});

Deno.test("readRecord() refuses events that do not follow on each other", () => {
  const { events } = pass();
  assertEquals(refusalOf(stored({ events: [] })), "bundle/incomplete");
  assertEquals(refusalOf(stored({ events: events.slice(1) })), "bundle/incomplete");
  assertEquals(refusalOf(stored({ events: events.toSpliced(5, 1) })), "bundle/incomplete");
  assertEquals(refusalOf(stored({ events: [...events, ...events] })), "bundle/incomplete");
  const headless = events.slice(1).map((event, seq) => Object.assign({}, event, { seq }));
  assertEquals(refusalOf(stored({ events: headless })), "bundle/incomplete");
});

Deno.test("readRecord() refuses a scenario that the catalogue does not hold", () => {
  const refused = { ...pass(), catalogue: [] };
  assertEquals(refusalOf(refused), "bundle/record-invalid");
});

/** Every place inside a value, as the keys that lead to it. */
function placesIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
}

const GONE = Symbol("gone");

/** A copy with what stands at the place replaced, or left out. */
function replaceAt(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) =>
    [name, name === key ? replaceAt(inner, rest, by) : inner] as const
  ).filter(([, inner]) => inner !== GONE);
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

/** Reads it, or gives the code of its refusal, which must be one of three. */
function readOrRefuse(run: StoredRun): CheckedRun | string {
  try {
    return readRecord(run);
  } catch (error) {
    assert(error instanceof HarnessError, String(error));
    const code = refusalOf(run);
    assert(CODES.includes(code), code);
    return code;
  }
}

/** Names that the first version did not know yet. */
const LATER_NAMES = [
  ...["triggerStartedMs", "otherChildren", "fileRemoved", "during"],
  ...["hardwareModel", "user", "programs", "chosenBy"],
  ...["undatedDetections", "earlierDetections", "protection", "utcOffsetMinutes", "policy.why"],
  ...["triggers", "triggerFiles", "scenario.detection", "options.triggerVariant", "listings"],
  ...Object.keys(UNTOLD_DEVICE),
];

Deno.test("readRecord() refuses an event from which any name is missing, unless it came later", () => {
  const { events } = pass();
  for (const [index, event] of events.entries()) {
    for (const place of placesIn(event).filter((path) => path.length > 0)) {
      const name = place.at(-1) ?? "";
      // Without one of its entries a list is still a list.
      if (/^\d+$/.test(name)) continue;
      const read = readOrRefuse(stored({ events: events.with(index, replaceAt(event, place, GONE)) }));
      const isLater = LATER_NAMES.includes(name) || LATER_NAMES.includes(place.join("."));
      assertEquals(typeof read === "string", !isLater, `${index} ${place.join(".")}`);
    }
  }
});

Deno.test("readRecord() gives a whole record or a refusal, whatever stands in an event or in run.json", () => {
  const runs = INVENTED_RUNS.map((
    name,
  ): readonly unknown[] => [...inventedEvents(name), inventedRecord(name)]);
  const anything = fc.oneof(fc.constant(GONE), fc.jsonValue({ maxDepth: 1 }));
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.nat(), anything, (which, at, where, by) => {
      const lines = runs[which % runs.length] ?? [];
      const index = at % lines.length;
      const places = placesIn(lines[index]);
      const changed: readonly unknown[] = lines.with(
        index,
        replaceAt(lines[index], places[where % places.length] ?? [], by) as never,
      );
      const read = readOrRefuse(
        stored({ events: changed.slice(0, -1), runJson: JSON.stringify(changed.at(-1)) ?? "" }),
      );
      if (typeof read !== "string") assertEquals<unknown>(runRecordSchema.parse(read.record), read.record);
    }),
    { numRuns: 400 },
  );
});

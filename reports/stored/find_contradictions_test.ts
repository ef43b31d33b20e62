import { assertEquals, assertStringIncludes } from "@std/assert";
import type { RunEvent } from "../../harness/model/record/run_event.ts";
import { INVENTED_RUNS, inventedEvents, inventedRecord } from "../invented/run_records.ts";
import { findContradictions } from "./find_contradictions.ts";
import { findOtherRecord } from "./find_other_record.ts";

/** What is found in the run that passed, after a change of its events. */
function find(change: (events: readonly RunEvent[]) => readonly RunEvent[]): readonly string[] {
  const events = inventedEvents("pass");
  return findContradictions({ events: change(events), evidence: evidenceOf(events), catalogue: [] });
}

function evidenceOf(events: readonly RunEvent[]) {
  const ids = events.flatMap((event) => {
    if (event.kind === "attempt-judged") return event.attempt.evidence;
    return event.kind === "prerequisites-checked" ? event.prerequisites.flatMap((one) => one.evidence) : [];
  });
  return [...new Set(ids)].map((id) => ({ id, argv: ["/usr/local/bin/mdatp", "health"] }));
}

Deno.test("findContradictions() finds none in a run as it was told, however it ended", () => {
  for (const name of INVENTED_RUNS) {
    if (name === "hostile") continue;
    const events = inventedEvents(name);
    const found = findContradictions({ events, evidence: evidenceOf(events), catalogue: [] });
    assertEquals(found, [], name);
    for (let length = 1; length < events.length; length += 1) {
      const cut = events.slice(0, length);
      assertEquals(
        findContradictions({ events: cut, evidence: evidenceOf(cut), catalogue: [] }),
        [],
        `${name} ${length}`,
      );
    }
  }
});

Deno.test("findContradictions() names a device that is told of in two ways", () => {
  const flipped = find((events) =>
    events.map((one) => one.kind === "run-started" ? { ...one, simulated: false } : one)
  );
  assertStringIncludes(flipped.join(), 'the run says it was not simulated, and its device is "');
  const events = inventedEvents("fail");
  const elsewhere = [{ id: "0001-health", argv: ["/tmp/mdatp", "health"] }];
  const found = findContradictions({ events: events.slice(0, 1), evidence: elsewhere, catalogue: [] });
  assertEquals(found, ["0001-health is an answer of /tmp/mdatp, not of /usr/local/bin/mdatp"]);
});

Deno.test("findContradictions() names attempts that are missing, not started, or judged by another end", () => {
  const without = (kind: RunEvent["kind"]) =>
    find((events) => events.filter((one) => one.kind !== kind)).join();
  assertStringIncludes(without("attempt-judged"), "0 of 1 attempts");
  assertStringIncludes(without("attempt-started"), "was judged, and never started");
  const other = find((events) =>
    events.map((one) =>
      one.kind === "trigger-ended" && one.child !== null
        ? { ...one, child: { ...one.child, signal: "SIGTERM" } }
        : one
    )
  );
  assertStringIncludes(other.join(), "the trigger ended otherwise");
});

Deno.test("findContradictions() names evidence that was used and is not kept", () => {
  const events = inventedEvents("pass");
  const found = findContradictions({ events, evidence: [], catalogue: [] });
  assertStringIncludes(found.join(), "was used and is not kept");
});

Deno.test("findOtherRecord() says where run.json differs, of its own version alone", () => {
  const record = inventedRecord("pass");
  const stored = { ...record, verdict: "fail" as const };
  const run = { events: [], record, stored };
  assertStringIncludes(
    findOtherRecord(run, "0.1.0").join(),
    "it differs in verdict (fail there, pass by its events)",
  );
  assertEquals(findOtherRecord(run, "0.2.0"), [], "rules change from version to version");
  assertStringIncludes(
    findOtherRecord({ ...run, stored: { ...record, simulated: false } }, "0.2.0").join(),
    "simulated",
  );
  assertEquals(findOtherRecord({ ...run, stored: record }, "0.1.0"), []);
});

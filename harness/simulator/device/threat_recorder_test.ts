import { assert, assertEquals } from "@std/assert";
import { formatThreatText } from "../answers/format_threats.ts";
import { entryFor } from "./threat_recorder.ts";

const OLD = { id: "a", name: "Behavior:X", type: "behavior", status: "quarantined", detectedAtMs: 1000 };

Deno.test("entryFor() gives a reused entry a time that prints differently", () => {
  const again = entryFor({ name: "Behavior:X", type: "behavior", reuse: true }, {
    before: [OLD],
    nowMs: 1400,
  });
  assertEquals(again.id, "a");
  assert(formatThreatText([again]) !== formatThreatText([OLD]));
  const fresh = entryFor({ name: "Behavior:X", type: "behavior", reuse: false }, {
    before: [OLD],
    nowMs: 1400,
  });
  assertEquals([fresh.id === "a", fresh.detectedAtMs], [false, 1400]);
});

import { assertEquals } from "@std/assert";
import { readThreats } from "./device_state.ts";

const OLD = { id: "a", name: "Behavior:X", type: "behavior", status: "quarantined", detectedAtMs: 1000 };

Deno.test("readThreats() lets a later line replace an entry and passes over a line still being written", () => {
  const text = `${JSON.stringify(OLD)}\n${JSON.stringify({ ...OLD, id: "b" })}\n${
    JSON.stringify({ ...OLD, detectedAtMs: 5000 })
  }\n{"id":"c","na`;
  assertEquals(readThreats(text).map(({ id, detectedAtMs }) => [id, detectedAtMs]), [["a", 5000], [
    "b",
    1000,
  ]]);
});

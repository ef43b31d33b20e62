import { assertEquals } from "@std/assert";
import type { Detection } from "../../model/detection.ts";
import { newDetections } from "./new_detections.ts";

const entry: Detection = {
  id: "a1",
  name: "Behavior:MacOS/MacOSChangeFileTest",
  type: "behavior",
  status: "quarantined",
  detectedAt: "2026-05-04T10:00:00",
};

Deno.test("newDetections() does not count last week's entry of the same name", () => {
  assertEquals(newDetections([entry], [entry]), []);
});

Deno.test("newDetections() counts an entry with another id", () => {
  const fresh = { ...entry, id: "b2" };
  assertEquals(newDetections([entry], [entry, fresh]), [fresh]);
});

Deno.test("newDetections() counts the same id recorded at another time", () => {
  const again = { ...entry, detectedAt: "2026-05-04T11:00:00" };
  assertEquals(newDetections([entry], [again]), [again]);
});

Deno.test("newDetections() does not count an old entry whose status changed", () => {
  assertEquals(newDetections([entry], [{ ...entry, status: "removed" }]), []);
});

Deno.test("newDetections() counts entries without an id by their number", () => {
  const bare = { ...entry, id: null };
  assertEquals(newDetections([bare], [bare, bare]), [bare]);
  assertEquals(newDetections([bare, bare], [bare]), []);
});

Deno.test("newDetections() counts every copy of an entry that is listed twice", () => {
  assertEquals(newDetections([], [entry, entry]), [entry, entry]);
});

Deno.test("newDetections() does not care about the order of the listing", () => {
  const other = { ...entry, id: "b2" };
  assertEquals(newDetections([entry, other], [other, entry]), []);
});

import { assert, assertEquals } from "@std/assert";
import { compareVersions } from "./compare_versions.ts";

Deno.test("compareVersions() compares part by part as numbers", () => {
  assertEquals(Math.sign(compareVersions("101.24042.0002", "101.24042.0002") ?? NaN), 0);
  assertEquals(Math.sign(compareVersions("101.24032.0003", "101.24042.0002") ?? NaN), -1);
  assertEquals(Math.sign(compareVersions("101.24042.0010", "101.24042.0009") ?? NaN), 1);
  assertEquals(Math.sign(compareVersions("102.1.1", "101.24042.0002") ?? NaN), 1);
});

Deno.test("compareVersions() puts versions of the old form below those of the new", () => {
  const order = compareVersions("101.98.84", "101.24042.0002");
  assert(order !== null && order < 0);
});

Deno.test("compareVersions() ignores leading zeros", () => {
  assertEquals(compareVersions("101.24042.2", "101.24042.0002"), 0);
});

Deno.test("compareVersions() gives null for what is no version", () => {
  for (
    const text of [
      "",
      "101",
      "101.24042",
      "101.26022.",
      "20.126022.20.0",
      "101.x.1",
      "101..1",
      "v101.1.1",
      "101.1.1-beta",
      "1".repeat(400) + ".1",
    ]
  ) {
    assertEquals(compareVersions(text, "101.1.1"), null);
    assertEquals(compareVersions("101.1.1", text), null);
  }
});

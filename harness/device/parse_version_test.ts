import { assertEquals, assertThrows } from "@std/assert";
import { HarnessError } from "../model/harness_error.ts";
import { parseVersion } from "./parse_version.ts";

Deno.test("parseVersion() finds the version behind warnings and in every spelling", () => {
  assertEquals(parseVersion("Product version: 101.25062.0005\n"), "101.25062.0005");
  assertEquals(parseVersion('app_version : "101.98.30"'), "101.98.30");
  assertEquals(
    parseVersion("ATTENTION: expired\nWarning, build 5\nProduct version: 101.25062.0005"),
    "101.25062.0005",
  );
  assertEquals(
    parseVersion("product version 101.26032.0016.\nProduct version: 101.26032.0016"),
    "101.26032.0016",
  );
});

Deno.test("parseVersion() refuses what tells no version, or two", () => {
  const inputs = [
    "",
    "Product version:",
    "Product version: soon",
    "101.25062.0005",
    "Product version: 101.25062.0005.1.2",
    "Product version: 101.1.2\nProduct version: 101.1.3",
  ];
  for (const input of inputs) {
    const { code } = assertThrows(() => parseVersion(input), HarnessError, undefined, input);
    assertEquals(code, "agent/version-unreadable");
  }
});

import { assertEquals } from "@std/assert";
import { unitTestGroups } from "./unit_test_groups.ts";

Deno.test("unitTestGroups() has every unit test once, and nothing else", () => {
  const files = [
    "harness/dev/prove/prove_devices_test.ts",
    "a_test.ts",
    "a.ts",
    "b c/b_test.tsx",
    "b c/b_io_test.ts",
    "test.ts",
  ];
  assertEquals(unitTestGroups(files, new URL("file:///x%20y/")), [
    'import "file:///x%20y/harness/dev/prove/prove_devices_test.ts";\n',
    'import "file:///x%20y/a_test.ts";\nimport "file:///x%20y/b%20c/b_test.tsx";\n',
  ]);
  assertEquals(unitTestGroups(["a.ts"], new URL("file:///x/")), []);
});

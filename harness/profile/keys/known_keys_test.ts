// Holds the table of known keys together; `known_keys_io_test.ts` holds it against the vendor's schema.
import { assert, assertEquals } from "@std/assert";
import { findKnownKey, KNOWN_KEYS, lastNameOf, parentPathOf } from "./known_keys.ts";

Deno.test("KNOWN_KEYS has each path once, and every parent of a path", () => {
  const paths = KNOWN_KEYS.map(({ path }) => path);
  assertEquals(paths.length, new Set(paths).size);
  for (const path of paths) {
    const parent = parentPathOf(path);
    if (parent === "") continue;
    const wanted = path.endsWith("[]") ? "array" : "dict";
    assertEquals(findKnownKey(parent)?.type, wanted, `parent of ${path}`);
  }
});

Deno.test("KNOWN_KEYS gives ranges to integers only and values to strings only, and its defaults fit", () => {
  for (const { path, type, values, range, default: fallback } of KNOWN_KEYS) {
    if (range !== null) assertEquals(type, "integer", path);
    if (values !== null) assertEquals(type, "string", path);
    if (typeof fallback === "string" && fallback !== "differs between tenants") {
      assert(values?.includes(fallback), path);
    }
    if (typeof fallback === "number") {
      assert(range !== null && fallback >= range[0] && fallback <= range[1], path);
    }
  }
});

Deno.test("KNOWN_KEYS says of behavior monitoring that its default differs between tenants", () => {
  for (const section of ["antivirusEngine", "features"]) {
    assertEquals(findKnownKey(`${section}.behaviorMonitoring`)?.default, "differs between tenants");
  }
});

Deno.test("lastNameOf() and parentPathOf() take a path apart", () => {
  assertEquals([lastNameOf("a.b[].c"), parentPathOf("a.b[].c")], ["c", "a.b[]"]);
  assertEquals([lastNameOf("a.b[]"), parentPathOf("a.b[]")], ["[]", "a.b"]);
  assertEquals([lastNameOf("a"), parentPathOf("a")], ["a", ""]);
});

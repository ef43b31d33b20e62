// A schema of next year: new keys come in with their version, keys that are gone stay as such.
import { assertEquals, assertStringIncludes } from "@std/assert";
import { readSchemaKeys, writeSchemaKey } from "../profile/keys/schema_key.ts";
import { SCHEMA_ROWS } from "../profile/keys/schema_keys.ts";
import { nextSchemaTable, renderSchemaTable } from "./update_schema_keys.ts";

const OLD = {
  __version: "1",
  properties: {
    edr: {
      properties: {
        tags: { type: "array", items: { type: "string", enum: ["a", "b"] } },
        old: { type: "boolean" },
      },
    },
  },
};
const NEW = {
  __version: "2",
  properties: {
    edr: {
      properties: {
        tags: { type: "array", items: { type: "string", enum: ["a", "b", "c"], default: "c" } },
        days: { type: "number", minimum: 1, maximum: 9, default: 3 },
      },
    },
  },
};

Deno.test("nextSchemaTable() takes new keys and values in, and keeps what is gone with its last version", () => {
  const table = nextSchemaTable(nextSchemaTable(null, OLD), NEW);
  assertEquals(table.keys.map(writeSchemaKey), [
    "edr dict",
    "edr.days integer range:1..9 default:3 since:2",
    "edr.old boolean until:1",
    "edr.tags array",
    "edr.tags[] string in:a|b|c default:c",
  ]);
  assertEquals(nextSchemaTable(table, NEW), table);
  assertStringIncludes(renderSchemaTable(table), 'SCHEMA_VERSION = "2"');
});

Deno.test("readSchemaKeys() reads the table's lines back as they are written", () => {
  assertEquals(readSchemaKeys(SCHEMA_ROWS).map(writeSchemaKey).join("\n"), SCHEMA_ROWS.trim());
});

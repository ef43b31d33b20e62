// Holds the table of known keys against the vendor's own schema, read in place where it is there.
import { assertEquals } from "@std/assert";
import { findKnownKey } from "./known_keys.ts";

const SCHEMA = new URL("../../../../shared/schemas/com.microsoft.wdav.schema.json", import.meta.url);
const REASON = " (IGNORED, NOT COMPARED: there is no ../shared/schemas)";
const found = await Deno.stat(SCHEMA).then(() => true, () => false);

interface SchemaNode {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
}

Deno.test({
  name: `KNOWN_KEYS knows every key of the vendor's schema with its type, values and range${
    found ? "" : REASON
  }`,
  ignore: !found,
  fn: async () => {
    const schema: SchemaNode = JSON.parse(await Deno.readTextFile(SCHEMA));
    let compared = 0;
    const walk = (node: SchemaNode, path: string): void => {
      if (path !== "") {
        compare(node, path);
        compared++;
      }
      for (const [name, child] of Object.entries(node.properties ?? {})) {
        walk(child, path === "" ? name : `${path}.${name}`);
      }
      if (node.items !== undefined) walk(node.items, `${path}[]`);
    };
    walk(schema, "");
    assertEquals(compared > 90, true, `only ${compared} keys were compared`);
  },
});

function compare(node: SchemaNode, path: string): void {
  const row = findKnownKey(path);
  const type = node.type ?? (node.properties === undefined ? undefined : "object");
  const wanted = { object: "dict", array: "array", number: "integer" }[type ?? ""] ?? type;
  assertEquals(row?.type, wanted, `type of ${path}`);
  assertEquals(row?.platforms.includes("darwin"), true, `platform of ${path}`);
  if (node.enum !== undefined) {
    assertEquals([...row?.values ?? []].sort(), [...node.enum].sort(), `values of ${path}`);
  }
  const range = node.minimum === undefined ? null : [node.minimum, node.maximum];
  assertEquals(row?.range === null ? null : [...row?.range ?? []], range, `range of ${path}`);
}

// Takes the vendor's current preference schema into the table of known keys: "deno task keys SCHEMA.json" writes
// harness/profile/keys/schema_keys.ts anew. Keys that the schema no longer has stay, marked with the last version.
import $ from "dax";
import { readSchemaKeys, type SchemaKey, writeSchemaKey } from "../profile/keys/schema_key.ts";
import { SCHEMA_ROWS, SCHEMA_VERSION } from "../profile/keys/schema_keys.ts";

const TARGET = new URL("../profile/keys/schema_keys.ts", import.meta.url);

/** As far as a preference schema is read. */
interface SchemaNode {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
}

/** A schema file of the vendor. */
export interface PreferenceSchema extends SchemaNode {
  readonly __version?: string;
}

/** The table's rows from a schema. */
export interface SchemaTable {
  readonly version: string;
  readonly keys: readonly SchemaKey[];
}

const TYPES: Readonly<Record<string, SchemaKey["type"]>> = {
  string: "string",
  boolean: "boolean",
  number: "integer",
  integer: "integer",
  array: "array",
  object: "dict",
};

/**
 * The next table: every key of the schema, and those before it that it has no longer.
 *
 * @param previous Null for a first table; then nobody knows since when its keys are there.
 */
export function nextSchemaTable(previous: SchemaTable | null, schema: PreferenceSchema): SchemaTable {
  const version = schema.__version ?? "unknown";
  const before = new Map((previous?.keys ?? []).map((key) => [key.path, key]));
  const now = keysOf(schema, "").map((key): SchemaKey => {
    const known = before.get(key.path);
    return { ...key, since: known === undefined ? (previous === null ? null : version) : known.since };
  });
  const paths = new Set(now.map(({ path }) => path));
  const gone = [...before.values()].filter(({ path }) => !paths.has(path)).map((key): SchemaKey => ({
    ...key,
    until: key.until ?? previous?.version ?? version,
  }));
  const keys = [...now, ...gone].toSorted((a, b) => a.path < b.path ? -1 : 1);
  return { version, keys };
}

function keysOf(node: SchemaNode, path: string): readonly SchemaKey[] {
  const below = Object.entries(node.properties ?? {}).flatMap(([name, child]) =>
    keysOf(child, path === "" ? name : `${path}.${name}`)
  );
  const items = node.items === undefined ? [] : keysOf(node.items, `${path}[]`);
  return path === "" ? below : [rowOf(node, path), ...below, ...items];
}

function rowOf(node: SchemaNode, path: string): SchemaKey {
  const type = TYPES[node.type ?? "object"] ?? "dict";
  const fallback = node.default;
  const isFitting = (type === "integer" && typeof fallback === "number") || typeof fallback === type;
  return {
    path,
    type,
    values: node.enum ?? null,
    range: node.minimum === undefined || node.maximum === undefined ? null : [node.minimum, node.maximum],
    default: isFitting ? fallback as string | number | boolean : null,
    since: null,
    until: null,
  };
}

/** The file of the table, before formatting. */
export function renderSchemaTable({ version, keys }: SchemaTable): string {
  return `// Keys of the vendor's preference schema for com.microsoft.wdav, one a line as in schema_key.ts. Written by a program:
// "deno task keys SCHEMA.json" takes the file that the vendor publishes. What documents say beyond it stands in known_*_keys.ts.

/** Version of the schema: the agent version it is for. */
export const SCHEMA_VERSION = ${JSON.stringify(version)};

/** Its keys, by path. */
export const SCHEMA_ROWS = \`
${keys.map(writeSchemaKey).join("\n")}
\`;
`;
}

if (import.meta.main) {
  let table: SchemaTable = { version: SCHEMA_VERSION, keys: readSchemaKeys(SCHEMA_ROWS) };
  for (const path of Deno.args) {
    const schema: PreferenceSchema = JSON.parse(await Deno.readTextFile(path));
    table = nextSchemaTable(table.keys.length === 0 ? null : table, schema);
  }
  await Deno.writeTextFile(TARGET, renderSchemaTable(table));
  await $`${Deno.execPath()} fmt --quiet ${TARGET.pathname}`;
  const told = `${table.keys.length} keys of schema ${table.version} are in ${TARGET.pathname}\n`;
  await Deno.stdout.write(new TextEncoder().encode(told));
}

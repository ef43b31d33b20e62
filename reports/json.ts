// The run record itself, as a file. The order of keys is that of the published schema, so that two records can
// be compared line by line.
import publishedSchema from "./run.schema.json" with { type: "json" };
import type { Reporter } from "./reporter.ts";

/** `json`: `run.json`. */
export const jsonReporter: Reporter = {
  name: "json",
  fileName: "run.json",
  readers: "scripts, `bmverify report`, history and fleets",
  render: (record) => `${JSON.stringify(inSchemaOrder(record, SCHEMA), null, 2)}\n`,
};

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
}

// Typed by hand: the type that the import infers is larger than the file.
const SCHEMA: SchemaNode = publishedSchema as unknown as SchemaNode;

function inSchemaOrder(value: unknown, node: SchemaNode | undefined): unknown {
  const shape = node?.anyOf?.find(({ properties, items }) => properties ?? items) ?? node;
  if (Array.isArray(value)) return value.map((item) => inSchemaOrder(item, shape?.items));
  if (typeof value !== "object" || value === null) return value;
  const known = Object.keys(shape?.properties ?? {});
  const entries = new Map(Object.entries(value));
  const unknown = [...entries.keys()].filter((key) => !known.includes(key)).toSorted();
  const ordered = [...known.filter((key) => entries.has(key)), ...unknown];
  return Object.fromEntries(
    ordered.map((key) => [key, inSchemaOrder(entries.get(key), shape?.properties?.[key])]),
  );
}

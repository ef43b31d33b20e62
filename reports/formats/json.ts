// The run record itself, as a file. The order of keys is that of the published schema, so that two records can
// be compared line by line.
import type { Reporter } from "../views/reporter.ts";
import { RUN_SCHEMA } from "../stored/run_schema.ts";
import { type SchemaNode, shapeOf } from "../stored/schema_node.ts";

/** `json`: `run.json`. */
export const jsonReporter: Reporter = {
  name: "json",
  fileName: "run.json",
  readers: "scripts, `bmverify report`, history and fleets",
  render: (record) => `${JSON.stringify(inSchemaOrder(record, RUN_SCHEMA), null, 2)}\n`,
};

function inSchemaOrder(value: unknown, node: SchemaNode | undefined): unknown {
  const shape = shapeOf(node);
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

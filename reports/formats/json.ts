// The run record itself, as a file. The order of keys is that of the published schema, so that two records can
// be compared line by line.
import type { Reporter } from "../views/reporter.ts";
import publishedSchema from "../run.schema.json" with { type: "text" };
import { jsonText } from "../../harness/model/text/printable.ts";

/** The part of JSON Schema that gives the order of keys. */
interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
}

// As text: the type that an import of JSON infers is larger than the file, and importing the code's own schema would load
// its library.
const RUN_SCHEMA: SchemaNode = JSON.parse(publishedSchema);

/** `json`: `run.json`. */
export const jsonReporter: Reporter = {
  name: "json",
  fileName: "run.json",
  readers: "scripts, `bmverify report`, history and fleets",
  render: (record) => `${jsonText(inSchemaOrder(record, RUN_SCHEMA))}\n`,
};

function inSchemaOrder(value: unknown, node: SchemaNode | undefined): unknown {
  // The branch that is not null.
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

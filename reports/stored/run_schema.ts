// The published schema of the record as data, for order of keys and completion. Loads no schema library.
import publishedSchema from "../run.schema.json" with { type: "json" };
import type { SchemaNode } from "./schema_node.ts";

/** Root of the schema. Typed by hand: the type that the import infers is larger than the file. */
export const RUN_SCHEMA: SchemaNode = publishedSchema as unknown as SchemaNode;

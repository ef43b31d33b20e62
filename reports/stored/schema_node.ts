// The part of JSON Schema that the published schema of the record uses.

/** One node of the schema. */
export interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
}

/** The node that describes the value when it is not null. */
export function shapeOf(node: SchemaNode | undefined): SchemaNode | undefined {
  return node?.anyOf?.find(({ properties, items }) => properties ?? items) ?? node;
}

/** Whether the schema allows null. */
export function allowsNull({ type, anyOf }: SchemaNode): boolean {
  return type === "null" || (Array.isArray(type) && type.includes("null")) ||
    anyOf?.some(allowsNull) === true;
}

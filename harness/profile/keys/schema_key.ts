// One key of the vendor's preference schema, and the line of text that it is kept as: what a program writes and a person
// reads in a difference. `schema_keys.ts` holds the lines.

/** One key of the schema. */
export interface SchemaKey {
  /** Dotted; `[]` stands for any item of a list. */
  readonly path: string;
  readonly type: "string" | "boolean" | "integer" | "dict" | "array";
  /** The only texts it takes; null for any. */
  readonly values: readonly string[] | null;
  /** Smallest and largest number, both included; null for any. */
  readonly range: readonly [number, number] | null;
  readonly default: string | number | boolean | null;
  /** The first version of the schema that has the key; null where it was there from the start. */
  readonly since: string | null;
  /** The last version that had it; null while it has it. */
  readonly until: string | null;
}

/** A key as a line: path, type, and `name:value` for all that is known beyond them. */
export function writeSchemaKey(key: SchemaKey): string {
  const { path, type, values, range, default: fallback, since, until } = key;
  const words = [
    values === null ? "" : `in:${values.join("|")}`,
    range === null ? "" : `range:${range.join("..")}`,
    fallback === null ? "" : `default:${fallback}`,
    since === null ? "" : `since:${since}`,
    until === null ? "" : `until:${until}`,
  ];
  return [path, type, ...words].filter((word) => word !== "").join(" ");
}

/** The keys of lines; blank lines are none. */
export function readSchemaKeys(lines: string): readonly SchemaKey[] {
  return lines.split("\n").filter((line) => line !== "").map(readSchemaKey);
}

function readSchemaKey(line: string): SchemaKey {
  const [path = "", word = "", ...more] = line.split(" ");
  const type = typeOf(word);
  const told = new Map(
    more.map((text) => [text.slice(0, text.indexOf(":")), text.slice(text.indexOf(":") + 1)]),
  );
  const [least, most] = (told.get("range") ?? "").split("..").map(Number);
  return {
    path,
    type,
    values: told.get("in")?.split("|") ?? null,
    range: least === undefined || most === undefined ? null : [least, most],
    default: defaultOf(told.get("default"), type),
    since: told.get("since") ?? null,
    until: told.get("until") ?? null,
  };
}

function typeOf(word: string): SchemaKey["type"] {
  switch (word) {
    case "boolean":
    case "integer":
    case "dict":
    case "array":
      return word;
    default:
      return "string";
  }
}

function defaultOf(text: string | undefined, type: SchemaKey["type"]): SchemaKey["default"] {
  if (text === undefined) return null;
  if (type === "boolean") return text === "true";
  return type === "integer" ? Number(text) : text;
}

// The tree every reader (XML, binary, JSON) ends in: values with the place they stand at. Knows nothing of
// what the keys mean.

/** Half-open range of offsets in the text, in UTF-16 units; `NOWHERE` for formats without a text (binary). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The span of what has no place in a text. */
export const NOWHERE: Span = { start: -1, end: -1 };

/** One key with its value. `span` runs from the start of the key to the end of the value. */
export interface DictEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: ProfileNode;
  readonly span: Span;
}

/** A dictionary. `inner` is the text between its delimiters; null for an element written as `<dict/>`. */
export interface DictNode {
  readonly kind: "dict";
  readonly span: Span;
  readonly inner: Span | null;
  readonly entries: readonly DictEntry[];
}

/** A list. */
export interface ArrayNode {
  readonly kind: "array";
  readonly span: Span;
  readonly items: readonly ProfileNode[];
}

/** A text, a date or a blob (base64, without blanks). */
export interface TextNode {
  readonly kind: "string" | "date" | "data";
  readonly span: Span;
  readonly value: string;
}

/** A number. */
export interface NumberNode {
  readonly kind: "integer" | "real";
  readonly span: Span;
  readonly value: number;
}

/** A truth value. */
export interface BooleanNode {
  readonly kind: "boolean";
  readonly span: Span;
  readonly value: boolean;
}

/** JSON's `null`; property lists have none. */
export interface NullNode {
  readonly kind: "null";
  readonly span: Span;
}

/** Any value of a profile. */
export type ProfileNode = DictNode | ArrayNode | TextNode | NumberNode | BooleanNode | NullNode;

/** The first entry of a dictionary with this key. */
export function entryOf(dict: DictNode, key: string): DictEntry | null {
  return dict.entries.find((entry) => entry.key === key) ?? null;
}

/** The value behind a path of keys, or null where a step is missing or is no dictionary. */
export function valueAt(root: ProfileNode, path: readonly string[]): ProfileNode | null {
  let node: ProfileNode = root;
  for (const key of path) {
    if (node.kind !== "dict") return null;
    const entry = entryOf(node, key);
    if (entry === null) return null;
    node = entry.value;
  }
  return node;
}

/** The text of a string value, else null. */
export function stringOf(node: ProfileNode | null | undefined): string | null {
  return node?.kind === "string" ? node.value : null;
}

/** A plain value without places, as a writer or a comparison wants it. */
export type PlainValue =
  | string
  | number
  | boolean
  | null
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue };

/** Drops the places. Of a key given twice the first one counts. Dates and blobs become their text. */
export function toPlainValue(node: ProfileNode): PlainValue {
  switch (node.kind) {
    case "dict": {
      const pairs = new Map<string, PlainValue>();
      for (const { key, value } of node.entries) if (!pairs.has(key)) pairs.set(key, toPlainValue(value));
      return Object.fromEntries(pairs);
    }
    case "array":
      return node.items.map(toPlainValue);
    case "null":
      return null;
    case "string":
    case "date":
    case "data":
    case "integer":
    case "real":
    case "boolean":
      return node.value;
  }
}

// Finds the first place where tags do not nest as a property list's do. Says what is open there; what to do about
// it is `repair_nesting.ts`.
import { PLIST_ELEMENTS } from "../read/plist_tree.ts";
import type { Tag } from "./scan_tags.ts";

/** A breach of nesting. `open` are the tags open at that place, outermost first. */
export interface NestingProblem {
  readonly kind:
    | "mismatch" // a close tag that does not fit the innermost open tag
    | "in-leaf" // a tag inside <string>, <key>, … which hold text only
    | "unclosed" // the end of the text, with tags still open
    | "stray-close" // a close tag where nothing is open
    | "after-root" // a tag after the outermost element was closed
    | "malformed-tag"
    | "key-outside-dict"
    | "key-after-key"
    | "value-without-key";
  /** Null at the end of the text. */
  readonly tag: Tag | null;
  /** Index of the tag in the list; the length of the list at the end of the text. */
  readonly index: number;
  readonly open: readonly Tag[];
}

/** What {@linkcode checkNesting} found. */
export interface NestingCheck {
  /** The first breach that makes the text no XML. */
  readonly hard: NestingProblem | null;
  /** The first place before it that is XML, but hints at a tag lost or added earlier. */
  readonly soft: NestingProblem | null;
}

const LEAVES: ReadonlySet<string> = new Set(["key", "string", "integer", "real", "date", "data"]);

/** Whether an element holds text only. */
export function isLeaf(name: string): boolean {
  return LEAVES.has(name);
}

/** Walks the tags once. */
export function checkNesting(tags: readonly Tag[]): NestingCheck {
  const open: Tag[] = [];
  const expectsValue: boolean[] = [];
  let soft: NestingProblem | null = null;
  let rootClosed = false;
  for (const [index, tag] of tags.entries()) {
    const problem = (kind: NestingProblem["kind"]): NestingProblem => ({ kind, tag, index, open: [...open] });
    const top = open.at(-1);
    if (tag.kind === "malformed") return { hard: problem("malformed-tag"), soft };
    if (tag.kind === "close") {
      if (top === undefined) return { hard: problem("stray-close"), soft };
      if (top.name !== tag.name) return { hard: problem("mismatch"), soft };
      open.pop();
      expectsValue.pop();
      rootClosed = open.length === 0;
      continue;
    }
    if (rootClosed) return { hard: problem("after-root"), soft };
    if (top !== undefined && isLeaf(top.name)) return { hard: problem("in-leaf"), soft };
    if (tag.name === "key" && top !== undefined) {
      if (top.name !== "dict") soft ??= problem("key-outside-dict");
      else if (expectsValue.at(-1) === true) soft ??= problem("key-after-key");
    } else if (top?.name === "dict" && expectsValue.at(-1) === false) soft ??= problem("value-without-key");
    if (expectsValue.length > 0) expectsValue[expectsValue.length - 1] = tag.name === "key";
    if (tag.kind === "self") continue;
    open.push(tag);
    expectsValue.push(false);
  }
  if (open.length === 0) return { hard: null, soft };
  return { hard: { kind: "unclosed", tag: null, index: tags.length, open: [...open] }, soft };
}

/** The property list element a wrong name probably means, or null. */
export function elementMeant(name: string): string | null {
  const small = name.toLowerCase();
  if (PLIST_ELEMENTS.has(small)) return small;
  const letters = [...small].sort().join("");
  return [...PLIST_ELEMENTS].find((element) => [...element].sort().join("") === letters) ?? null;
}

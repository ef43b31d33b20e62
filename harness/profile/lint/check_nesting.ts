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
    | "malformed-tag";
  /** Null at the end of the text. */
  readonly tag: Tag | null;
  readonly open: readonly Tag[];
}

const LEAVES: ReadonlySet<string> = new Set(["key", "string", "integer", "real", "date", "data"]);

/** Whether an element holds text only. */
export function isLeaf(name: string): boolean {
  return LEAVES.has(name);
}

/** The first breach that makes the text no XML, or null. */
export function checkNesting(tags: Iterable<Tag>): NestingProblem | null {
  const open: Tag[] = [];
  let isFirst = true;
  for (const tag of tags) {
    const problem = (kind: NestingProblem["kind"]): NestingProblem => ({ kind, tag, open });
    const top = open.at(-1);
    if (tag.kind === "malformed") return problem("malformed-tag");
    if (tag.kind === "close") {
      if (top === undefined) return problem("stray-close");
      if (top.name !== tag.name) return problem("mismatch");
      open.pop();
      continue;
    }
    if (top === undefined && !isFirst) return problem("after-root");
    if (top !== undefined && isLeaf(top.name)) return problem("in-leaf");
    if (tag.kind === "open") open.push(tag);
    isFirst = false;
  }
  return open.length === 0 ? null : { kind: "unclosed", tag: null, open };
}

/** The property list element a wrong name probably means, or null. */
export function elementMeant(name: string): string | null {
  const small = name.toLowerCase();
  if (PLIST_ELEMENTS.has(small)) return small;
  const letters = [...small].sort().join("");
  return [...PLIST_ELEMENTS].find((element) => [...element].sort().join("") === letters) ?? null;
}

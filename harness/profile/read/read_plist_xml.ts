// XML property list → tree with exact places. Strict: the first breach of XML's own rules ends the reading
// (`lint/diagnose_xml.ts` then says what is probably missing). No entity is expanded, no other file is read.
import { SaxesParser } from "saxes";
import type { RawFinding } from "../words/finding.ts";
import { entitiesDeclared, MAX_PROFILE_DEPTH, tooDeep } from "../words/limits.ts";
import { openPlistTree, type PlistTree } from "./plist_tree.ts";
import type { ProfileNode } from "../words/profile_node.ts";

/** Where and why XML's rules are broken. */
export interface XmlBreak {
  readonly offset: number;
  /** The parser's words, without file and place. */
  readonly message: string;
}

/** What came of reading: a tree, perhaps with breaches of the property list form, or the place of the break. */
export type XmlReading =
  | { readonly kind: "read"; readonly root: ProfileNode | null; readonly findings: readonly RawFinding[] }
  | { readonly kind: "broken"; readonly at: XmlBreak };

class Stopped extends Error {}

/** What stands around the keys of a preference file, which has neither (Intune). */
const AROUND_KEYS = ["<plist><dict>", "</dict></plist>"] as const;

/**
 * Reads an XML property list.
 *
 * @param text Without byte order mark.
 * @param around "nothing" reads keys alone, as if <plist> and <dict> stood around them.
 * @throws HarnessError `profile/entities-declared`, `profile/too-deep`.
 */
export function readPlistXml(
  text: string,
  fileName: string,
  around: "plist" | "nothing" = "plist",
): XmlReading {
  const [before, after] = around === "plist" ? ["", ""] : AROUND_KEYS;
  const tree = openPlistTree();
  let broken: XmlBreak | null = null;
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    broken ??= { offset: Math.min(placeOf(parser), text.length), message: bareMessage(error.message) };
    throw new Stopped();
  });
  const placeOf = ({ position }: SaxesParser) => Math.max(0, position - before.length);
  listen(parser, tree, { text, fileName, place: () => placeOf(parser) });
  try {
    parser.write(before).write(text).write(after).close();
  } catch (thrown) {
    if (!(thrown instanceof Stopped)) throw thrown;
  }
  if (broken !== null) return { kind: "broken", at: broken };
  return { kind: "read", ...tree.finish() };
}

interface Source {
  readonly text: string;
  readonly fileName: string;
  /** Where in the text the parser is. */
  readonly place: () => number;
}

function listen(parser: SaxesParser, tree: PlistTree, { text, fileName, place }: Source): void {
  let depth = 0;
  let tagStart = 0;
  parser.on("doctype", (doctype) => {
    if (/<!ENTITY/i.test(doctype)) throw entitiesDeclared(fileName);
  });
  parser.on("opentag", (tag) => {
    depth++;
    if (depth > MAX_PROFILE_DEPTH) throw tooDeep(fileName);
    // A raw "<" cannot stand inside a tag, so the nearest one before the end is the tag's start.
    const end = place();
    tagStart = Math.max(0, text.lastIndexOf("<", end - 1));
    tree.open(tag.name, { start: tagStart, end }, tag.isSelfClosing);
  });
  parser.on("closetag", (tag) => {
    depth--;
    const end = Math.min(place(), text.length);
    const start = tag.isSelfClosing ? tagStart : text.lastIndexOf("<", end - 1);
    tree.close({ start, end });
  });
  const addText = (chunk: string) => tree.addText(chunk);
  parser.on("text", addText);
  parser.on("cdata", addText);
}

function bareMessage(message: string): string {
  return message.replace(/^(?:.*?:)?\d+:\d+:\s*/, "").replace(/\.$/, "");
}

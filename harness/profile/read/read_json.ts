// JSON text → tree with exact places. Strict: no comments, no trailing commas, as the agent reads it.
import { type AnyNode, parse } from "@humanwhocodes/momoa";
import { MAX_PROFILE_DEPTH, tooDeep } from "../words/limits.ts";
import type { DictEntry, ProfileNode, Span } from "../words/profile_node.ts";

/** A tree, or the place where JSON's rules are broken. */
export type JsonReading =
  | { readonly kind: "read"; readonly root: ProfileNode }
  | { readonly kind: "broken"; readonly offset: number; readonly message: string };

/**
 * Reads a managed configuration in JSON.
 *
 * @param text Without byte order mark.
 * @param rules "relaxed" takes comments and trailing commas, to tell what a text is that the agent would not read.
 * @throws HarnessError `profile/too-deep`.
 */
export function readJson(
  text: string,
  fileName: string,
  rules: "strict" | "relaxed" = "strict",
): JsonReading {
  // The library descends by recursion, so depth is checked before it starts.
  if (bracketDepth(text) > MAX_PROFILE_DEPTH) throw tooDeep(fileName);
  try {
    const document = parse(
      text,
      rules === "strict"
        ? { mode: "json", ranges: true }
        : { mode: "jsonc", ranges: true, allowTrailingCommas: true },
    );
    return { kind: "read", root: toNode(document.body, text) };
  } catch (thrown) {
    if (!(thrown instanceof Error) || !("offset" in thrown) || typeof thrown.offset !== "number") {
      throw thrown;
    }
    const offset = Math.min(thrown.offset, text.length);
    return { kind: "broken", offset, message: thrown.message.replace(/ found\. \(\d+:\d+\)$/, "") };
  }
}

function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const bracket of jsonBrackets(text)) {
    if (bracket === "{" || bracket === "[") deepest = Math.max(deepest, ++depth);
    else depth--;
  }
  return deepest;
}

/** Braces and brackets outside of texts, in order. Linear whatever the text; a text never runs past its line. */
export function* jsonBrackets(text: string): Generator<"{" | "}" | "[" | "]"> {
  let inText = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (inText) {
      if (character === "\\") i++;
      else if (character === '"' || character === "\n") inText = false;
    } else if (character === '"') inText = true;
    else if (character === "{" || character === "}" || character === "[" || character === "]") {
      yield character;
    }
  }
}

function spanOf(node: AnyNode): Span {
  const [start, end] = node.range ?? [0, 0];
  return { start, end };
}

function toNode(node: AnyNode, text: string): ProfileNode {
  const span = spanOf(node);
  switch (node.type) {
    case "Object": {
      const entries = node.members.map((member): DictEntry => {
        const key = member.name.type === "String" ? member.name.value : member.name.name;
        return { key, keySpan: spanOf(member.name), value: toNode(member.value, text), span: spanOf(member) };
      });
      return { kind: "dict", span, inner: { start: span.start + 1, end: span.end - 1 }, entries };
    }
    case "Array":
      return { kind: "array", span, items: node.elements.map((element) => toNode(element.value, text)) };
    case "String":
      return { kind: "string", span, value: node.value };
    case "Number": {
      const kind = /[.eE]/.test(text.slice(span.start, span.end)) ? "real" : "integer";
      return { kind, span, value: node.value };
    }
    case "Boolean":
      return { kind: "boolean", span, value: node.value };
    default:
      return { kind: "null", span };
  }
}

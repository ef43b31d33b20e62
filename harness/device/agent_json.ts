// JSON as the agent prints it, bounded: what is nested deeper than any real answer is refused, so that nothing
// behind the parsers has to fear it.
import { type AgentAnswerKind, type AgentLines, unreadable } from "./agent_text.ts";

/** Deepest nesting accepted; real answers have about eight levels. */
const MAX_DEPTH = 64;

/** A JSON object. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** Whether the lines are (the beginning of) a JSON document. */
export function looksLikeJson({ lines }: Pick<AgentLines, "lines">): boolean {
  const first = (lines[0] ?? "").trimStart();
  return first.startsWith("{") || first.startsWith("[");
}

/**
 * Parses lines as one JSON document; a document wrapped by a terminal is put together again.
 *
 * @throws HarnessError the code of `kind` when it is damaged, cut or nested too deeply.
 */
export function parseAgentJson({ lines }: AgentLines, kind: AgentAnswerKind): unknown {
  const text = lines.join("\n");
  if (depthOf(text) > MAX_DEPTH) throw unreadable(kind, `the JSON is nested deeper than ${MAX_DEPTH} levels`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (lines.length > 1) {
      try {
        return JSON.parse(lines.join(""));
      } catch {
        // Reported below with the first cause, which names the position in the input.
      }
    }
    const detail = cause instanceof Error ? cause.message.slice(0, 120) : "";
    throw unreadable(kind, `the JSON is damaged or cut: ${detail.replace(/\s+/g, " ")}`);
  }
}

/** Whether a value is a JSON object (and no list). */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `upToDate` → `up_to_date`. */
export function toSnakeCase(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Non-negative whole number that the agent prints as a number or as a string; null for anything else. */
export function toCount(value: unknown): number | null {
  const number = typeof value === "number"
    ? value
    : typeof value === "string" && /^\d{1,19}$/.test(value)
    ? Number(value)
    : Number.NaN;
  return Number.isFinite(number) && number >= 0 ? number : null;
}

/** Deepest nesting of brackets outside strings; a string is skipped with its escapes. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = endOfString(text, at);
    } else if (code === 0x7b || code === 0x5b) {
      if (++depth > deepest) deepest = depth;
      if (deepest > MAX_DEPTH) return deepest;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return deepest;
}

function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text.charCodeAt(at) !== 0x22) at += text.charCodeAt(at) === 0x5c ? 2 : 1;
  return at;
}

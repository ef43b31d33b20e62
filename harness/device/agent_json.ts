// JSON as the agent prints it, bounded: what is nested deeper than any real answer is refused, so that nothing
// behind the parsers has to fear it.
import { DEEPEST_JSON, isNestedTooDeeply } from "../model/text/parse_bounded_json.ts";
import { type AgentAnswerKind, type AgentLines, unreadable } from "./agent_text.ts";

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
  if (isNestedTooDeeply(text)) {
    throw unreadable(kind, `the JSON is nested deeper than ${DEEPEST_JSON} levels`);
  }
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

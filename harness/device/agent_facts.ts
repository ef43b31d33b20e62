// The `key : value` table in which the agent prints health and its sections. Decodes values; what a key means is
// left to the parsers. A table that was cut in the middle is an error, never a shorter table.
import { type AgentAnswerKind, type AgentLines, quote, unreadable } from "./agent_text.ts";

/** One value as printed and decoded. */
export interface Fact {
  /** String without quotes, boolean, number, decoded list, or null when nothing stands behind the colon. */
  readonly value: unknown;
  /** The agent marked it `[managed]`. */
  readonly managed: boolean;
}

/** Facts by the key as printed, in the order printed. */
export type Facts = ReadonlyMap<string, Fact>;

const KEY = /^[A-Za-z][A-Za-z0-9_]{0,79}$/;
/** `[managed]`, and the ways in which people and other versions write it. */
const MANAGED = /\s{0,20}[[(<]\s{0,4}managed\b[^\])>]{0,80}[\])>]\s{0,20}$/i;

/**
 * Reads the table. Lines in front of the first key are passed over (people paste a sentence along), every later
 * line must belong to the table.
 *
 * @throws HarnessError the code of `kind` when a line is no part of a table, or a value is cut.
 */
export function parseFacts({ lines }: AgentLines, kind: AgentAnswerKind): Facts {
  const facts = new Map<string, Fact>();
  for (let at = 0; at < lines.length; at++) {
    const pair = splitPair(lines[at] ?? "");
    if (pair === null) {
      if (facts.size === 0) continue;
      throw unreadable(kind, `the line ${quote(lines[at] ?? "")} is no part of the table, or was cut`);
    }
    let text = pair.text;
    let fact = decodeFact(text);
    // A terminal wraps long values; the rest stands on the next line.
    while (fact === null && at + 1 < lines.length && splitPair(lines[at + 1] ?? "") === null) {
      text += lines[++at];
      fact = decodeFact(text);
    }
    if (fact === null) throw unreadable(kind, `the value of "${pair.key}" was cut: ${quote(text)}`);
    const earlier = facts.get(pair.key);
    if (earlier !== undefined && JSON.stringify(earlier) !== JSON.stringify(fact)) {
      throw unreadable(kind, `"${pair.key}" stands in it twice, with two values`);
    }
    facts.set(pair.key, fact);
  }
  return facts;
}

/** Decodes one printed value; null when its quote or list is not closed. */
export function decodeFact(printed: string): Fact | null {
  let text = dropRemark(printed.trim());
  // The mark stands at the end; a long value is not searched for it.
  const from = Math.max(0, text.length - 200);
  const mark = MANAGED.exec(text.slice(from));
  const managed = mark !== null;
  if (managed) text = text.slice(0, from + mark.index).trimEnd();
  if (text.startsWith('"')) {
    const end = text.lastIndexOf('"');
    if (end === 0 || /[[(<][^\])>]*$/.test(text.slice(end))) return null;
    // `"enabled" (pending)` is not "enabled": what nobody knows behind a word stays part of it.
    return { value: end === text.length - 1 ? text.slice(1, end) : text, managed };
  }
  if (text.startsWith("[")) return text.endsWith("]") ? { value: decodeList(text), managed } : null;
  return { value: decodeBare(text), managed };
}

function decodeBare(text: string): unknown {
  if (text === "") return null;
  if (text === "true" || text === "false") return text === "true";
  return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

function decodeList(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Cuts what people write behind a value: `true   <--- ENABLED`. */
function dropRemark(text: string): string {
  const at = text.search(/\s(?:<-|←)/);
  if (at < 0) return text;
  const quoteEnd = text.startsWith('"') ? text.indexOf('"', 1) : 0;
  return at > quoteEnd ? text.slice(0, at).trimEnd() : text;
}

function splitPair(line: string): { readonly key: string; readonly text: string } | null {
  const colon = line.indexOf(":");
  if (colon > 0) {
    const key = line.slice(0, Math.min(colon, 200)).trim();
    if (KEY.test(key)) return { key, text: line.slice(colon + 1) };
  }
  // One line of the vendor's text lacks the colon: `behavior_monitoring "enabled"`.
  const missing = /^\s{0,40}([a-z]{1,40}_[a-z0-9_]{1,40})\s{1,60}("[^"]{0,200}"|true|false)/.exec(line);
  if (missing === null) return null;
  const [whole, key = "", value = ""] = missing;
  return { key, text: line.slice(whole.length - value.length) };
}

// `mdatp exclusion list`: entries of a heading ("Excluded folder") and fields, between fences. Only the words
// "No exclusions" are an empty list; an entry without its pattern is an error, never a shorter list.
import type { Exclusion } from "../model/exclusion.ts";
import { looksLikeJson } from "./agent_json.ts";
import { type AgentAnswerKind, quote, readAgentLines, unreadable } from "./agent_text.ts";
import { decodeFact } from "./agent_facts.ts";

const KIND: AgentAnswerKind = {
  code: "agent/exclusions-unreadable",
  what: "the list of exclusions",
  command: "mdatp exclusion list",
};

/** Whole headings and keys: "file extension" is no file. What is not here is of a kind nobody knows. */
const KINDS: ReadonlyMap<string, Exclusion["kind"]> = new Map([
  ["folder", "folder"],
  ["folder path", "folder"],
  ["directory", "folder"],
  ["directory path", "folder"],
  ["file", "file"],
  ["file path", "file"],
  ["extension", "extension"],
  ["file extension", "extension"],
  ["process", "process"],
  ["process path", "process"],
  ["process name", "process"],
  // The vendor's `excludedFileName` is the name of a program; in doubt it is that of a file as well.
  ["file name", "name"],
  ["filename", "name"],
]);

/** The kind that words name, in one or many; `unknown` for all others. */
function kindOf(words: string): Exclusion["kind"] {
  const plain = words.toLowerCase().replaceAll(/[\s_-]+/g, " ").trim();
  return KINDS.get(plain) ?? KINDS.get(plain.replace(/ies$/, "y").replace(/(?<=[^s])s$/, "")) ?? "unknown";
}

interface OpenEntry {
  kind: Exclusion["kind"];
  readonly heading: string;
  pattern: string | null;
  managed: boolean;
}

/**
 * Parses the output of `mdatp exclusion list`.
 *
 * @throws HarnessError `agent/exclusions-unreadable` when it is something else, empty, cut or elided.
 */
export function parseExclusions(input: string | Uint8Array): readonly Exclusion[] {
  const text = readAgentLines(input, KIND);
  if (looksLikeJson(text)) throw unreadable(KIND, "it is JSON, but exclusions are read as text");
  const lines = text.lines.map((line) => line.trim());
  if (lines.length === 1 && /^no exclusions(?: found)?\.?$/i.test(lines[0] ?? "")) return [];
  if (text.elided) throw unreadable(KIND, 'a line "..." stands for entries that were left out');
  if (isFence(lines[0]) && !isFence(lines.at(-1))) {
    throw unreadable(KIND, "it was cut in front of its last line");
  }
  if (isSeparator(lines.at(-1))) throw unreadable(KIND, "it was cut behind a separator");
  const reader = new ExclusionReader();
  for (const line of lines) reader.read(line);
  return reader.finish();
}

class ExclusionReader {
  readonly #exclusions: Exclusion[] = [];
  #entry: OpenEntry | null = null;

  read(line: string): void {
    if (isFence(line)) return this.#close();
    // Some agents print a line of dashes below the heading of an entry, others between entries.
    if (isSeparator(line)) return this.#entry?.pattern === null ? undefined : this.#close();
    const heading = /^excluded\s+([^:[("=]{1,80})/i.exec(line);
    if (heading !== null) return this.#open(line, heading[1] ?? "");
    const colon = line.indexOf(":");
    const key = colon > 0 && colon <= 40 ? line.slice(0, colon).trim().toLowerCase() : "";
    if (key !== "") this.#field(key, line.slice(colon + 1), line);
    else this.#plain(line);
  }

  finish(): readonly Exclusion[] {
    this.#close();
    if (this.#exclusions.length === 0) throw unreadable(KIND, "no entry is in it");
    return this.#exclusions;
  }

  #open(line: string, word: string): void {
    this.#close();
    this.#entry = {
      kind: kindOf(word),
      heading: line,
      pattern: null,
      managed: /\[managed\]/i.test(line),
    };
    const colon = line.indexOf(":");
    if (colon > 0 && line.slice(colon + 1).trim() !== "") this.#setPattern(line.slice(colon + 1), line);
  }

  #field(key: string, printed: string, line: string): void {
    const kind = kindOf(key);
    const names = kind !== "unknown" || /(?:^|[ _])(?:path|name|pattern)$/.test(key);
    // A short form has no heading: `Folder: "/tmp"`. A second pattern below a heading is of its kind.
    if (names && (this.#entry === null || this.#entry.pattern !== null)) {
      const above = /^excluded/i.test(this.#entry?.heading ?? "")
        ? this.#entry?.kind ?? "unknown"
        : "unknown";
      this.#close();
      this.#entry = { kind: kind === "unknown" ? above : kind, heading: line, pattern: null, managed: false };
    } else if (names && this.#entry !== null && kind !== "unknown" && kind !== this.#entry.kind) {
      // "Excluded file" with a field "Extension": which of the two counts is not known.
      this.#entry.kind = "unknown";
    }
    if (this.#entry === null) {
      if (this.#exclusions.length > 0) throw this.#foreign(line);
    } else if (names) this.#setPattern(printed, line);
    else if (/\[managed\]/i.test(line) || (key === "managed" && /true|yes/i.test(printed))) {
      this.#entry.managed = true;
    }
  }

  #plain(line: string): void {
    const entry = this.#entry;
    if (entry === null) {
      if (this.#exclusions.length > 0) throw this.#foreign(line);
    } else if (/^\[managed\]$/i.test(line)) entry.managed = true;
    else if (entry.pattern !== null) throw this.#foreign(line);
    else if (line.startsWith("/") || line.startsWith('"')) this.#setPattern(line, line);
  }

  #setPattern(printed: string, line: string): void {
    const fact = decodeFact(printed);
    if (fact === null || fact.value === null) throw unreadable(KIND, `the line ${quote(line)} was cut`);
    if (this.#entry === null) return;
    const text = typeof fact.value === "string" ? fact.value : printed.trim();
    // A remark behind the closing quote is no part of the pattern.
    this.#entry.pattern = /^"(.+)"/.exec(text)?.[1] ?? text;
    this.#entry.managed ||= fact.managed;
  }

  #close(): void {
    if (this.#entry === null) return;
    const { kind, heading, pattern, managed } = this.#entry;
    if (pattern === null) {
      throw unreadable(KIND, `the entry ${quote(heading)} names nothing, so the list was cut`);
    }
    this.#exclusions.push({ kind, pattern, managed });
    this.#entry = null;
  }

  #foreign(line: string): Error {
    return unreadable(KIND, `the line ${quote(line)} is no part of the list, or was cut`);
  }
}

function isFence(line: string | undefined): boolean {
  return line?.startsWith("==") ?? false;
}

function isSeparator(line: string | undefined): boolean {
  return line?.startsWith("--") ?? false;
}

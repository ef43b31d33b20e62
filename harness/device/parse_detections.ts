// `mdatp threat list` into detections: the text form here, the JSON form in parse_detections_json.ts. The agent's
// word "threat" ends here. A listing that was cut is an error: a shorter list would hide a detection.
import type { Detection } from "../model/detection.ts";
import { looksLikeJson } from "./agent_json.ts";
import {
  type AgentAnswerKind,
  decodeAgentText,
  eachAgentLine,
  quote,
  readAgentLines,
  unreadable,
} from "./agent_text.ts";
import { parsePrintedTime } from "./agent_time.ts";
import { type PlainEntries, readPlainEntries } from "./plain_entries.ts";
import { parseDetectionsJson } from "./parse_detections_json.ts";

const KIND: AgentAnswerKind = {
  code: "agent/detections-unreadable",
  what: "the list of detections",
  command: "mdatp threat list",
};

/** The fields that every entry has, by the agent's name in lower case. */
type CoreKey = "id" | "name" | "type" | "detection time" | "status";
const KEY_OF_PRINTED = {
  Id: "id",
  Name: "name",
  Type: "type",
  "Detection time": "detection time",
  Status: "status",
} as const;
const PRINTED_KEYS = new Map<number, readonly (keyof typeof KEY_OF_PRINTED)[]>([
  [2, ["Id"]],
  [4, ["Name", "Type"]],
  [6, ["Status"]],
  [14, ["Detection time"]],
]);
const DASH = "-".charCodeAt(0);
const EQUALS = "=".charCodeAt(0);

type Entry = Partial<Record<CoreKey, string>>;

/**
 * Parses the output of `mdatp threat list`, as text or as JSON, oldest entry first as listed.
 *
 * Only `No threats` or a well-formed empty JSON list is an empty list.
 *
 * @throws HarnessError `agent/detections-unreadable` when it is something else, damaged, cut or elided.
 */
export function parseDetections(input: string | Uint8Array): readonly Detection[] {
  const text = decodeAgentText(input, KIND);
  const plain = readPlainEntries(text);
  const reader = new EntryReader(plain);
  let isJson: boolean | null = null;
  const { elided } = eachAgentLine(text.slice(plain.end), (line) => {
    isJson ??= plain.end === 0 && looksLikeJson({ lines: [line] });
    if (!isJson) reader.read(line);
  });
  if (isJson === true) return parseDetectionsJson(readAgentLines(text, KIND), KIND);
  if (elided) throw unreadable(KIND, 'a line "..." stands for entries that were left out');
  return reader.finish();
}

/** Collects the lines of one entry after the other. */
class EntryReader {
  readonly #detections: Detection[];
  #entry: Entry | null = null;
  #lastEntry: Entry = {};
  #anyId: boolean;
  #anyTime: boolean;
  /** A quoted value of no interest (a path) goes on in the next line. */
  #openValue = false;
  #separated: boolean;
  /** The last line is a key without a value: nothing tells how the list goes on. */
  #emptyValue = false;
  #lines = 0;
  /** The first line says that there is no entry; true only when nothing follows it. */
  #saysNone = false;

  /** Goes on behind the entries that were read the fast way. */
  constructor({ detections }: Pick<PlainEntries, "detections">) {
    this.#detections = detections;
    this.#separated = detections.length > 0;
    this.#anyId = this.#anyTime = detections.length > 0;
    if (detections.length > 0) this.#lastEntry = { id: "", "detection time": "" };
  }

  read(line: string): void {
    const text = line.trim();
    const first = text.charCodeAt(0);
    this.#emptyValue = false;
    if (++this.#lines === 1) this.#saysNone = /^no threats(?: found)?\.?$/i.test(text);
    if ((first === DASH || first === EQUALS) && text.charCodeAt(1) === first) {
      if (this.#entry === null && this.#detections.length > 0) return;
      this.#separated = this.#entry !== null && first === DASH;
      this.#close();
      return;
    }
    const colon = text.indexOf(":");
    const key = colon > 0 && colon <= 40 ? keyOf(text, colon) : "";
    if (isCoreKey(key)) this.#put(key, text.slice(colon + 1).trim(), text);
    else if (this.#entry !== null) this.#passOver(text, key);
    else if (this.#detections.length > 0) {
      throw unreadable(KIND, `the line ${quote(text)} is no part of the list`);
    }
  }

  finish(): readonly Detection[] {
    if (this.#saysNone && this.#lines === 1 && this.#detections.length === 0) return [];
    this.#close();
    if (this.#detections.length === 0) throw unreadable(KIND, "no entry is in it");
    if (this.#separated) throw unreadable(KIND, "it was cut behind a separator");
    if (this.#emptyValue) throw unreadable(KIND, "it was cut in its last line");
    if (this.#anyId && this.#lastEntry.id === undefined) throw this.#cut("Id");
    if (this.#anyTime && this.#lastEntry["detection time"] === undefined) throw this.#cut("Detection time");
    return this.#detections;
  }

  #put(key: CoreKey, printed: string, line: string): void {
    if (this.#openValue) throw unreadable(KIND, `the value before ${quote(line)} was cut`);
    // Pasted lists sometimes lack the separator: a field seen twice begins the next entry.
    if (this.#entry?.[key] !== undefined) this.#close();
    this.#separated = false;
    const quoted = printed.startsWith('"');
    if (printed === "" || (quoted && (printed.length < 2 || !printed.endsWith('"')))) {
      throw unreadable(KIND, `the line ${quote(line)} was cut`);
    }
    this.#entry ??= {};
    this.#entry[key] = quoted ? printed.slice(1, -1) : printed;
  }

  #passOver(text: string, key: string): void {
    if (this.#openValue) {
      this.#openValue = !text.endsWith('"');
      return;
    }
    if (key === "") throw unreadable(KIND, `the line ${quote(text)} is no part of the list, or was cut`);
    const value = text.slice(text.indexOf(":") + 1).trimStart();
    this.#openValue = value.startsWith('"') && (value.length === 1 || !value.endsWith('"'));
    this.#emptyValue = value === "";
  }

  #close(): void {
    const entry = this.#entry;
    if (entry === null) return;
    if (this.#openValue) {
      throw unreadable(KIND, `the last value of entry ${this.#detections.length + 1} was cut`);
    }
    const { id, name, type, status } = entry;
    const time = entry["detection time"];
    if (name === undefined) throw this.#cut("Name");
    if (type === undefined) throw this.#cut("Type");
    if (status === undefined) throw this.#cut("Status");
    this.#detections.push({
      id: id ?? null,
      name: /:\s/.test(name) ? name.replace(/:\s+/g, ":") : name,
      type,
      status,
      detectedAt: time === undefined ? null : parsePrintedTime(time) ?? time,
    });
    this.#anyId ||= id !== undefined;
    this.#anyTime ||= time !== undefined;
    this.#lastEntry = entry;
    this.#entry = null;
  }

  #cut(field: string): Error {
    const number = this.#detections.length + (this.#entry === null ? 0 : 1);
    return unreadable(KIND, `entry ${number} has no "${field}", so the list was cut`);
  }
}

/** The key in lower case; those that real lists print are told by their length, without making a string. */
function keyOf(text: string, colon: number): string {
  const printed = PRINTED_KEYS.get(colon)?.find((known) => text.startsWith(known));
  return printed === undefined ? text.slice(0, colon).trimEnd().toLowerCase() : KEY_OF_PRINTED[printed];
}

function isCoreKey(key: string): key is CoreKey {
  return key === "id" || key === "name" || key === "type" || key === "detection time" || key === "status";
}

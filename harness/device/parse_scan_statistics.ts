// `mdatp diagnostic real-time-protection-statistics`, as JSON or as text, into scan statistics. Counters are
// cumulative; what an entry of a process that ended means is left to the measuring side.
import type { ScanStatistics } from "../model/process_sample.ts";
import { isRecord, type JsonRecord, looksLikeJson, parseAgentJson, toCount } from "./agent_json.ts";
import { type AgentAnswerKind, type AgentLines, quote, readAgentLines, unreadable } from "./agent_text.ts";

const KIND: AgentAnswerKind = {
  code: "agent/statistics-unreadable",
  what: "the real-time protection statistics",
  command: "mdatp diagnostic real-time-protection-statistics --output json",
};

/** Names of each value: in JSON of today, in JSON of earlier agents, in text (in lower case). */
const NAMES = {
  pid: ["id", "processId", "process_id", "process id"],
  name: ["name"],
  path: ["path"],
  filesScanned: ["totalFilesScanned", "total_files_scanned", "total files scanned"],
  scanTimeNs: ["totalScanTime", "total_scan_time", "scanTime", "scan time (ns)", "scan time"],
  maxFileScanTimeNs: ["maxFileScanTime", "max_file_scan_time", "max file scan time (ns)"],
  active: ["isActive", "is_active", "status"],
} as const;

/**
 * Parses the statistics, in the order listed. Names and paths that the agent does not know are null.
 *
 * @throws HarnessError `agent/statistics-unreadable` when it is something else, damaged or cut, or when tamper
 * protection made the agent answer with null.
 */
export function parseScanStatistics(input: string | Uint8Array): readonly ScanStatistics[] {
  const text = readAgentLines(input, KIND);
  const entries = looksLikeJson(text) ? entriesOfJson(text) : entriesOfText(text);
  return entries.map((entry, index) => statisticsOf(entry, index + 1));
}

function entriesOfJson(text: AgentLines): readonly JsonRecord[] {
  const document = parseAgentJson(text, KIND);
  const counters = isRecord(document) ? document.counters : document;
  if (!Array.isArray(counters)) {
    throw unreadable(KIND, 'the JSON has no list "counters" (statistics off, or tamper protection)');
  }
  return counters.map((counter: unknown) => {
    if (!isRecord(counter)) throw unreadable(KIND, "an entry of the JSON is no object");
    return counter;
  });
}

function entriesOfText({ lines, elided }: AgentLines): readonly JsonRecord[] {
  if (elided) throw unreadable(KIND, 'a line "..." stands for entries that were left out');
  const entries: Record<string, unknown>[] = [];
  for (const line of lines) {
    const text = line.trim();
    if (text.startsWith("==") || text.startsWith("--")) continue;
    const colon = text.indexOf(":");
    const key = colon > 0 && colon <= 40 ? text.slice(0, colon).trim().toLowerCase() : "";
    if (key === "process id") entries.push({});
    const entry = entries.at(-1);
    if (entry === undefined) continue;
    if (key === "") {
      throw unreadable(KIND, `the line ${quote(text)} is no part of the statistics, or was cut`);
    }
    entry[key] = unquote(text.slice(colon + 1).trim(), text);
  }
  if (entries.length === 0) throw unreadable(KIND, "no process is in it");
  return entries;
}

function unquote(value: string, line: string): string | null {
  if (value === "" || value === "null") return null;
  if (!value.startsWith('"')) return value;
  if (value.length < 2 || !value.endsWith('"')) throw unreadable(KIND, `the line ${quote(line)} was cut`);
  return value.slice(1, -1);
}

function statisticsOf(entry: JsonRecord, number: number): ScanStatistics {
  const required = (value: keyof typeof NAMES): number => {
    const count = nanoseconds(valueOf(entry, value));
    if (count === null) throw unreadable(KIND, `entry ${number} has no number "${NAMES[value][0]}"`);
    return count;
  };
  return {
    pid: required("pid"),
    name: stringOf(valueOf(entry, "name")),
    path: stringOf(valueOf(entry, "path")),
    filesScanned: required("filesScanned"),
    scanTimeNs: required("scanTimeNs"),
    maxFileScanTimeNs: nanoseconds(valueOf(entry, "maxFileScanTimeNs")),
    active: activeOf(valueOf(entry, "active")),
  };
}

function valueOf(entry: JsonRecord, value: keyof typeof NAMES): unknown {
  const name = NAMES[value].find((candidate) => Object.hasOwn(entry, candidate));
  return name === undefined ? undefined : entry[name];
}

/** A count; the text form prints a unit behind times in some versions (`123ns`). */
function nanoseconds(value: unknown): number | null {
  return toCount(typeof value === "string" ? value.replace(/\s?ns$/, "") : value);
}

function stringOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function activeOf(value: unknown): boolean | null {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string") return null;
  return /^(?:active|true)$/i.test(value) ? true : /^(?:inactive|false)$/i.test(value) ? false : null;
}

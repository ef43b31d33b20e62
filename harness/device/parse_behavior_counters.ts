// `mdatp diagnostic behavior-monitoring-statistics --sort`: the vendor's page says that it lists processes with their
// events, and nobody has published how. Read is what has one of the forms in which this agent prints other statistics;
// anything else stays unread, and the raw output is kept.
import type { BehaviorCounter } from "../model/process_sample.ts";
import { isRecord, looksLikeJson, parseAgentJson, toCount } from "./agent_json.ts";
import { type AgentAnswerKind, type AgentLines, readAgentLines, unreadable } from "./agent_text.ts";

const KIND: AgentAnswerKind = {
  code: "agent/statistics-unreadable",
  what: "the behavior monitoring statistics",
  command: "mdatp diagnostic behavior-monitoring-statistics --sort",
};

/** Keys that say whose numbers these are, in lower case. */
const PID = new Set(["id", "pid", "process id", "processid", "process_id"]);
const NAME = new Set(["name", "process name", "processname"]);
const PATH = new Set(["path", "process path", "file path"]);

/**
 * Parses the counters, in the order listed: blocks of `Key: value` or JSON as of the scan statistics, or lines of a
 * number and a path.
 *
 * @throws HarnessError `agent/statistics-unreadable` when it has none of these forms.
 */
export function parseBehaviorCounters(input: string | Uint8Array): readonly BehaviorCounter[] {
  const text = readAgentLines(input, KIND);
  const counters = looksLikeJson(text) ? ofJson(text) : ofBlocks(text) ?? ofRows(text);
  if (counters === null) throw unreadable(KIND, "it has no form that is known of other statistics");
  return counters;
}

function ofJson(text: AgentLines): readonly BehaviorCounter[] | null {
  const document = parseAgentJson(text, KIND);
  const list = isRecord(document) ? Object.values(document).find(Array.isArray) : document;
  if (!Array.isArray(list)) return null;
  const counters = list.map((entry: unknown) => isRecord(entry) ? counterOf(Object.entries(entry)) : null);
  return counters.every((counter) => counter !== null) ? counters : null;
}

/** A block begins where a key comes that says whose it is and that the open block has already. */
function ofBlocks({ lines }: AgentLines): readonly BehaviorCounter[] | null {
  const blocks: (readonly [string, string])[][] = [];
  for (const line of lines) {
    const text = line.trim();
    if (/^[=-]{3,}$/.test(text)) continue;
    const [, key, value] = /^([^:/"]{1,60}):\s*(.*)$/.exec(text) ?? [];
    if (key === undefined || value === undefined) return null;
    const open = blocks.at(-1);
    if (open === undefined || open.some(([other]) => other === key)) blocks.push([[key, value]]);
    else open.push([key, value]);
  }
  const counters = blocks.map(counterOf);
  return counters.length > 0 && counters.every((counter) => counter !== null) ? counters : null;
}

/** Titles and rules around rows of numbers are passed over. */
function ofRows({ lines }: AgentLines): readonly BehaviorCounter[] | null {
  const counters = lines.flatMap((line): readonly BehaviorCounter[] => {
    const [, count, path] = /^\s*(\d+)\s+(\/.*\S)\s*$/.exec(line) ?? [];
    if (count === undefined || path === undefined) return [];
    return [{
      pid: null,
      name: path.slice(path.lastIndexOf("/") + 1),
      path,
      counts: { events: Number(count) },
    }];
  });
  return counters.length === 0 ? null : counters;
}

/** Null where nothing says whose it is, or nothing is counted. */
function counterOf(entries: readonly (readonly [string, unknown])[]): BehaviorCounter | null {
  let [pid, name, path]: [number | null, string | null, string | null] = [null, null, null];
  const counts: Record<string, number> = {};
  for (const [key, value] of entries) {
    const word = key.trim().toLowerCase();
    const plain = typeof value === "string" ? value.trim().replace(/^"(.*)"$/, "$1") : value;
    const count = toCount(plain);
    if (PID.has(word)) pid = count;
    else if (NAME.has(word)) name = textOf(plain);
    else if (PATH.has(word)) path = textOf(plain);
    else if (count !== null) counts[key.trim()] = count;
  }
  if (pid === null && name === null && path === null || Object.keys(counts).length === 0) return null;
  return { pid, name, path, counts };
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

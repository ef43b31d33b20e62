// `mdatp diagnostic hot-event-sources`: the files or programs that most events came from, as the table that it prints
// or the JSON that it saves.
import { isRecord, type JsonRecord, looksLikeJson, parseAgentJson, toCount } from "../agent_json.ts";
import { type AgentAnswerKind, type AgentLines, quote, readAgentLines, unreadable } from "../agent_text.ts";
import { parseEpoch } from "../agent_time.ts";

const KIND: AgentAnswerKind = {
  code: "agent/output-unreadable",
  what: "the hot event sources",
  command: "mdatp diagnostic hot-event-sources",
};

/** Where events came from, the most first as printed. */
export interface HotEventSources {
  readonly totalEvents: number | null;
  /** As far as the output tells: the table in seconds, JSON by start and end. */
  readonly durationMs: number | null;
  readonly sources: readonly HotEventSource[];
}

/** One source. */
export interface HotEventSource {
  readonly count: number;
  readonly path: string;
  /** Of the signature, on macOS; null where there is none. */
  readonly signingId: string | null;
  readonly teamId: string | null;
}

/** @throws HarnessError `agent/output-unreadable` when it is something else, or was cut. */
export function parseHotEventSources(input: string | Uint8Array): HotEventSources {
  const text = readAgentLines(input, KIND);
  if (text.elided) throw unreadable(KIND, 'a line "..." stands for sources that were left out');
  return looksLikeJson(text) ? ofJson(text) : ofTable(text);
}

const TOTAL = /^Total Events:\s{0,8}(\d{1,15})\s{1,8}Time:\s{0,8}(\d{1,9}(?:\.\d{1,6})?)\s?s\b/i;
const FENCE = /^=+ Top (\d{1,9}) Hot Event (?:Sources|Targets) =+$/i;
const ROW =
  /^\s{0,40}(\d{1,15})\s{1,40}(?:(\S{1,200})\s{1,40}(?:([A-Z0-9]{10})\s{1,40})?)?(\/.{0,4000}|\?{1,3}|\(.{1,200}\))$/;

function ofTable({ lines }: AgentLines): HotEventSources {
  let total: RegExpExecArray | null = null;
  let isTable = false;
  const sources: HotEventSource[] = [];
  for (const line of lines) {
    const plain = line.trim();
    const row = ROW.exec(line.slice(0, 5000).trimEnd());
    total ??= TOTAL.exec(plain);
    if (FENCE.test(plain) || /^count\s+/i.test(plain)) isTable = true;
    else if (row !== null && isTable) sources.push(rowOf(row));
    else if (!TOTAL.test(plain)) throw unreadable(KIND, `the line ${quote(line)} is no part of the table`);
  }
  if (!isTable) throw unreadable(KIND, "its heading is not there");
  return {
    totalEvents: total === null ? null : Number(total[1]),
    durationMs: total === null ? null : Math.round(Number(total[2]) * 1000),
    sources,
  };
}

function rowOf([, count, signingId, teamId, path = ""]: RegExpExecArray): HotEventSource {
  return { count: Number(count), path, signingId: signingId ?? null, teamId: teamId ?? null };
}

function ofJson(text: AgentLines): HotEventSources {
  const document = parseAgentJson(text, KIND);
  const list = isRecord(document) ? document.eventSource ?? document.eventDetail : null;
  if (!isRecord(document) || !Array.isArray(list)) {
    throw unreadable(KIND, 'the JSON has neither "eventSource" nor "eventDetail"');
  }
  return {
    totalEvents: toCount(document.totalEvent),
    durationMs: durationOf(document),
    sources: list.map((entry, index) => sourceOf(entry, index + 1)),
  };
}

function durationOf({ startTime, endTime }: JsonRecord): number | null {
  const [start, end] = [parseEpoch(startTime), parseEpoch(endTime)];
  return start === null || end === null ? null : Date.parse(end) - Date.parse(start);
}

function sourceOf(entry: unknown, number: number): HotEventSource {
  const source = isRecord(entry) ? entry : {};
  const { path } = source;
  const [auth, notify] = [toCount(source.authCount), toCount(source.notifyCount)];
  const count = toCount(source.count) ??
    (auth === null && notify === null ? null : (auth ?? 0) + (notify ?? 0));
  if (count === null || typeof path !== "string") {
    throw unreadable(KIND, `source ${number} has no count or no path`);
  }
  return { count, path, signingId: wordOf(source.csId), teamId: wordOf(source.teamId) };
}

function wordOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

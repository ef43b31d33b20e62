// The JSON form of `mdatp threat list`. No raw sample is public; the shape is the one that programs written
// against it read: threats.scans[].threats[] with `threat` and a `history` of statuses by time.
import type { Detection } from "../model/detection.ts";
import { isRecord, type JsonRecord, parseAgentJson } from "./agent_json.ts";
import { type AgentAnswerKind, type AgentLines, unreadable } from "./agent_text.ts";
import { parsePrintedTime } from "./agent_time.ts";

interface HistoryEntry {
  readonly key: string;
  readonly value: string;
}

/**
 * Parses the JSON form. The status is the one with the largest time; `detectedAt` is the smallest time of the
 * history, as ISO 8601 with `Z` where the agent gives an epoch time, else as it stands: what was done to an entry later
 * is no detection.
 *
 * An entry that several scans list is given once.
 *
 * @throws HarnessError the code of `kind` when it is damaged, cut, or of another shape.
 */
export function parseDetectionsJson(text: AgentLines, kind: AgentAnswerKind): readonly Detection[] {
  const document = parseAgentJson(text, kind);
  const threats = isRecord(document) ? document.threats : undefined;
  const scans = isRecord(threats) ? threats.scans : undefined;
  if (!Array.isArray(scans)) throw unreadable(kind, 'the JSON has no "threats.scans"');
  const detections: Detection[] = [];
  const seen = new Set<string>();
  for (const scan of scans) {
    const entries = isRecord(scan) ? scan.threats : undefined;
    if (!Array.isArray(entries)) throw unreadable(kind, 'a scan in the JSON has no list "threats"');
    for (const entry of entries) {
      const detection = detectionOf(entry, kind);
      const identity = JSON.stringify(detection);
      if (detection.id !== null && seen.has(identity)) continue;
      seen.add(identity);
      detections.push(detection);
    }
  }
  return detections;
}

function detectionOf(entry: unknown, kind: AgentAnswerKind): Detection {
  const threat = isRecord(entry) ? entry.threat : undefined;
  if (!isRecord(entry) || !isRecord(threat)) throw unreadable(kind, 'an entry in the JSON has no "threat"');
  const name = stringOf(threat, "name");
  if (name === null) throw unreadable(kind, 'an entry in the JSON has no "name"');
  const history = historyOf(entry.history, kind);
  const sorted = history.toSorted((a, b) => compareKeys(a.key, b.key));
  const [detected] = sorted;
  return {
    id: stringOf(threat, "tracking_id") ?? stringOf(threat, "trackingId") ?? stringOf(threat, "id"),
    name: name.replace(/:\s+/g, ":"),
    type: stringOf(threat, "type"),
    status: sorted.at(-1)?.value ?? null,
    detectedAt: detected === undefined ? null : timeOf(detected.key),
  };
}

function historyOf(history: unknown, kind: AgentAnswerKind): readonly HistoryEntry[] {
  if (!Array.isArray(history)) throw unreadable(kind, 'an entry in the JSON has no list "history"');
  return history.map((item) => {
    const key = isRecord(item) ? item.key : undefined;
    const value = isRecord(item) ? item.value : undefined;
    if ((typeof key !== "string" && typeof key !== "number") || typeof value !== "string") {
      throw unreadable(kind, 'an entry of "history" in the JSON has no "key" and "value"');
    }
    return { key: String(key), value };
  });
}

function timeOf(key: string): string {
  return parsePrintedTime(key) ?? key;
}

/** By the moment, where both tell one: seconds and milliseconds may stand beside each other. Else by number, or text. */
function compareKeys(a: string, b: string): number {
  const [atA, atB] = [parsePrintedTime(a), parsePrintedTime(b)];
  // A local time and one with a zone cannot be compared.
  if (atA !== null && atB !== null && atA.endsWith("Z") === atB.endsWith("Z")) {
    return atA < atB ? -1 : atA > atB ? 1 : 0;
  }
  if (/^\d+$/.test(a) && /^\d+$/.test(b)) {
    return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

function stringOf(record: JsonRecord, key: string): string | null {
  const value = record[key];
  return typeof value === "string" && value !== "" ? value : null;
}

// The lines of a journal, read as what they are: what this version does not know is refused, never passed over.
import type { JournalEntry, JournalIntent } from "../../ports/state_store.ts";
import { parseBoundedJson } from "../../model/text/parse_bounded_json.ts";

/** Of the lines. A later one may mean something else by the same words. */
export const JOURNAL_VERSION = 1;

/** One line: an intent is noted, or was undone. Lines of before the versions had numbers are of version 1. */
export type JournalLine =
  & { readonly version?: number }
  & ({ readonly kind: "open"; readonly entry: JournalEntry } | {
    readonly kind: "close";
    readonly id: number;
  });

/** What a journal says. */
export interface JournalContent {
  readonly lines: readonly JournalLine[];
  /** The last line was cut short: an intent that was never acted on, or a change that is undone twice. */
  readonly isTorn: boolean;
}

/** @throws Error that says which line is none of ours, and why. */
export function parseJournal(text: string): JournalContent {
  const end = text.lastIndexOf("\n") + 1;
  const lines = text.slice(0, end).split("\n").slice(0, -1).map((line, index) => {
    const why = faultOf(line);
    if (typeof why === "string") throw new Error(`line ${index + 1} ${why}`);
    return why.line;
  });
  const numbers = new Set<number>();
  for (const line of lines) {
    if (line.kind === "close") {
      if (!numbers.has(line.id)) throw new Error(`it closes an entry ${line.id} that it does not hold`);
    } else if (numbers.has(line.entry.id)) throw new Error(`it holds two entries ${line.entry.id}`);
    else numbers.add(line.entry.id);
  }
  return { lines, isTorn: end < text.length };
}

/** Entries that were never closed, oldest first. */
export function openEntries(lines: readonly JournalLine[]): readonly JournalEntry[] {
  const open = new Map<number, JournalEntry>();
  for (const line of lines) {
    if (line.kind === "open") open.set(line.entry.id, line.entry);
    else open.delete(line.id);
  }
  return [...open.values()];
}

const SETTINGS: readonly unknown[] = [
  "behavior-monitoring",
  "real-time-protection-statistics",
  "behavior-monitoring-statistics",
];

function faultOf(text: string): { readonly line: JournalLine } | string {
  let line: unknown;
  try {
    line = parseBoundedJson(text);
  } catch {
    return `is no JSON: ${text.slice(0, 60)}`;
  }
  if (!isObject(line)) return `is no entry: ${text.slice(0, 60)}`;
  const { version = JOURNAL_VERSION, kind, id, entry } = line;
  if (version !== JOURNAL_VERSION) {
    return `is of version ${String(version)}, which this version does not know`;
  }
  if (kind === "close" && isNumber(id)) return { line: { kind, id } };
  if (kind !== "open" || !isObject(entry)) {
    return `is of a kind that this version does not know: ${String(kind)}`;
  }
  return isEntry(entry)
    ? { line: { kind, entry } }
    : `holds an intent that this version does not know: ${text.slice(0, 200)}`;
}

function isEntry(entry: object): entry is JournalEntry {
  const { id, runId, agentPath, platform, simulatedProfile, at, kept, intent }: Partial<JournalEntry> = entry;
  return isNumber(id) && typeof runId === "string" && typeof at === "string" && typeof kept === "boolean" &&
    typeof agentPath === "string" && agentPath.startsWith("/") &&
    ["darwin", "linux"].includes(platform ?? "") &&
    (simulatedProfile === null || typeof simulatedProfile === "string") && isObject(intent) &&
    isIntent(intent);
}

function isIntent(intent: object): intent is JournalIntent {
  const { kind, path, setting, from, to } = intent as Readonly<Record<string, unknown>>;
  if (kind === "file") return typeof path === "string" && path.startsWith("/");
  return kind === "setting" && SETTINGS.includes(setting) && isOnOff(from) && isOnOff(to);
}

function isOnOff(value: unknown): boolean {
  return value === "enabled" || value === "disabled";
}

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// The fast way through a long list: entries exactly as current agents print them, five lines each. It only skips
// work; the first entry that looks different, and all behind it, is left to the careful reader.
import type { Detection } from "../model/detection.ts";
import { parseCtime } from "./agent_time.ts";

const SEPARATOR = "---\n";

/** What was read, and where the careful reader goes on. */
export interface PlainEntries {
  readonly detections: Detection[];
  /** Begin of the first entry that was not read; when any were read, a separator stands in front of it. */
  readonly end: number;
}

/** Reads entries from the beginning of a decoded list, as long as they are plain and another one is announced. */
export function readPlainEntries(text: string): PlainEntries {
  const detections: Detection[] = [];
  let at = 0;
  for (;;) {
    const end = readEntry(text, at, detections);
    if (end < 0) return { detections, end: at };
    if (!text.startsWith(SEPARATOR, end)) {
      // The last entry, or one with more fields: what follows decides.
      detections.pop();
      return { detections, end: at };
    }
    at = end + SEPARATOR.length;
  }
}

const PREFIXES = {
  id: 'Id: "',
  name: "Name: ",
  type: 'Type: "',
  time: "Detection time: ",
  status: 'Status: "',
};

/** Adds the entry at `from` and returns its end; -1 when it is not plain. */
function readEntry(text: string, from: number, into: Detection[]): number {
  const idEnd = endOfLine(text, from, PREFIXES.id);
  const nameEnd = endOfLine(text, idEnd + 1, PREFIXES.name);
  const typeEnd = endOfLine(text, nameEnd + 1, PREFIXES.type);
  const timeEnd = endOfLine(text, typeEnd + 1, PREFIXES.time);
  const statusEnd = endOfLine(text, timeEnd + 1, PREFIXES.status);
  if (idEnd < 0 || nameEnd < 0 || typeEnd < 0 || timeEnd < 0 || statusEnd < 0) return -1;
  const earlier = into.at(-1);
  const id = quoted(text, from + PREFIXES.id.length, idEnd, null);
  const name = pick(text, idEnd + 1 + PREFIXES.name.length, nameEnd, earlier?.name);
  const type = quoted(text, nameEnd + 1 + PREFIXES.type.length, typeEnd, earlier?.type);
  const status = quoted(text, timeEnd + 1 + PREFIXES.status.length, statusEnd, earlier?.status);
  const detectedAt = parseCtime(text.slice(typeEnd + 1 + PREFIXES.time.length, timeEnd));
  if (id === null || type === null || status === null || detectedAt === null) return -1;
  if (name !== earlier?.name && (/[\s"]/.test(name) || name === "")) return -1;
  into.push({ id, name, type, status, detectedAt });
  return statusEnd + 1;
}

/** End of the line that begins at `from` with the prefix; -1 when it does not, or has no end. */
function endOfLine(text: string, from: number, prefix: string): number {
  return from >= 0 && text.startsWith(prefix, from) ? text.indexOf("\n", from + prefix.length) : -1;
}

/** The value up to the quote at the end of its line; null when there is none. */
function quoted(
  text: string,
  from: number,
  lineEnd: number,
  earlier: string | null | undefined,
): string | null {
  const end = lineEnd - 1;
  return end > from && text[end] === '"' ? pick(text, from, end, earlier) : null;
}

/** A piece of the text; the string of the entry before is used again when it is the same, as it mostly is. */
function pick(text: string, from: number, end: number, earlier: string | null | undefined): string {
  return earlier?.length === end - from && text.startsWith(earlier, from) ? earlier : text.slice(from, end);
}

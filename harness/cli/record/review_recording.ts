// What a recording holds, for the person who is to pass it on: file by file, or line by line.
import { printable } from "../../model/text/printable.ts";

/** One file of a recording; all of them are small. */
export interface RecordedFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/** Words that stand for what was replaced. */
const REPLACED =
  /\b(?:org|machine|host|user|path)-[0-9a-f]{8}\b|\b0{8}-0{4}-0{4}-0{4}-[0-9a-f]{12}\b|\b\w+-hidden\b/g;
const MOST_LINES = 40;
/** Characters of a line that are shown before and behind what was replaced. */
const AROUND = 50;

/** All of it, as it would be written. */
export function everyLine(files: readonly RecordedFile[]): string {
  return files.map(({ path, content }) => `── ${path}\n${printable(textOf(content))}\n`).join("");
}

/** Each file with its size, and each place in which something was replaced. */
export function reviewOf(files: readonly RecordedFile[]): string {
  const lines = new Set(
    files.filter(({ path }) => path.startsWith("evidence/") && path.endsWith(".txt"))
      .flatMap(({ content }) => textOf(content).split("\n"))
      .flatMap((line) => [...line.matchAll(REPLACED)].map((found) => printable(around(line, found)))),
  );
  const shown = [...lines].slice(0, MOST_LINES);
  const more = lines.size - shown.length;
  return [
    `${files.length} files, ${files.reduce((sum, { content }) => sum + content.byteLength, 0)} bytes:`,
    ...files.map(({ path, content }) => `  ${String(content.byteLength).padStart(8)}  ${path}`),
    "",
    lines.size === 0
      ? "Nothing had to be replaced in the answers."
      : "Replaced in the answers, as it would be written:",
    ...shown.map((line) => `  ${line}`),
    ...(more > 0 ? [`  … and ${more} more lines`] : []),
    "",
    "",
  ].join("\n");
}

/** A line of JSON may hold a whole answer. */
function around(line: string, { index, 0: found }: RegExpExecArray): string {
  const from = Math.max(0, index - AROUND);
  const end = index + found.length + AROUND;
  return `${from > 0 ? "…" : ""}${line.slice(from, end)}${end < line.length ? "…" : ""}`.trim();
}

function textOf(content: Uint8Array): string {
  return new TextDecoder().decode(content);
}

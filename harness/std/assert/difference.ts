// Says where two values differ, line by line, with a little context. Made of text, so it never decides equality.

import { diff } from "node:util";
import { show } from "./show.ts";

const CONTEXT_LINES = 3;
/** Above this the exact comparison of lines costs more than it tells. */
const MAX_LINES = 3000;

/** Lines with `-` are in `actual` only, lines with `+` in `expected` only. */
export function difference(actual: unknown, expected: unknown): string {
  const actualLines = linesOf(actual);
  const expectedLines = linesOf(expected);
  const body = actualLines.length + expectedLines.length > MAX_LINES
    ? firstDifference(actualLines, expectedLines)
    : marked(actualLines, expectedLines);
  return `    [Diff] - actual / + expected\n\n${body.join("\n")}\n`;
}

function linesOf(value: unknown): string[] {
  // A text of several lines is compared as such, not as one quoted line.
  const text = typeof value === "string" && value.includes("\n") ? value : show(value);
  return text.split("\n");
}

function firstDifference(actual: readonly string[], expected: readonly string[]): string[] {
  const limit = Math.max(actual.length, expected.length);
  let at = 0;
  while (at < limit && actual[at] === expected[at]) at++;
  const from = Math.max(0, at - CONTEXT_LINES);
  return [
    `    first difference in line ${at + 1}`,
    ...actual.slice(from, at).map((line) => `    ${line}`),
    ...actual.slice(at, at + CONTEXT_LINES).map((line) => `-   ${line}`),
    ...expected.slice(at, at + CONTEXT_LINES).map((line) => `+   ${line}`),
  ];
}

function marked(actual: string[], expected: string[]): string[] {
  // `diff` tells how to get from its second argument to its first: 1 is in the first only, -1 in the second only.
  const entries = diff(actual, expected);
  const changed = entries.map(([operation]) => operation !== 0);
  const lines: string[] = [];
  let omitted = 0;
  entries.forEach(([operation, line], at) => {
    if (!changed.slice(Math.max(0, at - CONTEXT_LINES), at + CONTEXT_LINES + 1).includes(true)) {
      omitted++;
      return;
    }
    if (omitted > 0) lines.push(`    ... ${omitted} equal line(s)`);
    omitted = 0;
    lines.push(`${operation === 0 ? " " : operation === 1 ? "-" : "+"}   ${line}`);
  });
  if (omitted > 0) lines.push(`    ... ${omitted} equal line(s)`);
  return lines;
}

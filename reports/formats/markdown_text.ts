// Text from a device inside GitHub's Markdown: shown as it is, never as markup.
import { printableLine } from "../../harness/model/text/printable.ts";

/** Longest piece of text in a Markdown report. */
const LONGEST = 600;

/**
 * One line of text in which nothing is markup: no emphasis, link, HTML, table cell border or mention. Signs of HTML
 * become entities since a backslash does not stop every renderer.
 */
export function escapeMarkdown(text: string): string {
  return printableLine(text, LONGEST)
    .replace(/[\\`*_[\]#~|]/g, (sign) => `\\${sign}`)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("@", "&#64;")
    // What looks like an address would become a link by itself.
    .replaceAll("://", "&#58;//")
    .replaceAll(/www\./gi, (www) => `${www.slice(0, 3)}&#46;`)
    // At the beginning of a line these open lists and rules.
    .replace(/^(\s*)([-+=])/, "$1\\$2")
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, "$1\\$2");
}

/** A code span: the text as it is, in a fence longer than any run of backticks in it. For names and commands. */
export function codeSpan(text: string): string {
  // A pipe ends a table cell even inside a code span, unless it is escaped.
  const line = printableLine(text, LONGEST).replaceAll("|", "\\|");
  const longestRun = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longestRun + 1);
  const pad = line === "" || line.startsWith("`") || line.endsWith("`") || line.startsWith(" ") ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A table; cells are Markdown already. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}

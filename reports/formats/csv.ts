// Comma-separated values (RFC 4180) that a spreadsheet opens without running anything.
import { printableLine } from "../../harness/model/text/printable.ts";

/** A cell: text from anywhere, a number of ours, or nothing. */
export type CsvCell = string | number | boolean | null;

/** Longest text in a cell; spreadsheets stop at 32,767 characters. */
const LONGEST_CELL = 8000;

/** One line with its line ending. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** A whole file: the names of the columns, then the rows. */
export function csvText(columns: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return csvLine(columns) + rows.map(csvLine).join("");
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return "";
  // Numbers are ours and stay numbers, negative ones too.
  if (typeof cell !== "string") return String(cell);
  const text = neutralise(printableLine(cell, LONGEST_CELL));
  return /[",\n\r;\t]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A spreadsheet takes text that begins with one of these signs for a formula, blanks in front of it or not; an
 * apostrophe makes it text. Full-width forms count as well.
 */
function neutralise(text: string): string {
  return /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20|%]/.test(text) ? `'${text}` : text;
}

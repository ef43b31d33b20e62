// A screen of a terminal as a picture, for papers that show text in a frame.
import { escapeMarkup } from "../model/text/xml.ts";

const CELL = { width: 8, height: 17 } as const;
const EDGE = 10;

/** Size of the window in cells. */
export interface Window {
  readonly columns: number;
  readonly rows: number;
}

/** The text of a screen as an SVG image; whoever cannot see it gets its text. */
export function screenPicture(screen: string, { columns, rows }: Window): string {
  const lines = screen.split("\n").slice(-rows);
  const width = columns * CELL.width + 2 * EDGE;
  const height = lines.length * CELL.height + 2 * EDGE;
  const rowsOfText = lines.map((line, index) =>
    `<text x="${EDGE}" y="${EDGE + (index + 0.78) * CELL.height}" xml:space="preserve">${
      escapeMarkup(line)
    }</text>`
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`,
    '  role="img" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="13.3" fill="#d6dde6">',
    `<rect width="${width}" height="${height}" rx="6" fill="#151b23"/>`,
    ...rowsOfText,
    "</svg>",
    "",
  ].join("\n");
}

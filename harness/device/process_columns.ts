// Which columns a line of `ps` has.

/** A column that is understood; `skip` is one that is passed over. `comm` is the program alone. */
export type ProcessColumn = "pid" | "time" | "rss" | "comm" | "command" | "skip";

/** Columns of a list, from its heading or from its first line. */
interface RecognisedColumns {
  readonly isHeading: boolean;
  readonly columns: readonly ProcessColumn[];
}

const HEADINGS: ReadonlyMap<string, ProcessColumn> = new Map([
  ["PID", "pid"],
  ["TIME", "time"],
  ["TIME+", "time"],
  ["CPUTIME", "time"],
  // German and French, as procps translates them
  ["ZEIT+", "time"],
  ["BEFEHL", "command"],
  ["TEMPS+", "time"],
  ["COM.", "command"],
  ["RSS", "rss"],
  ["RSZ", "rss"],
  ["RES", "rss"],
  ["COMM", "comm"],
  ["UCOMM", "comm"],
  ["COMMAND", "command"],
  ["CMD", "command"],
  ["ARGS", "command"],
]);

const TIME = String.raw`(?:\d{1,4}-)?\d{1,6}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?`;
const PROGRAM = String.raw`[/[(<a-zA-Z_.-]`;
/** Lines of lists without a heading: `ps -ef`, `ps aux`, our own listing, `pid time rss comm`, `pid rss comm`. */
const SHAPES: readonly { readonly line: RegExp; readonly columns: readonly ProcessColumn[] }[] = [
  {
    line: new RegExp(
      String.raw`^\s{0,20}[\w.+-]{1,40}\s+\d{1,10}\s+\d{1,10}\s+\d{1,3}\s+\S{1,12}\s+\S{1,16}\s+${TIME}\s+\S`,
    ),
    columns: ["skip", "pid", "skip", "skip", "skip", "skip", "time", "command"],
  },
  {
    line: new RegExp(
      String
        .raw`^\s{0,20}[\w.+-]{1,40}\s+\d{1,10}\s+[\d.,]{1,7}\s+[\d.,]{1,7}\s+\d{1,14}\s+\d{1,12}\s+\S{1,16}\s+\S{1,10}\s+\S{1,12}\s+${TIME}\s+\S`,
    ),
    columns: ["skip", "pid", "skip", "skip", "skip", "rss", "skip", "skip", "skip", "time", "command"],
  },
  {
    line: new RegExp(
      String
        .raw`^\s{0,20}\d{1,10}\s+[A-Z][a-z]{2}\s+[A-Z][a-z]{2}\s+\d{1,2}\s+[\d:]{8}\s+\d{4}\s+${TIME}\s+\d{1,12}\s+\S`,
    ),
    columns: ["pid", "skip", "skip", "skip", "skip", "skip", "time", "rss", "command"],
  },
  {
    line: new RegExp(String.raw`^\s{0,20}\d{1,10}\s+${TIME}\s+\d{1,12}\s+${PROGRAM}`),
    columns: ["pid", "time", "rss", "comm"],
  },
  {
    line: new RegExp(String.raw`^\s{0,20}\d{1,10}\s+\d{1,12}\s+${PROGRAM}`),
    columns: ["pid", "rss", "comm"],
  },
];

/** The columns that a line names or has; null when it is neither a heading nor a line of a known form. */
export function recogniseColumns(line: string): RecognisedColumns | null {
  // Headings and the columns before the program are short; a long line costs no more.
  const head = line.slice(0, 400);
  const words = head.trim().split(/\s+/);
  const columns = words.map((word) => HEADINGS.get(word) ?? "skip");
  const last = columns.at(-1);
  if (columns.includes("pid") && (last === "comm" || last === "command") && words.length <= 30) {
    return { isHeading: true, columns };
  }
  const shape = SHAPES.find((candidate) => candidate.line.test(head));
  return shape === undefined ? null : { isHeading: false, columns: shape.columns };
}

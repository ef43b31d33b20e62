// Process lists as `ps` prints them on macOS and Linux, with or without a heading, into process samples. Names are
// exact: all three daemons of the agent begin with the same letters.
import { parseCpuTime } from "../model/parse_cpu_time.ts";
import type { ProcessSample } from "../model/process_sample.ts";
import { type AgentAnswerKind, quote, readAgentLines, unreadable } from "./agent_text.ts";
import { type ProcessColumn, recogniseColumns } from "./process_columns.ts";

const KIND: AgentAnswerKind = {
  code: "agent/process-list-unreadable",
  what: "the process list",
  command: "ps -Ao pid,time,rss,comm",
};

/** A process sample with what else the list tells. */
export interface ListedProcess extends ProcessSample {
  /** Null where the list shows only the program (`comm`). */
  readonly arguments: string | null;
  /** Which of the agent's daemons it is; null for all other processes, and where arguments decide and are missing. */
  readonly role: "core" | "edr" | "engine" | null;
}

/**
 * Parses a process list: the columns are those of its heading, or are told by the first line
 * (`ps -ef`, `ps aux`, `pid time rss comm`, `pid rss comm`).
 *
 * @throws HarnessError `agent/process-list-unreadable` when a line does not have the columns, or there is none.
 */
export function parseProcessList(input: string | Uint8Array): readonly ListedProcess[] {
  const { lines, elided } = readAgentLines(input, KIND);
  if (elided) throw unreadable(KIND, 'a line "..." stands for lines that were left out');
  const heading = lines.findLastIndex((line) => recogniseColumns(line)?.isHeading === true);
  // `top` prints one list after the other, each with its heading: the last one counts.
  const first = heading >= 0 ? heading : lines.findIndex((line) => recogniseColumns(line) !== null);
  const columns = recogniseColumns(lines[first] ?? "");
  if (columns === null) throw unreadable(KIND, "it has neither a heading nor the columns of a known form");
  if (!columns.columns.includes("time") && !columns.columns.includes("rss")) {
    throw unreadable(KIND, "it has neither CPU time nor memory");
  }
  const processes = lines.slice(columns.isHeading ? first + 1 : first).map((line) =>
    processOf(line, columns.columns)
  );
  if (processes.length === 0) throw unreadable(KIND, "no process is in it");
  return processes;
}

function processOf(line: string, columns: readonly ProcessColumn[]): ListedProcess {
  const values = splitColumns(line, columns.length);
  const valueOf = (column: ProcessColumn): string | undefined => values[columns.indexOf(column)];
  const command = valueOf("comm") ?? valueOf("command") ?? "";
  const pid = Number(valueOf("pid"));
  const time = valueOf("time");
  const rss = valueOf("rss");
  const cpuTimeMs = time === undefined ? null : parseCpuTime(time);
  const rssBytes = rss === undefined ? null : bytesOf(rss);
  const isWrong = command === "" || !Number.isSafeInteger(pid) || pid < 0 ||
    (time !== undefined && cpuTimeMs === null) || (rss !== undefined && rssBytes === null);
  if (isWrong) throw unreadable(KIND, `the line ${quote(line)} does not have its columns, or was cut`);
  const { path, rest } = valueOf("comm") === undefined ? splitCommand(command) : splitProgram(command);
  const name = path.startsWith("[") ? path : path.slice(path.lastIndexOf("/") + 1);
  return {
    pid,
    name,
    path,
    cpuTimeMs,
    rssBytes,
    arguments: rest,
    role: roleOf(name, rest),
  };
}

const UNITS = ["k", "m", "g", "t", "p"];

/** KiB, or with the unit that `top` writes behind large values: `1.2g`. Null for anything else. */
function bytesOf(text: string): number | null {
  const [, digits, unit = "k"] = /^(\d{1,12}(?:[.,]\d{1,3})?)([kmgtp])?$/i.exec(text) ?? [];
  if (digits === undefined) return null;
  return Math.round(Number(digits.replace(",", ".")) * 1024 ** (UNITS.indexOf(unit.toLowerCase()) + 1));
}

/** Splits at blanks; the last column takes the rest of the line, with its blanks. */
function splitColumns(line: string, count: number): readonly string[] {
  const values: string[] = [];
  let at = 0;
  while (values.length < count - 1) {
    while (isBlank(line, at)) at++;
    const from = at;
    while (at < line.length && !isBlank(line, at)) at++;
    values.push(line.slice(from, at));
  }
  values.push(line.slice(at).trim());
  return values;
}

function isBlank(line: string, at: number): boolean {
  return line[at] === " " || line[at] === "\t";
}

interface SplitCommand {
  readonly path: string;
  readonly rest: string | null;
}

/** A program alone, with its blanks; but the Linux daemon with its role is no program of that name. */
function splitProgram(program: string): SplitCommand {
  const withRole = /\/wdavdaemon (?:edr|unprivileged)(?: |$)/.exec(program);
  return withRole === null ? { path: program, rest: null } : splitCommand(program);
}

/** Program and arguments. On macOS the program may stand in an app whose name has a blank. */
function splitCommand(command: string): SplitCommand {
  if (command.startsWith("[")) return { path: command, rest: null };
  const from = programStart(command);
  const blank = command.indexOf(" ", from);
  // Linux heads the bare name of a program COMMAND as well; then nothing is known of its arguments.
  if (blank < 0) return { path: command, rest: command.includes("/") ? "" : null };
  return { path: command.slice(0, blank), rest: command.slice(blank + 1).trim() };
}

/** Where the search for the blank behind the program begins: at 0, or in its bundle behind the name with blanks. */
function programStart(command: string): number {
  if (!command.startsWith("/")) return 0;
  // What begins behind a blank with a slash or a dash is an argument, and may name a bundle itself.
  const argument = command.search(/ [/-]/);
  const head = argument < 0 ? command : command.slice(0, argument);
  const inBundle = head.lastIndexOf("/Contents/MacOS/");
  if (inBundle < 0) return 0;
  const from = inBundle + "/Contents/MacOS/".length;
  const bundle = head.slice(head.lastIndexOf("/", inBundle - 1) + 1, inBundle);
  // The program of a bundle has the bundle's name, blanks included.
  const name = bundle.slice(0, Math.max(0, bundle.lastIndexOf(".")));
  const isNamed = name !== "" && command.startsWith(name, from) &&
    [undefined, " "].includes(command[from + name.length]);
  return isNamed ? from + name.length : from;
}

/** On macOS each daemon has a name of its own, on Linux they differ in the first argument. */
function roleOf(name: string, rest: string | null): ListedProcess["role"] {
  if (name === "wdavdaemon_enterprise") return "edr";
  if (name === "wdavdaemon_unprivileged") return "engine";
  if (name !== "wdavdaemon" || rest === null) return null;
  const [word = ""] = rest.split(" ", 1);
  if (word === "edr") return "edr";
  return word === "unprivileged" ? "engine" : "core";
}

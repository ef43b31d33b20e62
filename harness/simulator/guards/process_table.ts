// The process table as text in, rows out. Taking it is left to find_writers.ts.

/** Arguments for `ps`, the same on Linux and macOS: every process, no cut lines, no headings. */
export const PROCESS_TABLE_ARGUMENTS = ["-axww", "-o", "pid=,ppid=,args="] as const;

/** One process. */
export interface ProcessRow {
  readonly pid: number;
  readonly parentPid: number;
  /** Program and arguments, joined by blanks as `ps` does. */
  readonly args: string;
}

/** Reads the rows; a line that is none is passed over. */
export function parseProcessTable(text: string): readonly ProcessRow[] {
  const rows: ProcessRow[] = [];
  for (const line of text.split("\n")) {
    const match = /^\s*(\d+)\s+(\d+)\s(.*)$/.exec(line);
    if (match === null) continue;
    rows.push({ pid: Number(match[1]), parentPid: Number(match[2]), args: (match[3] ?? "").trim() });
  }
  return rows;
}

/**
 * The rows without copies of their own parent: between fork and exec a shell's child (`sleep` about to start) still
 * shows the shell's arguments, and would count as a second writer.
 */
export function withoutForks(rows: readonly ProcessRow[]): readonly ProcessRow[] {
  const argsOf = new Map(rows.map(({ pid, args }) => [pid, args]));
  return rows.filter(({ parentPid, args }) => argsOf.get(parentPid) !== args);
}

/** What tells a process from a later one with the same number. */
export function processKey({ pid, args }: ProcessRow): string {
  return `${pid} ${args}`;
}

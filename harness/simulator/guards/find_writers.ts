// Finds the shells that are alive and write files below the device, by the process table and the scripts they run. There
// are no kernel events behind it, so a writer that ended before the table was taken is not found.
import type { Writer } from "./follow_writes.ts";
import {
  parseProcessTable,
  PROCESS_TABLE_ARGUMENTS,
  processKey,
  type ProcessRow,
  withoutForks,
} from "./process_table.ts";
import { scriptSource, writtenPaths } from "./shell_script.ts";

/** Programs that finding and killing needs, for `--allow-run`. */
export const WRITER_TOOLS = {
  ps: "/bin/ps",
  kill: "/bin/kill",
  workingFolder: Deno.build.os === "darwin" ? "/usr/sbin/lsof" : "/bin/readlink",
} as const;

const LARGEST_SCRIPT_BYTES = 64 * 1024;

/** Looks for writers below one folder; what a process writes is read once in its life. */
export class WriterFinder {
  readonly #folder: string;
  #targets: ReadonlyMap<string, readonly string[]> = new Map();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** All writers alive now. */
  async find(): Promise<readonly Writer[]> {
    const targets = new Map<string, readonly string[]>();
    const writers: Writer[] = [];
    for (const row of await takeProcessTable()) {
      const key = processKey(row);
      const known = this.#targets.get(key) ?? await this.#readTargets(row);
      if (known === null) continue;
      targets.set(key, known);
      if (known.length > 0) writers.push({ pid: row.pid, key, targets: known });
    }
    this.#targets = targets;
    return writers;
  }

  async #readTargets(row: ProcessRow): Promise<readonly string[] | null> {
    const source = scriptSource(row.args);
    if (source === null) return null;
    const script = source.kind === "text" ? source.text : await readFirst(row.pid, source.paths);
    if (script === null) return null;
    return writtenPaths(script).filter((path) => path.startsWith(`${this.#folder}/`));
  }
}

/** The process table now. */
export async function takeProcessTable(): Promise<readonly ProcessRow[]> {
  return withoutForks(parseProcessTable(await output(WRITER_TOOLS.ps, PROCESS_TABLE_ARGUMENTS)));
}

/** Kills exactly the writer that was found: a later process with its number is left alone. */
export async function killWriter({ pid, key }: Writer, signal: "KILL" | "TERM" | "STOP"): Promise<void> {
  const args = await output(WRITER_TOOLS.ps, ["-ww", "-p", String(pid), "-o", "args="]);
  if (processKey({ pid, parentPid: 0, args: args.trim() }) !== key) return;
  await output(WRITER_TOOLS.kill, [`-${signal}`, String(pid)]);
}

async function readFirst(pid: number, paths: readonly string[]): Promise<string | null> {
  let folder: string | null = null;
  for (const path of paths) {
    if (!path.startsWith("/")) folder ??= await workingFolderOf(pid);
    const script = await readScript(path.startsWith("/") ? path : `${folder}/${path}`);
    if (script !== null) return script;
  }
  return null;
}

async function readScript(path: string): Promise<string | null> {
  try {
    const { isFile, size } = await Deno.stat(path);
    return isFile && size <= LARGEST_SCRIPT_BYTES ? await Deno.readTextFile(path) : null;
  } catch {
    // Not there, or not ours to read: then it is not known what the process writes.
    return null;
  }
}

async function workingFolderOf(pid: number): Promise<string> {
  if (Deno.build.os !== "darwin") {
    return (await output(WRITER_TOOLS.workingFolder, [`/proc/${pid}/cwd`])).trimEnd();
  }
  const fields = await output(WRITER_TOOLS.workingFolder, ["-a", "-p", String(pid), "-d", "cwd", "-Fn"]);
  return /^n(.*)$/m.exec(fields)?.[1] ?? "";
}

async function output(program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await new Deno.Command(program, {
    args: [...args],
    stdin: "null",
    stderr: "null",
  }).output();
  return new TextDecoder().decode(stdout);
}

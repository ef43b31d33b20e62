// The counters of real-time protection: how many changed files were looked at on whose behalf, for as long as the
// statistics are on. Without kernel events the culprit is a guess: the youngest process that names a watched folder.
import { loadCounters, writeJson } from "../device/device_files.ts";
import type { DeviceLayout, ScanCounter } from "../device/device_state.ts";
import { takeProcessTable } from "./find_writers.ts";
import type { ProcessRow } from "./process_table.ts";

/** Whom unexplained changes are counted for. */
const NOBODY: ProcessRow = { pid: 1, parentPid: 0, args: "/sbin/launchd" };

/** Counts and writes. */
export class ScanCounters {
  readonly #layout: DeviceLayout;
  #files = 0;

  constructor(layout: DeviceLayout) {
    this.#layout = layout;
  }

  /** One more file was looked at. */
  count(): void {
    this.#files++;
  }

  /** Forgets what was counted since the last write. */
  drop(): void {
    this.#files = 0;
  }

  /** Adds what was counted to the process that most likely caused it. `fileCostNs` is the scan time of one file. */
  async write(fileCostNs: number): Promise<void> {
    if (this.#files === 0) return;
    const files = this.#files;
    this.#files = 0;
    const table = await takeProcessTable();
    const alive = new Set(table.map(({ pid }) => pid));
    const counters = (await loadCounters(this.#layout))
      .map((counter) => ({ ...counter, active: alive.has(counter.pid) }));
    await writeJson(
      this.#layout.counters,
      addScans(counters, { row: likelyCulprit(table, this.#layout), files, fileCostNs }),
    );
  }
}

/** The youngest process that names a watched folder, the agent's own ones aside. */
export function likelyCulprit(
  table: readonly ProcessRow[],
  { root, triggerFolder, workFolder }: Pick<DeviceLayout, "root" | "triggerFolder" | "workFolder">,
): ProcessRow {
  return table.findLast(({ args }) =>
    (args.includes(workFolder) || args.includes(triggerFolder)) && !args.startsWith(`${root}/`)
  ) ?? NOBODY;
}

/** What is added to the counters. */
interface NewScans {
  readonly row: ProcessRow;
  readonly files: number;
  readonly fileCostNs: number;
}

/** The counters with these scans added. */
export function addScans(
  counters: readonly ScanCounter[],
  { row, files, fileCostNs }: NewScans,
): readonly ScanCounter[] {
  const known = counters.find(({ pid }) => pid === row.pid);
  const path = row.args.split(" ")[0] ?? "";
  const counter: ScanCounter = {
    pid: row.pid,
    name: path.slice(path.lastIndexOf("/") + 1),
    path: path.startsWith("/") ? path : null,
    filesScanned: (known?.filesScanned ?? 0) + files,
    scanTimeNs: (known?.scanTimeNs ?? 0) + files * fileCostNs,
    maxFileScanTimeNs: Math.max(known?.maxFileScanTimeNs ?? 0, fileCostNs),
    active: true,
  };
  return [...counters.filter(({ pid }) => pid !== row.pid), counter];
}

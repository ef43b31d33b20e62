// Writes the counters of real-time protection. The format of the behavior monitoring counters was never published: the
// same blocks stand in for it, and nobody may rely on them.
import type { ScanCounter } from "../device/device_state.ts";

const FENCE = "=".repeat(37);

/** One object, numbers as texts, times in nanoseconds. */
export function formatStatisticsJson(counters: readonly ScanCounter[]): string {
  return `${
    JSON.stringify({
      counters: counters.map((counter) => ({
        id: counter.pid,
        isActive: counter.active,
        maxFileScanTime: String(counter.maxFileScanTimeNs),
        name: counter.name,
        path: counter.path,
        resourceScanTime: "0",
        scannedFilePaths: null,
        totalEventsSent: "0",
        totalFilesScanned: String(counter.filesScanned),
        totalScanTime: String(counter.scanTimeNs),
      })),
    })
  }\n`;
}

/** Blocks of lines between fences. */
export function formatStatisticsText(counters: readonly ScanCounter[]): string {
  return counters.map((counter) =>
    [
      FENCE,
      `Process id: ${counter.pid}`,
      `Name: ${counter.name ?? ""}`,
      `Path: "${counter.path ?? ""}"`,
      `Total files scanned: ${counter.filesScanned}`,
      `Scan time (ns): "${counter.scanTimeNs}"`,
      `Status: ${counter.active ? "Active" : "Inactive"}`,
      "",
    ].join("\n")
  ).join("") + (counters.length === 0 ? "" : `${FENCE}\n`);
}

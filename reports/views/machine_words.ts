// The machine in words, alike in every format.
import type { BlockRecord } from "../../harness/model/record/measurement.ts";
import { formatNumber, formatQuantity } from "../../harness/model/text/format_quantity.ts";
import type { DeviceRecord } from "../../harness/model/record/run_record.ts";

/** `macOS 15.7.7 (24G720)`; null as a version where it is not known. */
export function systemInWords({ platform, osVersion, osBuild }: DeviceRecord): string {
  const system = platform === "darwin" ? "macOS" : "Linux";
  const version = osVersion === null ? "" : ` ${osVersion}`;
  return `${system}${version}${osBuild === null ? "" : ` (${osBuild})`}`;
}

/** `Mac15,6, Apple M3 Pro, 5 performance and 6 efficiency cores, 18 GB`; null where nothing is known. */
export function hardwareInWords(
  { hardwareModel, chip, cores, memoryBytes }: DeviceRecord,
): string | null {
  const known = [
    hardwareModel,
    chip,
    cores.length === 0 ? null : coresInWords({ cores }),
    memoryBytes === null ? null : `${Math.round(memoryBytes / 2 ** 30)} GB`,
  ].filter((fact) => fact !== null);
  return known.length === 0 ? null : known.join(", ");
}

/** `5 performance and 6 efficiency cores`, `8 cores` where they are alike. */
export function coresInWords({ cores }: Pick<DeviceRecord, "cores">): string {
  const kinds = cores.map(({ kind, count }) => kind === "alike" ? String(count) : `${count} ${kind}`);
  return `${kinds.join(" and ")} ${cores.length === 1 && cores[0]?.count === 1 ? "core" : "cores"}`;
}

/** `8.06 to 11.4 on 2 cores, as averages of a minute after each block`; null where it is not known. */
export function loadInWords(blocks: readonly BlockRecord[]): string | null {
  const loads = blocks.flatMap(({ machine: { load1 } }) => load1 === null ? [] : [load1]);
  if (loads.length === 0) return null;
  const cores = blocks.find(({ samples }) => samples.cores !== null)?.samples.cores ?? null;
  const where = cores === null ? "" : ` on ${cores} cores`;
  const ends = [...new Set([Math.min(...loads), Math.max(...loads)].map(formatNumber))].join(" to ");
  return `${ends}${where}, as averages of a minute after each block`;
}

/** What the machine was like around a block: `mains, normal, backup running, search index 1.20 s of CPU`. */
export function blockStateInWords(
  { machine, machineBefore }: Pick<BlockRecord, "machine" | "machineBefore">,
): string {
  const states = machineBefore === null ? [machine] : [machineBefore, machine];
  const { indexingCpuMs } = machine;
  const words = [
    ...states.map(({ powerSource }) => powerSource),
    ...states.map(({ thermal, thermalLevel }) =>
      thermal === "limited" && thermalLevel !== null && thermalLevel > 0
        ? `limited (thermal pressure ${thermalLevel} of 4)`
        : thermal
    ),
    ...states.map(({ lowPowerMode }) => lowPowerMode === true ? "low-power mode" : null),
    ...states.map(({ backupRunning }) => backupRunning === true ? "backup running" : null),
    indexingCpuMs === null || indexingCpuMs === 0
      ? null
      : `search index ${formatQuantity(indexingCpuMs, "ms")} of CPU`,
  ];
  return [...new Set(words.filter((word) => word !== null))].join(", ") || "not known";
}

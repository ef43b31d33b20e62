// What a running simulated device keeps below its root, and where. Reading and writing are left to device_files.ts.
import type { OnOff } from "../../model/on_off.ts";
import type { SimulatedCost, SimulatedIdentity, SimulatedLayout } from "../../model/simulated_profile.ts";

/** Written once, when the device starts. */
export interface DeviceIdentity extends SimulatedIdentity {
  /** Deadline of the runs on this device, which `late` is measured by. */
  readonly deadlineMs: number;
  readonly cost: SimulatedCost;
  readonly startedAtMs: number;
  readonly machineGuid: string;
  readonly edrMachineId: string;
  readonly orgId: string;
}

/** What `config` changes. */
export interface DeviceSettings {
  readonly behaviorMonitoring: OnOff;
  readonly realTimeProtectionStatistics: OnOff;
  readonly behaviorMonitoringStatistics: OnOff;
}

/** One entry of the threat list; a later line with the same id replaces the earlier one. */
export interface Threat {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly status: string;
  /** Epoch milliseconds. */
  readonly detectedAtMs: number;
  /** What was done to it later, in the history of the JSON form only. */
  readonly later?: { readonly status: string; readonly atMs: number };
}

/** Scans done on behalf of one process. */
export interface ScanCounter {
  readonly pid: number;
  readonly name: string | null;
  readonly path: string | null;
  readonly filesScanned: number;
  readonly scanTimeNs: number;
  readonly maxFileScanTimeNs: number;
  readonly active: boolean;
}

/** Names of everything below the root. */
export interface DeviceLayout {
  readonly root: string;
  readonly mdatp: string;
  readonly shim: string;
  readonly sbin: string;
  readonly state: string;
  /** Where the core answers the command line. */
  readonly calls: string;
  readonly identity: string;
  /** A folder of its own, so that watching it sees nothing else. */
  readonly settingsFolder: string;
  readonly settings: string;
  readonly threats: string;
  /** When the first demonstration was seen. */
  readonly seen: string;
  readonly counters: string;
  readonly costLedger: string;
  readonly triggerFolder: string;
  readonly workFolder: string;
  readonly quarantine: string;
}

/** The part of the layout that the harness knows as well. */
const SHARED: SimulatedLayout = {
  mdatp: "bin/mdatp",
  triggerFolder: "tmp",
  workFolder: "work",
  identity: "state/device.json",
  complaints: "state/stderr.log",
};

/** The layout of a device. */
export function layoutOf(root: string): DeviceLayout {
  const state = `${root}/state`;
  return {
    root,
    mdatp: `${root}/${SHARED.mdatp}`,
    shim: `${root}/Applications/Microsoft Defender.app/Contents/MacOS/launcher`,
    sbin: `${root}/sbin`,
    state,
    calls: `${state}/calls`,
    identity: `${root}/${SHARED.identity}`,
    settingsFolder: `${state}/settings`,
    settings: `${state}/settings/settings.json`,
    threats: `${state}/threats.ndjson`,
    seen: `${state}/seen.json`,
    counters: `${state}/counters.json`,
    costLedger: `${state}/cost.json`,
    triggerFolder: `${root}/${SHARED.triggerFolder}`,
    workFolder: `${root}/${SHARED.workFolder}`,
    quarantine: `${root}/quarantine`,
  };
}

/** The threat list out of the lines written so far; a last line without its end is still being written. */
export function readThreats(text: string): readonly Threat[] {
  const byId = new Map<string, Threat>();
  for (const line of text.slice(0, text.lastIndexOf("\n") + 1).split("\n")) {
    if (line === "") continue;
    const threat: Threat = JSON.parse(line);
    byId.set(threat.id, threat);
  }
  return [...byId.values()];
}

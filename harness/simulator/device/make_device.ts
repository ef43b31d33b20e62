// Makes a device below its root: folders, identity, settings, the threat list so far, and the command line.
import type { SimulatedCost } from "../../model/simulated_profile.ts";
import type { DeviceProfile } from "../profiles/device_profile.ts";
import { appendThreats, writeJson } from "./device_files.ts";
import type { DeviceIdentity, DeviceLayout, DeviceSettings, Threat } from "./device_state.ts";
import { commandLine } from "./program_start.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Beyond whole days, and no whole quarters of an hour: by such, an old entry is a new one told in another zone. */
const PAST_MS = (5 * 60 + 37) * MINUTE_MS;

/** What a device is made of. */
interface DeviceParts {
  readonly profile: DeviceProfile;
  readonly deadlineMs: number;
  readonly cost: SimulatedCost;
}

/** Makes the device; everything is its owner's alone. */
export async function makeDevice(
  layout: DeviceLayout,
  parts: DeviceParts,
): Promise<void> {
  const { profile, deadlineMs, cost } = parts;
  const nowMs = Date.now();
  const folders = [layout.settingsFolder, layout.triggerFolder, layout.workFolder, layout.quarantine];
  await Promise.all(folders.map((folder) => Deno.mkdir(folder, { recursive: true, mode: 0o700 })));
  const identity: DeviceIdentity = {
    profile: profile.id,
    deadlineMs,
    cost,
    startedAtMs: nowMs,
    machineGuid: crypto.randomUUID(),
    edrMachineId: `${crypto.randomUUID()}${crypto.randomUUID()}`.replaceAll("-", "").slice(0, 40),
    orgId: crypto.randomUUID(),
  };
  const settings: DeviceSettings = {
    behaviorMonitoring: profile.behaviorMonitoring.initial,
    realTimeProtectionStatistics: profile.statisticsEnabled ? "enabled" : "disabled",
    behaviorMonitoringStatistics: "disabled",
  };
  await Promise.all([
    writeJson(layout.identity, identity),
    writeJson(layout.settings, settings),
    Deno.writeTextFile(layout.threats, "", { mode: 0o600 }),
    makeCommandLine(layout, parts),
  ]);
  await appendThreats(layout, pastThreats(profile, nowMs));
}

/** The entries that the list starts with. */
function pastThreats({ history }: DeviceProfile, nowMs: number): readonly Threat[] {
  return history.map(({ name, type, status, daysAgo }) => ({
    id: crypto.randomUUID(),
    name,
    type,
    status,
    detectedAtMs: nowMs - daysAgo * DAY_MS - PAST_MS,
  }));
}

async function makeCommandLine(layout: DeviceLayout, { profile }: DeviceParts): Promise<void> {
  const { installation } = profile;
  if (installation === "absent") return;
  const path = installation === "shim" ? layout.shim : layout.mdatp;
  const script = installation === "shim" ? "#!/bin/sh\nexit 0\n" : commandLine(layout.calls);
  await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true, mode: 0o700 });
  await Deno.writeTextFile(path, script, { mode: 0o700 });
}

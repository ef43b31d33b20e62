// Reads and writes what a device keeps below its root. Writes appear whole (write, then rename) or not at all.
import {
  type DeviceIdentity,
  type DeviceLayout,
  type DeviceSettings,
  readThreats,
  type ScanCounter,
  type Threat,
} from "./device_state.ts";

/** Who the device is. */
export async function readIdentity(layout: DeviceLayout): Promise<DeviceIdentity> {
  return JSON.parse(await Deno.readTextFile(layout.identity));
}

/** The settings as they are now. */
export async function readSettings(layout: DeviceLayout): Promise<DeviceSettings> {
  return JSON.parse(await Deno.readTextFile(layout.settings));
}

/** The threat list as it is now. */
export async function loadThreats(layout: DeviceLayout): Promise<readonly Threat[]> {
  return readThreats(await Deno.readTextFile(layout.threats));
}

/** Adds to the threat list, all entries in one write. */
export async function appendThreats(layout: DeviceLayout, threats: readonly Threat[]): Promise<void> {
  const lines = threats.map((threat) => `${JSON.stringify(threat)}\n`).join("");
  await Deno.writeTextFile(layout.threats, lines, { append: true, create: false });
}

/** The counters of real-time protection; none before the first were written. */
export async function loadCounters(layout: DeviceLayout): Promise<readonly ScanCounter[]> {
  try {
    return JSON.parse(await Deno.readTextFile(layout.counters));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

/** Notes that a demonstration was seen; the first one counts. */
export async function noteSeen(layout: DeviceLayout): Promise<void> {
  if (await readSeenAtMs(layout) === null) await writeJson(layout.seen, Date.now());
}

/** When the first demonstration was seen, in epoch milliseconds; null before. */
export async function readSeenAtMs(layout: DeviceLayout): Promise<number | null> {
  try {
    return JSON.parse(await Deno.readTextFile(layout.seen));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/** Writes JSON whole, readable by its owner only. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  const draft = `${path}.${Deno.pid}`;
  await Deno.writeTextFile(draft, `${JSON.stringify(value)}\n`, { mode: 0o600 });
  await Deno.rename(draft, path);
}

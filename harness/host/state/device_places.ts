// Where the state of a device lies. Lock and journal have one place for each device: the system's for root, so that
// nobody overlooks what root has pending; the device's own root when it is simulated, for that is a machine of its own.
import type { StateOwner } from "../../ports/state_store.ts";
import { attachSimulatedDevice } from "../simulated/attach_simulated_device.ts";
import { SIMULATED_LAYOUT } from "../simulated/simulated_layout.ts";

/** Root's place, which everybody may look at. */
export const MACHINE_STATE_FOLDER = { darwin: "/var/db/bmverify", linux: "/var/lib/bmverify" } as const;

/** Name of the note that says which device a folder belongs to. */
export const NOTE = "device.json";

/** Folders and user that places are made of. */
export interface StateRoots {
  /** Root's place. */
  readonly machineFolder: string;
  /** The place of this user; for root it is root's. */
  readonly ownFolder: string;
  readonly userId: number | null;
}

/** The places of one device. */
export interface DevicePlaces {
  /** Lock, journal, and who holds the lock. */
  readonly home: string;
  /** Others may look in here, not read what is open. */
  readonly isPublic: boolean;
  /** Scripts and the note, below the folder that was named. */
  readonly folder: string;
  /** Where a restore to which no folder is named finds the note as well; null where that is one of the two above. */
  readonly listed: string | null;
  readonly about: StateOwner | null;
  /** The agent's program behind its links; what is locked for everybody. Null when no agent is known. */
  readonly program: string | null;
  /** Where others may have state of this device. */
  readonly elsewhere: readonly string[];
}

/** The places of the device with this agent. `stateFolder` is the folder that was named. */
export async function placesOfDevice(
  agentPath: string,
  stateFolder: string,
  { machineFolder, ownFolder, userId }: StateRoots,
): Promise<DevicePlaces> {
  const program = await Deno.realPath(agentPath).catch(() => agentPath);
  const key = await stateKey(program);
  const simulated = await attachSimulatedDevice(agentPath).catch(() => null);
  const inDevice = simulated === null ? null : `${simulated.root}/${SIMULATED_LAYOUT.harness}`;
  const isOurs = simulated !== null &&
    await Deno.lstat(simulated.root).then(({ uid }) => uid === userId, () => false);
  const own = `${ownFolder}/${key}`;
  const home = isOurs && inDevice !== null ? inDevice : own;
  const folder = `${stateFolder}/${key}`;
  const homes = [...(inDevice === null ? [] : [inDevice]), `${machineFolder}/${key}`];
  return {
    home,
    isPublic: home.startsWith(`${machineFolder}/`),
    folder,
    listed: [home, folder].includes(own) ? null : own,
    about: { agentPath, simulatedProfile: simulated?.profile ?? null },
    program,
    elsewhere: homes.filter((place) => place !== home),
  };
}

/** Places of a device of which nothing is known but its folder. */
export function placesInFolder(folder: string, about: StateOwner | null = null): DevicePlaces {
  return { home: folder, isPublic: false, folder, listed: null, about, program: null, elsewhere: [] };
}

/** Name of a device's folder: readable, and different for every program. */
export async function stateKey(program: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(program));
  const readable = program.replace(/[^A-Za-z0-9]+/g, "-").slice(1).slice(-40);
  return `${new Uint8Array(digest).toHex().slice(0, 12)}-${readable}`;
}

/** Which device a folder belongs to; null when its note says nothing that makes sense. */
export async function readNote(folder: string): Promise<StateOwner | null> {
  try {
    const path = `${folder}/${NOTE}`;
    if (!(await Deno.lstat(path)).isFile) return null;
    const { agentPath, simulatedProfile }: Partial<StateOwner> = JSON.parse(await Deno.readTextFile(path));
    if (typeof agentPath !== "string" || !agentPath.startsWith("/")) return null;
    return { agentPath, simulatedProfile: typeof simulatedProfile === "string" ? simulatedProfile : null };
  } catch {
    return null;
  }
}

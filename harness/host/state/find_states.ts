// The devices that have state on this machine: those of this user, and, as far as a look tells, those of others.
import { HarnessError } from "../../model/harness_error.ts";
import type { ForeignState } from "../../ports/state_store.ts";
import { refuseOpenFolder } from "../files/make_safe_folder.ts";
import { isProgramLocked } from "./device_lock.ts";
import { placesInFolder, placesOfDevice, readNote, type StateRoots } from "./device_places.ts";
import { FileStateStore, stateRules } from "./file_state_store.ts";

/** State of the device with this agent. */
export async function openDeviceState(
  stateFolder: string,
  agentPath: string,
  roots: StateRoots,
): Promise<FileStateStore> {
  return new FileStateStore(await placesOfDevice(agentPath, stateFolder, roots));
}

/**
 * All devices that have state below the folder.
 *
 * @throws HarnessError `state/unreadable`, and `folder/not-safe` for one that others could have filled.
 */
export async function listStateStores(
  stateFolder: string,
  roots: StateRoots,
): Promise<readonly FileStateStore[]> {
  const stores = new Map<string, FileStateStore>();
  const folders = await foldersIn(stateFolder);
  if (folders.length > 0) {
    try {
      refuseOpenFolder(stateFolder, stateRules(roots.userId));
    } catch (error) {
      throw error instanceof HarnessError ? error : unreadable(stateFolder, String(error), error);
    }
  }
  for (const folder of folders) {
    const { uid } = await Deno.lstat(folder).catch((error) => {
      throw unreadable(stateFolder, String(error), error);
    });
    if (uid !== 0 && uid !== roots.userId) {
      throw unreadable(stateFolder, `"${folder}" is another user's (${uid})`);
    }
    const about = await readNote(folder);
    const places = about === null ? null : await placesOfDevice(about.agentPath, stateFolder, roots);
    if (places !== null) stores.set(places.home, new FileStateStore({ ...places, folder, about }));
    // An earlier version made it, its run ended in the moment of making it, or the agent lies elsewhere by now.
    if (places?.home !== folder && (places === null || await hasJournal(folder))) {
      stores.set(folder, new FileStateStore(placesInFolder(folder, about)));
    }
  }
  return [...stores.values()];
}

/** What runs of other users left open of the device with this agent, or of any device when none is named. */
export async function findForeignStates(
  agentPath: string | null,
  roots: StateRoots,
): Promise<readonly ForeignState[]> {
  const homes = agentPath === null
    ? roots.machineFolder === roots.ownFolder ? [] : await foldersIn(roots.machineFolder).catch(() => [])
    : (await placesOfDevice(agentPath, roots.ownFolder, roots)).elsewhere;
  const found: ForeignState[] = [];
  for (const home of homes) {
    const journal = await Deno.lstat(`${home}/journal.ndjson`).catch(() => null);
    if (journal === null || journal.size === 0 || journal.uid === roots.userId) continue;
    const about = await readNote(home);
    const program = agentPath ?? about?.agentPath ?? null;
    const isInUse = program !== null && await isProgramLocked(program);
    found.push({ home, userId: journal.uid ?? 0, about, isInUse });
  }
  return found;
}

async function hasJournal(folder: string): Promise<boolean> {
  const looks = ["journal.ndjson", "kept.ndjson"].map((name) => Deno.lstat(`${folder}/${name}`));
  return (await Promise.allSettled(looks)).some(({ status }) => status === "fulfilled");
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  try {
    const names: string[] = [];
    for await (const { name, isDirectory } of Deno.readDir(folder)) if (isDirectory) names.push(name);
    return names.sort().map((name) => `${folder}/${name}`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw unreadable(folder, String(error), error);
  }
}

function unreadable(folder: string, why: string, cause?: unknown): HarnessError {
  return new HarnessError("state/unreadable", `Cannot read the state folder "${folder}": ${why}`, {
    hint: "Run the command as the user who ran the harness before, or name the folder with --state",
    cause,
  });
}

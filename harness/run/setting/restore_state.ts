// Undoing what is open in the journal of one device, by a harness that did not make the changes.
import type { Problem } from "../../model/harness_error.ts";
import type { GivenWords } from "../../model/text/command_with.ts";
import type { RestoreRecord } from "../../model/record/run_record.ts";
import type { Host } from "../../ports/host.ts";
import type { DeviceState, JournalEntry, StateOwner } from "../../ports/state_store.ts";
import type { Platform } from "../../model/platform.ts";
import { type ChosenDevice, NO_EVIDENCE, openDevice, REAL_TRIGGER_FOLDER } from "../open_device.ts";
import { disposeAbandoned } from "../undo_earlier_runs.ts";
import { newRunId } from "../run_id.ts";
import { restoreDevice } from "./restore_device.ts";

/** How long a simulated device gets to go away after its harness was killed. */
const GONE_WITHIN_MS = 3_000;
const LOOK_AGAIN_MS = 100;

/** What became of one device. */
export interface DeviceRestore {
  readonly agentPath: string;
  readonly simulated: boolean;
  readonly restore: RestoreRecord;
  readonly problems: readonly Problem[];
}

/** What restoring needs of the machine. */
export type RestoreHost =
  & Parameters<typeof openDevice>[0]
  & Pick<Host, "pid" | "randomId" | "triggerFiles" | "triggerRunner" | "attachSimulatedDevice">;

/** What is to be restored. */
export interface RestoreRequest {
  readonly state: DeviceState;
  /** The device, by its note or by its journal. */
  readonly about: StateOwner & { readonly platform: Platform };
  /** What the journal held when it was read before: what is gone from it since is undone all the same. */
  readonly known: readonly JournalEntry[];
  /** Names of all files that triggers of this version write. */
  readonly triggerFileNames: ReadonlySet<string>;
  /** The words that mean this device again. */
  readonly words: GivenWords;
}

/**
 * Undoes everything that is open, under the lock of the device.
 *
 * @throws HarnessError `lock/held` while a run is at work on the device, `state/unreadable`.
 */
export async function restoreState(
  host: RestoreHost,
  { state, about, known, triggerFileNames, words }: RestoreRequest,
): Promise<DeviceRestore> {
  await state.lock({ pid: host.pid, runId: newRunId(host), since: host.clock.now() }, { besideOthers: true });
  const isSimulated = about.simulatedProfile !== null;
  const { agentPath } = about;
  try {
    // The lock was free, so whoever wrote these entries is gone; read again what is open now.
    const pending = together(known, await state.pending());
    await disposeAbandoned(host, state);
    if (isSimulated && await isGone(host, agentPath)) {
      for (const entry of pending) await state.close(entry.id);
      return { agentPath, simulated: true, restore: GONE_WITH_DEVICE, problems: [] };
    }
    const device = await knownDevice(host, about);
    const ports = {
      device: openDevice(host, device, NO_EVIDENCE),
      clock: host.clock,
      triggerFiles: host.triggerFiles,
      state,
    };
    const mayRemove = (path: string): boolean => {
      const at = path.lastIndexOf("/");
      return path.slice(0, at) === device.triggerFolder && triggerFileNames.has(path.slice(at + 1));
    };
    const outcome = await restoreDevice(ports, pending, { leaveEnabled: false, mayRemove, words });
    return { agentPath, simulated: isSimulated, ...outcome };
  } finally {
    await state.unlock();
    if (isSimulated && (await state.pending()).length === 0) await state.discard();
  }
}

/** Oldest first. */
function together(known: readonly JournalEntry[], now: readonly JournalEntry[]): readonly JournalEntry[] {
  const numbers = new Set(now.map(({ id }) => id));
  return [...known.filter(({ id }) => !numbers.has(id)), ...now].toSorted((left, right) =>
    left.id - right.id
  );
}

/** Takes away what a run has left that was killed with nothing to undo; one that is at work is let alone. */
export async function putAway(
  host: Pick<RestoreHost, "pid" | "randomId" | "clock" | "triggerRunner">,
  state: DeviceState,
): Promise<void> {
  if (await state.abandoned() === null) return;
  try {
    await state.lock({ pid: host.pid, runId: newRunId(host), since: host.clock.now() });
  } catch {
    return;
  }
  try {
    await disposeAbandoned(host, state);
  } finally {
    await state.unlock();
  }
}

/** Said of what went away with the device. */
export const GONE_WITH_DEVICE: RestoreRecord = {
  status: "restored",
  detail: "The simulated device is gone, and its settings and files with it",
};

/** A simulated device whose harness was killed ends by itself, a moment later. */
export async function isGone(
  { installationProbe, clock, attachSimulatedDevice }: Pick<
    RestoreHost,
    "installationProbe" | "clock" | "attachSimulatedDevice"
  >,
  agentPath: string,
): Promise<boolean> {
  const until = clock.monotonicMs() + GONE_WITHIN_MS;
  while (true) {
    if ((await installationProbe.probe(agentPath)).kind !== "installed") return true;
    // One that a person started goes on, and has to be restored like any other.
    if (await attachSimulatedDevice(agentPath) !== null) return false;
    if (clock.monotonicMs() >= until) return false;
    await clock.sleep(LOOK_AGAIN_MS);
  }
}

async function knownDevice(
  { attachSimulatedDevice }: RestoreHost,
  { agentPath, platform }: RestoreRequest["about"],
): Promise<ChosenDevice> {
  const simulated = await attachSimulatedDevice(agentPath);
  return {
    agentPath,
    platform,
    platformAssumed: true,
    triggerFolder: simulated?.triggerFolder ?? REAL_TRIGGER_FOLDER,
    simulated,
    startedHere: false,
    chosenBy: {},
  };
}

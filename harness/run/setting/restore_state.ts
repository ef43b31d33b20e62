// Undoing what is open in the journal of one device, by a harness that did not make the changes.
import type { Problem } from "../../model/harness_error.ts";
import type { RestoreRecord } from "../../model/record/run_record.ts";
import type { Host } from "../../ports/host.ts";
import type { DeviceState, JournalEntry } from "../../ports/state_store.ts";
import { type ChosenDevice, NO_EVIDENCE, openDevice, REAL_TRIGGER_FOLDER } from "../open_device.ts";
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

/**
 * Undoes everything that is open, under the lock of the device; `first` is one of the open entries.
 *
 * @throws HarnessError `lock/held` while a run is at work on the device.
 */
export async function restoreState(
  host: RestoreHost,
  state: DeviceState,
  first: JournalEntry,
): Promise<DeviceRestore> {
  await state.lock({ pid: host.pid, runId: newRunId(host), since: host.clock.now() });
  const about = { agentPath: first.agentPath, simulated: first.simulatedProfile !== null };
  try {
    // The lock was free, so whoever wrote these entries is gone; read again what is open now.
    const pending = await state.pending();
    await host.triggerRunner(`${state.folder}/scripts`).dispose();
    if (about.simulated && await isGone(host, first.agentPath)) {
      for (const entry of pending) await state.close(entry.id);
      return { ...about, restore: GONE_WITH_DEVICE, problems: [] };
    }
    const ports = {
      device: openDevice(host, chosenDevice(first), NO_EVIDENCE),
      clock: host.clock,
      triggerFiles: host.triggerFiles,
      state,
    };
    return { ...about, ...await restoreDevice(ports, pending, { leaveEnabled: false }) };
  } finally {
    await state.unlock();
    if (about.simulated && (await state.pending()).length === 0) await state.discard();
  }
}

const GONE_WITH_DEVICE: RestoreRecord = {
  status: "restored",
  detail: "The simulated device is gone, and its settings and files with it",
};

/** A simulated device whose harness was killed ends by itself, a moment later. */
async function isGone(
  { installationProbe, clock, attachSimulatedDevice }: RestoreHost,
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

function chosenDevice({ agentPath, platform }: JournalEntry): ChosenDevice {
  return {
    agentPath,
    platform,
    platformAssumed: true,
    triggerFolder: REAL_TRIGGER_FOLDER,
    simulated: null,
    startedHere: false,
    chosenBy: {},
  };
}

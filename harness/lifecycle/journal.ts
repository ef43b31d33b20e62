// The write-ahead journal as the run uses it: the intent is on disk before the change, and closed after it was
// undone. What a killed run leaves open, `bmverify restore` undoes.
import type { Clock } from "../ports/clock.ts";
import type { Device, OnOff } from "../ports/device.ts";
import type { JournalEntry, JournalIntent, StateStore } from "../ports/state_store.ts";

/** Journal of one run on one device. */
export interface Journal {
  open(intent: JournalIntent): Promise<JournalEntry>;
  close(entry: JournalEntry): Promise<void>;
  /** Intents of this device that are still open, of any run, oldest first. */
  pending(): Promise<readonly JournalEntry[]>;
}

/** Binds the state of a device to a run. */
export function createJournal(
  { state, device, clock }: {
    readonly state: StateStore;
    readonly device: Pick<Device, "agentPath" | "platform" | "simulated">;
    readonly clock: Clock;
  },
  runId: string,
): Journal {
  return {
    open: (intent) =>
      state.open({
        runId,
        agentPath: device.agentPath,
        platform: device.platform,
        simulatedProfile: device.simulated?.profile ?? null,
        at: clock.now(),
        intent,
      }),
    close: (entry) => state.close(entry.id),
    pending: () => state.pending(),
  };
}

/** The intent to switch behavior monitoring. */
export function settingIntent(from: OnOff, to: OnOff): JournalIntent {
  return { kind: "setting", setting: "behavior-monitoring", from, to };
}

// The write-ahead journal as the run uses it: the intent is on disk before the change, and closed after it was
// undone. What a killed run leaves open, `bmverify restore` undoes.
import type { Clock } from "../../ports/clock.ts";
import type { Device } from "../../ports/device.ts";
import type { JournalEntry, JournalIntent, StateStore } from "../../ports/state_store.ts";
import type { OnOff } from "../../model/on_off.ts";

/** Journal of one run on one device. */
export interface Journal {
  open(intent: JournalIntent): Promise<JournalEntry>;
  close(entry: JournalEntry): Promise<void>;
  /** Intents of this run that are still open, oldest first. Never rejects: what the run knows itself is enough. */
  pending(): Promise<readonly JournalEntry[]>;
}

/** What binds a journal to a run. */
export interface JournalOwner {
  readonly runId: string;
  /** The changes are meant to stay after the command has ended. */
  readonly kept: boolean;
}

/** Binds the state of a device to a run. */
export function createJournal(
  { state, device, clock }: {
    readonly state: StateStore;
    readonly device: Pick<Device, "agentPath" | "platform" | "simulated">;
    readonly clock: Clock;
  },
  { runId, kept }: JournalOwner,
): Journal {
  const known = new Map<number, JournalEntry>();
  const open = async (intent: JournalIntent): Promise<JournalEntry> => {
    const entry = await state.open({
      runId,
      agentPath: device.agentPath,
      platform: device.platform,
      simulatedProfile: device.simulated?.profile ?? null,
      at: clock.now(),
      kept,
      intent,
    });
    known.set(entry.id, entry);
    return entry;
  };
  const close = async (entry: JournalEntry): Promise<void> => {
    await state.close(entry.id);
    known.delete(entry.id);
  };
  const pending = async (): Promise<readonly JournalEntry[]> => {
    try {
      return (await state.pending()).filter((entry) => entry.runId === runId);
    } catch {
      // A journal that cannot be read any more must not keep the device from being put back.
      return [...known.values()];
    }
  };
  return { open, close, pending };
}

/** The intent to switch behavior monitoring. */
export function settingIntent(from: OnOff, to: OnOff): JournalIntent {
  return { kind: "setting", setting: "behavior-monitoring", from, to };
}

// Lock and write-ahead journal of a device, on disk, readable by their owner only.
import type { OnOff } from "../model/on_off.ts";
import type { Platform } from "../model/platform.ts";
import type { ChangeableSetting } from "./device.ts";

/** Who holds the lock of a device. */
export interface LockHolder {
  readonly pid: number;
  readonly runId: string;
  readonly since: string;
}

/** What a run is about to change, written before it does. */
export type JournalIntent =
  | {
    readonly kind: "setting";
    readonly setting: ChangeableSetting;
    readonly from: OnOff;
    readonly to: OnOff;
  }
  | { readonly kind: "file"; readonly path: string };

/** An open entry of the journal. */
export interface JournalEntry {
  readonly id: number;
  readonly runId: string;
  readonly agentPath: string;
  readonly platform: Platform;
  /** Profile of a simulated device; null for a real one. */
  readonly simulatedProfile: string | null;
  readonly at: string;
  /** Changed for good by `enable` or `disable`: stops no later run, but `restore` undoes it. */
  readonly kept: boolean;
  readonly intent: JournalIntent;
}

/** State of one device. */
export interface StateStore {
  /**
   * Takes the lock.
   *
   * @throws HarnessError `lock/held` with pid and run id of the holder.
   */
  lock(holder: LockHolder): Promise<void>;
  unlock(): Promise<void>;
  /** Intents that were never closed, oldest first. */
  pending(): Promise<readonly JournalEntry[]>;
  /** Makes an intent durable and returns its entry. */
  open(entry: Omit<JournalEntry, "id">): Promise<JournalEntry>;
  /** Marks an intent as undone (or as left on purpose). */
  close(id: number): Promise<void>;
}

/** State of a device with the folder it lives in. */
export interface DeviceState extends StateStore {
  readonly folder: string;
  /** Removes the folder; for simulated devices, which never come back under the same path. */
  discard(): Promise<void>;
}

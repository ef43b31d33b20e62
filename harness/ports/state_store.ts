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
  | { readonly kind: "file"; readonly path: string }
  /** A folder that a workload works in. Nobody's device is changed by it: it is only to be taken away. */
  | { readonly kind: "folder"; readonly path: string };

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
   * Takes the lock. With `besideOthers` a lock that another user holds does not count: he cannot have changed a setting
   * that is root's, and must not be able to keep it from being put back.
   *
   * @throws HarnessError `lock/held` with pid and run id of the holder.
   */
  lock(holder: LockHolder, options?: { readonly besideOthers?: boolean }): Promise<void>;
  unlock(): Promise<void>;
  /**
   * Intents that were never closed, oldest first.
   *
   * @throws HarnessError `state/unreadable` for a journal that this version cannot understand whole.
   */
  pending(): Promise<readonly JournalEntry[]>;
  /** Makes an intent durable and returns its entry. */
  open(entry: Omit<JournalEntry, "id">): Promise<JournalEntry>;
  /** Marks an intent as undone (or as left on purpose); false when it was not there, and nothing happens. */
  close(id: number): Promise<boolean>;
}

/** Which device a state belongs to. */
export interface StateOwner {
  readonly agentPath: string;
  /** Profile of a simulated device; null for a real one. */
  readonly simulatedProfile: string | null;
}

/** State of a device with the folders it lives in. */
export interface DeviceState extends StateStore {
  /** Lock and journal: one for each device, whatever folder was named. */
  readonly home: string;
  /** What else a run writes for itself, scripts of triggers for one: below the folder that was named. */
  readonly folder: string;
  /** Null when nobody noted it. */
  readonly about: StateOwner | null;
  /** Whether any run is at work on the device now, of whatever user. */
  isInUse(): Promise<boolean>;
  /** What a reader of the journal has to know beside its entries, in sentences. */
  remarks(): Promise<readonly string[]>;
  /** Folder that scripts of the run that held the lock last were written to; null when it ended in order. */
  abandoned(): Promise<string | null>;
  /** Removes the state; for simulated devices, which never come back under the same path. */
  discard(): Promise<void>;
}

/** What runs of another user left of a device: that something is open can be seen, what it is cannot. */
export interface ForeignState {
  readonly home: string;
  /** Number of the user who left it. */
  readonly userId: number;
  readonly about: StateOwner | null;
  /** A run is at work on the device, so what is open may be its own. */
  readonly isInUse: boolean;
}

// What a run needs of the outside, in one place.
import type { InterruptingSignal } from "../model/exit_code.ts";
import type { Clock } from "./clock.ts";
import type { Device } from "./device.ts";
import type { RunLog } from "./bundle.ts";
import type { StateStore } from "./state_store.ts";
import type { TriggerFiles, TriggerRunner } from "./trigger_runner.ts";

/** Ports that every run needs, whatever its work is. */
export interface OrderPorts {
  readonly device: Device;
  /** The same device asked to the end of each question: an interruption ends those of `device`. It when left out. */
  readonly restoringDevice?: Device;
  /** The same device without keeping evidence, for putting it back when evidence cannot be written any more. */
  readonly bareDevice?: Device;
  readonly clock: Clock;
  readonly log: RunLog;
  readonly state: StateStore;
  readonly triggerFiles: TriggerFiles;
}

/** Ports of a run that tries scenarios. */
export interface RunPorts extends OrderPorts {
  /** Monotonic clock at the start of the run. */
  readonly originMs: number;
  readonly triggerRunner: TriggerRunner;
}

/** How a person or the system ends a run early. */
export interface Interruption {
  /** Aborts on the first signal that ends a run. */
  readonly signal: AbortSignal;
  /** Which signal it was; null until then. */
  readonly by: InterruptingSignal | null;
}

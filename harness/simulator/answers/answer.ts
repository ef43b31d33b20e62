// What the simulated agent answers to one command line.
import type { DeviceSettings } from "../device/device_state.ts";

/** An answer, and the settings as they are after it. */
export interface Answer {
  readonly stdout: string;
  readonly exitCode: number;
  /** Null when nothing changes. */
  readonly settings: DeviceSettings | null;
}

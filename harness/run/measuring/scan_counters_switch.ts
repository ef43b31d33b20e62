// The agent's own scan counters: switched on for a measurement when they are off, journalled like any change.
import type { Journal } from "../setting/journal.ts";
import type { ChangeableSetting, Device } from "../../ports/device.ts";

/** Settings that count, with whether each could be read during the measurement. */
export interface CountersState {
  readonly scanCounters: boolean;
  /** Their output is kept as evidence, and read as far as it can be: its format is unpublished. */
  readonly behaviorCounters: boolean;
  readonly notes: readonly string[];
}

/** Nothing is switched: the scan counters are read if they happen to be on. */
export const COUNTERS_AS_THEY_ARE: CountersState = { scanCounters: true, behaviorCounters: false, notes: [] };

/**
 * Switches the counters on. Whether one was on before shows only in the agent's answer: "unchanged" closes the intent
 * again, so that it is left on.
 */
export async function switchCountersOn(device: Device, journal: Journal): Promise<CountersState> {
  const scans = await switchOn(device, journal, "real-time-protection-statistics");
  const behavior = await switchOn(device, journal, "behavior-monitoring-statistics");
  return {
    scanCounters: scans === null,
    behaviorCounters: behavior === null,
    notes: [scans, behavior].filter((note) => note !== null),
  };
}

/** Null when it is on now; otherwise why not. */
async function switchOn(
  device: Device,
  journal: Journal,
  setting: ChangeableSetting,
): Promise<string | null> {
  const entry = await journal.open({ kind: "setting", setting, from: "disabled", to: "enabled" });
  const answer = await device.change(setting, "enabled");
  if (answer.kind === "updated") return null;
  if (answer.problem === null) await journal.close(entry);
  if (answer.kind === "unchanged") return null;
  return `The agent's ${setting} could not be switched on: ${answer.problem?.message ?? answer.message}`;
}

// The state of the machine around a block: what may make two blocks incomparable although nothing was switched.
// Leaves asking to the measurement; the readings stand in macos_state.ts and linux_state.ts.
import type { BlockRecord } from "../../model/record/measurement.ts";

/** State of the machine; null where it could not be read. What each name means stands in the schema of the record. */
export type MachineState = BlockRecord["machine"];

/**
 * Why a block in this state must not be compared with others, one clause each; empty when it may. `usual` are the
 * states of all blocks: what most of them have is the rule. Load and memory are recorded but forbid nothing, since the
 * agent itself changes them.
 */
export function stateProblems(state: MachineState, usual: readonly MachineState[]): readonly string[] {
  const heat = state.thermal === "limited" ? ["the processor was held back because of heat"] : [];
  return [
    ...differing("the power source", state, usual.map(power)),
    ...differing("low-power mode", state, usual.map(lowPower)),
    ...(heat.length > 0 ? heat : differing("thermal pressure", state, usual.map(thermal))),
    ...differing("Time Machine", state, usual.map(backup)),
  ];
}

const READERS = {
  "the power source": power,
  "low-power mode": lowPower,
  "thermal pressure": thermal,
  "Time Machine": backup,
} as const;

function differing(
  what: keyof typeof READERS,
  state: MachineState,
  usual: readonly string[],
): readonly string[] {
  const is = READERS[what](state);
  const counts = Map.groupBy(usual, (word) => word);
  const [rule = is] = [...counts].toSorted(([, a], [, b]) => b.length - a.length).map(([word]) => word);
  return is === rule ? [] : [`${what} was ${is}, not ${rule} as in most blocks`];
}

function power({ powerSource }: MachineState): string {
  return powerSource ?? "unknown";
}

function thermal({ thermal }: MachineState): string {
  return thermal ?? "unknown";
}

function lowPower({ lowPowerMode }: MachineState): string {
  if (lowPowerMode === null) return "unknown";
  return lowPowerMode ? "on" : "off";
}

/** A backup reads and writes as much as a workload. Where it cannot be told it is taken to be the same throughout. */
function backup({ backupRunning }: MachineState): string {
  return backupRunning === true ? "making a backup" : "idle";
}

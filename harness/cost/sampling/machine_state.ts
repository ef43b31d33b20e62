// The state of the machine around a block: what may make two blocks incomparable although nothing was switched.
// Leaves asking to the measurement; the readings stand in macos_state.ts and linux_state.ts.

/** State of the machine; null where it could not be read. */
export interface MachineState {
  readonly powerSource: "mains" | "battery" | null;
  readonly lowPowerMode: boolean | null;
  /** `limited` when the system holds the processor back because of heat. */
  readonly thermal: "normal" | "limited" | null;
  /** Tasks that ran or waited, the mean of one minute. */
  readonly load1: number | null;
  /** What can be given out at once. */
  readonly freeBytes: number | null;
  readonly swapUsedBytes: number | null;
  /** CPU time that others used during the block, largest first. */
  readonly otherConsumers: readonly { readonly name: string; readonly cpuMs: number }[];
}

/**
 * Why blocks of these states must not be compared, one clause each; empty when they may. Load and memory are
 * recorded but do not forbid a comparison: the agent itself changes them.
 */
export function stateDifferences(states: readonly MachineState[]): readonly string[] {
  const differs = (what: string, words: readonly string[]) => {
    const seen = [...new Set(words)].sort();
    return seen.length > 1 ? [`${what} changed between blocks (${seen.join(", ")})`] : [];
  };
  return [
    ...differs("the power source", states.map(({ powerSource }) => powerSource ?? "unknown")),
    ...differs("low-power mode", states.map(({ lowPowerMode }) => onOff(lowPowerMode))),
    ...differs("thermal pressure", states.map(({ thermal }) => thermal ?? "unknown")),
  ];
}

function onOff(value: boolean | null): string {
  if (value === null) return "unknown";
  return value ? "on" : "off";
}

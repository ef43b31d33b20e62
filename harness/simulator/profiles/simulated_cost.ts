// What the agent of a profile costs.
import type { SimulatedCost } from "../../model/simulated_profile.ts";

const MIB = 1024 * 1024;

/** A quiet agent: enough to be seen in a process list, little enough to run many devices on a small machine. */
export const QUIET_COST: SimulatedCost = {
  eventCpuUs: { off: 15, on: 25 },
  steadyCpuShare: { off: 0.004, on: 0.006 },
  heldBytes: { off: 16 * MIB, on: 24 * MIB },
  leakBytesPerSecond: { off: 0, on: 0 },
  coreCpuShare: 0.001,
  enterpriseCpuShare: 0.002,
  noiseCpuShare: 0,
  restartEveryMs: null,
};

/**
 * Behavior monitoring costs 5 % of a core all the time and 15 µs for each event of the file system that is told. Noticing
 * one takes about 45 µs in any case, and a workload makes up to 12,000 in a second: more could not be paid by one core, and
 * would be the same in both arms.
 */
export const BUSY_COST: SimulatedCost = {
  ...QUIET_COST,
  eventCpuUs: { off: 2, on: 17 },
  steadyCpuShare: { off: 0.01, on: 0.06 },
  heldBytes: { off: 16 * MIB, on: 80 * MIB },
};

/** Both arms alike. */
export const TWIN_COST: SimulatedCost = {
  ...QUIET_COST,
  eventCpuUs: { off: 25, on: 25 },
  steadyCpuShare: { off: 0.01, on: 0.01 },
  heldBytes: { off: 16 * MIB, on: 16 * MIB },
};

/** Behavior monitoring never gives back 1 MiB per second. */
export const LEAKY_COST: SimulatedCost = { ...TWIN_COST, leakBytesPerSecond: { off: 0, on: MIB } };

/** Both arms alike, under load that comes and goes by itself. */
export const NOISY_COST: SimulatedCost = { ...TWIN_COST, noiseCpuShare: 0.1 };

/** Both arms alike; the process dies every eight seconds. */
export const RESTARTING_COST: SimulatedCost = { ...TWIN_COST, restartEveryMs: 8000 };

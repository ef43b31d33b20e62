// Healthy devices whose agent costs a known amount, for measurements.
import type { SimulatedCost } from "../../model/simulated_profile.ts";
import { BUSY_COST, LEAKY_COST, NOISY_COST, RESTARTING_COST, TWIN_COST } from "./simulated_cost.ts";
import type { DeviceProfile } from "./device_profile.ts";
import { HEALTHY_PREVIEW } from "./healthy_profiles.ts";

/** Devices to measure. */
export const COST_PROFILES: readonly DeviceProfile[] = [
  costing(
    "busy",
    "Behavior monitoring costs CPU for each change of a file, 5 % of a core, and 64 MiB",
    BUSY_COST,
  ),
  costing("idle-twin", "Costs the same with behavior monitoring off and on", TWIN_COST),
  costing("leaky", "Memory grows by 1 MiB per second while behavior monitoring is on", LEAKY_COST),
  costing("restarting", "wdavdaemon_unprivileged dies every eight seconds and comes back", RESTARTING_COST),
  costing("noisy", "Random load that has nothing to do with behavior monitoring", NOISY_COST),
];

function costing(id: string, description: string, cost: SimulatedCost): DeviceProfile {
  return { ...HEALTHY_PREVIEW, id, description, cost };
}

// All profiles of simulated devices, in the order of the list.
import type { SimulatedProfile } from "../../model/simulated_profile.ts";
import { AFTERMATH_PROFILES } from "./aftermath_profiles.ts";
import { COST_PROFILES } from "./cost_profiles.ts";
import type { DeviceProfile } from "./device_profile.ts";
import { HEALTHY_PROFILES } from "./healthy_profiles.ts";
import { PREREQUISITE_PROFILES } from "./prerequisite_profiles.ts";
import { REACTION_PROFILES } from "./reaction_profiles.ts";

/** Every profile. */
export const PROFILES: readonly DeviceProfile[] = [
  ...HEALTHY_PROFILES,
  ...PREREQUISITE_PROFILES,
  ...REACTION_PROFILES,
  ...AFTERMATH_PROFILES,
  ...COST_PROFILES,
];

/** The profile of that id, or null. */
export function findProfile(id: string): DeviceProfile | null {
  return PROFILES.find((profile) => profile.id === id) ?? null;
}

/** What `simulate list` shows: the profiles without their workings. */
export function profileCatalogue(): readonly SimulatedProfile[] {
  return PROFILES.map(({ id, description, expected }) => ({ id, description, expected }));
}

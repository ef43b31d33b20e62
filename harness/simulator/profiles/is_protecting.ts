// Whether the agent of a profile protects at all, behavior monitoring aside.
import type { DeviceProfile } from "./device_profile.ts";

/** Real-time protection on, available and not passive, licensed, and nothing of it excluded or allowed. */
export function isProtecting({ health, excludedFolders, allowedDetections }: DeviceProfile): boolean {
  return health.licensed && !health.passiveMode && health.realTimeProtectionEnabled &&
    health.realTimeProtectionAvailable && excludedFolders.length === 0 && allowedDetections.length === 0;
}

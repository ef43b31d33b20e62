// What the record says of the device, once the agent has answered.
import type { DeviceRecord } from "../../model/record/run_record.ts";
import { printedValue } from "../../model/health.ts";
import type { DeviceFacts } from "../../prerequisites/device_facts.ts";

/** Adds to the device of the record what health tells; what could not be read stays null. */
export function describeDevice(device: DeviceRecord, { health }: Pick<DeviceFacts, "health">): DeviceRecord {
  if (health.kind === "unreadable") return device;
  const { value } = health;
  const definitionsVersion = printedValue(value, "definitionsVersion");
  return {
    ...device,
    appVersion: value.appVersion,
    engineVersion: value.engineVersion,
    releaseRing: value.releaseRing,
    orgId: value.orgId,
    machineGuid: value.machineGuid,
    edrMachineId: value.edrMachineId,
    definitionsVersion: definitionsVersion === undefined ? null : String(definitionsVersion),
    definitionsStatus: value.definitionsStatus,
    tamperProtection: value.tamperProtection?.value ?? null,
  };
}

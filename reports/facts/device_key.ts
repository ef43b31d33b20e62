// By which word a device is known over many runs.
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { PSEUDONYM } from "../stored/secret.ts";
import type { RunFact } from "./fact.ts";

/** The device of a run. */
export type DeviceKey = Pick<RunFact, "device" | "deviceFrom" | "pseudonymous">;

/**
 * The machine GUID. Without one, where the agent could not be read, the host name. A simulated device that the run itself
 * started has a new GUID each time; it is its profile that comes again.
 */
export function deviceKeyOf({ device, simulated }: Pick<RunRecord, "device" | "simulated">): DeviceKey {
  const { machineGuid, hostName, profile, chosenBy } = device;
  const pseudonymous = [machineGuid, hostName].some((name) => name !== null && PSEUDONYM.test(name));
  if (simulated && chosenBy.mdatp === undefined) {
    const where = hostName === null ? "" : `@${hostName}`;
    return { device: `simulated:${profile ?? "unknown"}${where}`, deviceFrom: "profile", pseudonymous };
  }
  if (machineGuid !== null && machineGuid !== "") {
    return { device: machineGuid.toLowerCase(), deviceFrom: "machine-guid", pseudonymous };
  }
  if (hostName !== null && hostName !== "") {
    return { device: `host:${hostName}`, deviceFrom: "host-name", pseudonymous };
  }
  return { device: "unknown", deviceFrom: "nothing", pseudonymous };
}

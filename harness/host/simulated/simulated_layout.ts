// Where the parts of a simulated device are, from its root.
import type { SimulatedLayout } from "../../model/simulated_profile.ts";
import type { SimulatedDevice } from "../../ports/simulated_device.ts";

/** Paths below the root. */
export const SIMULATED_LAYOUT: SimulatedLayout & { readonly harness: string } = {
  mdatp: "bin/mdatp",
  triggerFolder: "tmp",
  workFolder: "work",
  identity: "state/device.json",
  complaints: "state/stderr.log",
  // The harness keeps lock and journal of the device there; the device itself knows nothing of it.
  harness: "bmverify",
};

/** The paths of a device. */
export function placesOf(
  root: string,
): Pick<SimulatedDevice, "root" | "agentPath" | "triggerFolder" | "workFolder"> {
  const { mdatp, triggerFolder, workFolder } = SIMULATED_LAYOUT;
  return {
    root,
    agentPath: `${root}/${mdatp}`,
    triggerFolder: `${root}/${triggerFolder}`,
    workFolder: `${root}/${workFolder}`,
  };
}

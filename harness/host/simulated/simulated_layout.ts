// Where the parts of a simulated device are, from its root.
import type { SimulatedLayout } from "../../model/simulated_profile.ts";
import type { SimulatedDevice } from "../../ports/simulated_device.ts";

/** Paths below the root. */
export const SIMULATED_LAYOUT: SimulatedLayout = {
  mdatp: "bin/mdatp",
  triggerFolder: "tmp",
  workFolder: "work",
  identity: "state/device.json",
  complaints: "state/stderr.log",
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

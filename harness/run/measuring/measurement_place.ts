// Where a measurement runs, from the device that was chosen.
import { HarnessError } from "../../model/harness_error.ts";
import type { MeasurementPlace } from "../../ports/measurement_ports.ts";
import type { Host } from "../../ports/host.ts";
import type { ChosenDevice } from "../open_device.ts";
import type { PlannedMeasurement } from "./measure_arms.ts";

/** @throws HarnessError `usage/invalid` on a system whose processes cannot be read. */
export function measurementPlace(
  { facts, pid }: Pick<Host, "facts" | "pid">,
  { device: { simulated }, planned }: {
    readonly device: Pick<ChosenDevice, "simulated">;
    readonly planned: Pick<PlannedMeasurement, "folder">;
  },
): MeasurementPlace {
  if (facts.platform === null) {
    throw new HarnessError("usage/invalid", "Cannot measure on this system: it has no agent", {
      hint: "Measure on macOS or Linux",
    });
  }
  return {
    hostPlatform: facts.platform,
    root: simulated?.root ?? null,
    // The agent of a simulated device looks nowhere else.
    workFolder: simulated?.workFolder ?? planned.folder,
    ownPid: pid,
  };
}

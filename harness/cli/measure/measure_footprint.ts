// What a run of `measure` touches and how long it takes, from the plan that it follows.
import type { Host } from "../../ports/host.ts";
import { addFootprints, type Footprint, footprintPlace } from "../../run/footprint/footprint.ts";
import {
  checkFootprint,
  frameFootprint,
  identityFootprint,
  measurementFootprint,
} from "../../run/footprint/run_footprints.ts";
import { bundleFootprint } from "../showing/bundle_footprint.ts";
import type { MeasurePlan } from "./measure_plan.ts";

/** The footprint of a measurement to which the person consents. */
export function measureFootprint(
  { facts }: Pick<Host, "facts">,
  { frame: { device, stateFolder }, keeping, measured, out, reporters, history }: MeasurePlan,
): Footprint {
  const place = footprintPlace(device, { stateFolder, facts });
  return addFootprints([
    frameFootprint(place, { journal: measured.plan.arms === "off-on" ? "journal.ndjson" : null }),
    identityFootprint(place),
    checkFootprint(place),
    measurementFootprint(place, measured),
    bundleFootprint(out, reporters, { hasAttempts: false, isMeasured: true, keeping, history }),
  ]);
}

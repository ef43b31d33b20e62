// What a run of `verify` touches, from the plan that it follows.
import type { Host } from "../../ports/host.ts";
import { addFootprints, type Footprint, footprintPlace } from "../../run/footprint/footprint.ts";
import {
  attemptsFootprint,
  checkFootprint,
  frameFootprint,
  identityFootprint,
  measurementFootprint,
  switchFootprint,
} from "../../run/footprint/run_footprints.ts";
import { bundleFootprint } from "../showing/bundle_footprint.ts";
import type { VerifyPlan } from "./verify_plan.ts";

/** The footprint of a run whose prerequisites hold and to which the person consents. */
export function verifyFootprint({ facts }: Pick<Host, "facts">, plan: VerifyPlan): Footprint {
  const {
    frame: { device, stateFolder },
    keeping,
    scenarios,
    measured,
    options,
    out,
    reporters,
    signingKey,
    history,
  } = plan;
  const place = footprintPlace(device, { stateFolder, facts });
  const hasAttempts = scenarios.some(({ platforms }) => platforms.includes(place.platform));
  const mayChange = hasAttempts || measured !== null;
  const isSwitchedOff = !options.leaveEnabled ||
    scenarios.some(({ behaviorMonitoring }) => behaviorMonitoring === "disabled");
  return addFootprints([
    frameFootprint(place, { journal: mayChange ? "journal.ndjson" : null }),
    identityFootprint(place),
    checkFootprint(place),
    ...(mayChange ? [switchFootprint(place, { wanted: "enabled", undone: isSwitchedOff })] : []),
    attemptsFootprint(place, scenarios, options),
    ...(measured === null ? [] : [measurementFootprint(place, measured)]),
    bundleFootprint(out, reporters, {
      hasAttempts,
      isMeasured: measured !== null,
      isSigned: signingKey !== null,
      keeping,
      history,
    }),
  ]);
}

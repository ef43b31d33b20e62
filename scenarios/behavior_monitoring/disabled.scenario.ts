// Control: the demonstration while behavior monitoring is off.
import type { Scenario } from "../../harness/model/scenario.ts";
import { DEMONSTRATION_DETECTION, DEMONSTRATION_SOURCE, DEMONSTRATION_TRIGGER } from "./demonstration.ts";

/** `behavior-monitoring.disabled`. */
export const disabled: Scenario = {
  id: "behavior-monitoring.disabled",
  title: "With behavior monitoring off, the demonstration runs to its end",
  description:
    "The demonstration is run with behavior monitoring switched off, and the setting is put back after. It has to " +
    "run to its end. If it is blocked all the same, something else than behavior monitoring blocks it, and the " +
    "demonstration proves nothing on this device.",
  source: DEMONSTRATION_SOURCE,
  platforms: ["darwin"],
  runsByDefault: false,
  defaultReason:
    "It changes the setting once more and leaves the device without behavior monitoring for some " +
    "seconds. Ask for it when that is acceptable.",
  repeatable: false,
  behaviorMonitoring: "disabled",
  trigger: DEMONSTRATION_TRIGGER,
  neighbours: 0,
  expectation: { kind: "quiet", detection: DEMONSTRATION_DETECTION },
  portalAlert: null,
};

// The demonstration among processes that have nothing to do with it.
import type { Scenario } from "../../harness/model/scenario.ts";
import {
  DEMONSTRATION_ALERT,
  DEMONSTRATION_DETECTION,
  DEMONSTRATION_SOURCE,
  DEMONSTRATION_TRIGGER,
} from "./demonstration.ts";

/** `behavior-monitoring.neighbours`. */
export const neighbours: Scenario = {
  id: "behavior-monitoring.neighbours",
  title: "Only the demonstration is killed",
  description:
    "The demonstration runs beside three processes that do nothing but wait. The demonstration has to be blocked " +
    "and recorded, and the three have to survive it: the agent stops the process that behaved so, and no other.",
  source: DEMONSTRATION_SOURCE,
  platforms: ["darwin"],
  runsByDefault: false,
  defaultReason: "It raises one more alert in the portal than the demonstration alone.",
  repeatable: true,
  behaviorMonitoring: "enabled",
  trigger: DEMONSTRATION_TRIGGER,
  neighbours: 3,
  expectation: { kind: "blocked-and-recorded", detection: DEMONSTRATION_DETECTION },
  portalAlert: DEMONSTRATION_ALERT,
};

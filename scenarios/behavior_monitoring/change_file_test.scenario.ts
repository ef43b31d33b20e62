// The vendor's demonstration of behavior monitoring on macOS.
import type { Scenario } from "../../harness/model/scenario.ts";
import {
  DEMONSTRATION_ALERT,
  DEMONSTRATION_DETECTION,
  DEMONSTRATION_SOURCE,
  DEMONSTRATION_TRIGGER,
} from "./demonstration.ts";

/** `behavior-monitoring.change-file-test`. */
export const changeFileTest: Scenario = {
  id: "behavior-monitoring.change-file-test",
  title: "The vendor's demonstration is blocked and recorded",
  description:
    "One process appends a blank to two files with fixed names and then waits for five seconds. Neither step " +
    "is harmful, and no file content gives it away: only an agent that follows behavior sees the pattern. It " +
    "has to kill the process before the wait is over and to record the detection.",
  source: DEMONSTRATION_SOURCE,
  platforms: ["darwin"],
  runsByDefault: true,
  defaultReason: "It is what the harness is for: the one trigger of behavior monitoring on macOS that its " +
    "vendor publishes as benign.",
  repeatable: true,
  behaviorMonitoring: "enabled",
  trigger: DEMONSTRATION_TRIGGER,
  neighbours: 0,
  expectation: { kind: "blocked-and-recorded", detection: DEMONSTRATION_DETECTION },
  portalAlert: DEMONSTRATION_ALERT,
};

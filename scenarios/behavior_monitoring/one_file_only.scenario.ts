// Control: half of the demonstration.
import type { Scenario } from "../../harness/model/scenario.ts";
import { DEMONSTRATION_CONTENT, DEMONSTRATION_DETECTION, DEMONSTRATION_FILES } from "./demonstration.ts";

/** `behavior-monitoring.one-file-only`. */
export const oneFileOnly: Scenario = {
  id: "behavior-monitoring.one-file-only",
  title: "Half of the demonstration stays quiet",
  description:
    "One process appends a blank to the first of the two files only, and waits as the demonstration does. The " +
    "pattern is not complete, so it has to run to its end. If it is blocked, the agent goes by a file name and " +
    "not by behavior.",
  source: "Control of our own: the demonstration without its second step",
  platforms: ["darwin"],
  runsByDefault: true,
  defaultReason:
    "It runs beside the other control, after the demonstration: it shows that the agent, which has just blocked, " +
    "waits for the whole pattern, and does not go on blocking whatever comes near.",
  repeatable: false,
  behaviorMonitoring: "enabled",
  trigger: {
    processes: [
      {
        scriptName: "one_file_only.sh",
        lines: ['echo " " >> {folder}/9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt', "sleep 5"],
      },
    ],
    files: [DEMONSTRATION_FILES[0]],
    content: DEMONSTRATION_CONTENT,
    durationMs: 5000,
  },
  neighbours: 0,
  expectation: { kind: "quiet", detection: DEMONSTRATION_DETECTION },
  portalAlert: null,
};

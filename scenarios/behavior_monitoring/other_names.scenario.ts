// Control: the shape of the demonstration under other file names.
import type { Scenario } from "../../harness/model/scenario.ts";
import { DEMONSTRATION_CONTENT, DEMONSTRATION_DETECTION } from "./demonstration.ts";

/** `behavior-monitoring.other-names`. */
export const otherNames: Scenario = {
  id: "behavior-monitoring.other-names",
  title: "The same shape under other names stays quiet",
  description:
    "One process does exactly what the demonstration does, but to two files whose names are ours. It has to run " +
    "to its end. If it is blocked, everyday programs that append to two files are at risk.",
  source: "Control of our own: the demonstration with other file names",
  platforms: ["darwin"],
  runsByDefault: true,
  defaultReason:
    "It runs after the demonstration, when behavior monitoring has shown that it blocks: a process of the same " +
    "shape lives then, so the kill had a meaning.",
  repeatable: false,
  behaviorMonitoring: "enabled",
  trigger: {
    processes: [
      {
        scriptName: "other_names.sh",
        lines: [
          'echo " " >> {folder}/5e0c2b7d-3f84-4b1e-9a56-c1d27e90b3f8.txt',
          'echo " " >> {folder}/a86f41d3-0b92-4c75-8e1d-6f3ab5c90e24.txt',
          "sleep 5",
        ],
      },
    ],
    files: ["5e0c2b7d-3f84-4b1e-9a56-c1d27e90b3f8.txt", "a86f41d3-0b92-4c75-8e1d-6f3ab5c90e24.txt"],
    content: DEMONSTRATION_CONTENT,
    durationMs: 5000,
  },
  neighbours: 0,
  expectation: { kind: "quiet", detection: DEMONSTRATION_DETECTION },
  portalAlert: null,
};

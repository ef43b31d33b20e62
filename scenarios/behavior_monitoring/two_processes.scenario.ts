// Control: the two steps of the demonstration, each by a process of its own.
import type { Scenario } from "../../harness/model/scenario.ts";
import { DEMONSTRATION_CONTENT, DEMONSTRATION_DETECTION, DEMONSTRATION_FILES } from "./demonstration.ts";

/** `behavior-monitoring.two-processes`. */
export const twoProcesses: Scenario = {
  id: "behavior-monitoring.two-processes",
  title: "The two steps by two processes stay quiet",
  description:
    "Two processes append a blank to one file each, the second a second after the first. Neither of them does " +
    "what the demonstration does, so both have to run to their end. If one is blocked, the agent puts together " +
    "what separate processes did.",
  source: "Control of our own: the steps of the demonstration, taken apart",
  platforms: ["darwin"],
  runsByDefault: false,
  defaultReason:
    "Nobody has published whether the agent follows one process or the whole process tree, so it " +
    "cannot be promised that a real device stays quiet. Run it to find out.",
  repeatable: false,
  behaviorMonitoring: "enabled",
  trigger: {
    processes: [
      {
        scriptName: "two_processes_first.sh",
        lines: ['echo " " >> {folder}/9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt', "sleep 5"],
      },
      {
        scriptName: "two_processes_second.sh",
        lines: ["sleep 1", 'echo " " >> {folder}/f918b422-751c-423e-bfe1-dbbb2ab4385a.txt', "sleep 5"],
      },
    ],
    files: DEMONSTRATION_FILES,
    content: DEMONSTRATION_CONTENT,
    durationMs: 6000,
  },
  neighbours: 0,
  expectation: { kind: "quiet", detection: DEMONSTRATION_DETECTION },
  portalAlert: null,
};

// What the vendor's demonstration on macOS consists of, shared by the scenarios that run it or come close.
import type { DetectionMatch, Trigger } from "../../harness/model/scenario.ts";

/** The two files of the demonstration, in the order in which it appends to them. */
export const DEMONSTRATION_FILES = [
  "9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt",
  "f918b422-751c-423e-bfe1-dbbb2ab4385a.txt",
] as const;

/** What a process of the demonstration leaves in a file: a blank, and the end of the line that `echo` adds. */
export const DEMONSTRATION_CONTENT = " \n";

/** The demonstration: a blank appended to both files by one process, which then waits to be killed. */
export const DEMONSTRATION_TRIGGER: Trigger = {
  processes: [
    {
      scriptName: "BM_test.sh",
      lines: [
        'echo " " >> {folder}/9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt',
        'echo " " >> {folder}/f918b422-751c-423e-bfe1-dbbb2ab4385a.txt',
        "sleep 5",
      ],
    },
  ],
  files: DEMONSTRATION_FILES,
  content: DEMONSTRATION_CONTENT,
  durationMs: 5000,
};

/** The detection that the demonstration leads to. */
export const DEMONSTRATION_DETECTION: DetectionMatch = {
  name: "Behavior:MacOS/MacOSChangeFileTest",
  type: "behavior",
};

/** Title of the alert that the portal shows after the demonstration was blocked. */
export const DEMONSTRATION_ALERT = "Suspicious 'MacOSChangeFileTest' behavior was blocked";

/** The document that publishes the demonstration. */
export const DEMONSTRATION_SOURCE =
  'Microsoft Learn, "Behavior monitoring demonstration", macOS part, unchanged from 2024-05 to 2026-09-17';

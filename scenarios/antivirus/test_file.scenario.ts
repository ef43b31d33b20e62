// The standard antivirus test file. Its content exists in short pieces only, here and in the script: bash puts them
// together when it runs.
import type { Scenario } from "../../harness/model/scenario.ts";
import { TEST_FILE_PIECES } from "./test_file_pieces.ts";

const FILE_NAME = "bmverify-antivirus-test.txt";

/** `antivirus.test-file`. */
export const testFile: Scenario = {
  id: "antivirus.test-file",
  title: "The standard antivirus test file is removed and recorded",
  description:
    "The test file that all antivirus products agree on is written. Real-time protection has to take it away and " +
    "to record the detection. It shows that the agent is alive and watches the folder of the trigger, apart from " +
    "behavior monitoring.",
  source: 'Microsoft Learn, "Antivirus validation test" (2025-04-18); the test file is the one of eicar.org',
  platforms: ["darwin", "linux"],
  runsByDefault: false,
  defaultReason: "It raises an alert of another component than the one under test. Ask for it when the " +
    "demonstration is not detected, to learn whether anything is.",
  repeatable: true,
  behaviorMonitoring: "enabled",
  trigger: {
    processes: [
      {
        scriptName: "test_file.sh",
        lines: [
          `printf '%s' ${TEST_FILE_PIECES.map((piece) => `'${piece}'`).join(" ")} > {folder}/${FILE_NAME}`,
          "sleep 5",
        ],
      },
    ],
    files: [FILE_NAME],
    content: TEST_FILE_PIECES.join(""),
    durationMs: 5000,
  },
  neighbours: 0,
  expectation: {
    kind: "file-removed-and-recorded",
    detection: { name: "Virus:DOS/EICAR_Test_File", type: "virus" },
  },
  // The vendor publishes no title for this alert.
  portalAlert: "An antivirus alert for EICAR_Test_File",
};

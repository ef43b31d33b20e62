import { assertEquals } from "@std/assert";
import { ERROR_CODES, type ErrorCode } from "../../model/error_code.ts";
import { exitCodeOfProblem } from "./exit_code_of_problem.ts";

/** Every code, with the exit code that a script gets when a command ends with it. A new code needs a row. */
const EXIT_CODES: Readonly<Record<ErrorCode, number>> = {
  // Somebody named something that is not there or cannot be used: mend the command line.
  "agent/not-found": 2,
  "bundle/changed": 4,
  "signature/key-unusable": 2,
  "bundle/not-found": 2,
  "config/invalid": 2,
  "config/not-found": 2,
  "config/not-trusted": 2,
  "config/unreadable": 2,
  "folder/not-safe": 2,
  "output/not-writable": 2,
  "parse/input-unreadable": 2,
  "profile/contradiction": 2,
  "profile/entities-declared": 2,
  "profile/not-a-profile": 2,
  "profile/not-mergeable": 2,
  "profile/too-deep": 2,
  "profile/too-large": 2,
  "profile/unreadable": 2,
  "recording/unreadable": 2,
  "report/credentials-unusable": 2,
  "report/unknown-reporter": 2,
  "scenario/unknown": 2,
  "simulator/unknown-profile": 2,
  "state/not-found": 2,
  "state/not-writable": 2,
  "usage/invalid": 2,
  "usage/unknown": 2,
  // The device, the agent or what is stored of them could not be judged.
  "agent/command-failed": 3,
  "agent/detections-unreadable": 3,
  "agent/exclusions-unreadable": 3,
  "agent/health-unreadable": 3,
  "agent/legacy-command-line": 3,
  "agent/not-asked": 3,
  "agent/not-executable": 3,
  "agent/output-too-large": 3,
  "agent/output-unreadable": 3,
  "agent/process-list-unreadable": 3,
  "agent/statistics-unreadable": 3,
  "agent/timed-out": 3,
  "bundle/incomplete": 3,
  "bundle/record-invalid": 3,
  "bundle/schema-version": 3,
  "facts/conflict": 3,
  "facts/incomplete": 3,
  "facts/invalid": 3,
  "facts/not-comparable": 3,
  "facts/schema-version": 3,
  "history/busy": 4,
  "history/conflict": 4,
  "history/newer": 3,
  "history/not-found": 2,
  "history/unreadable": 4,
  "command/not-found": 3,
  "command/not-started": 3,
  "consent/refused": 3,
  "enablement/change-refused": 3,
  "enablement/managed": 3,
  "enablement/not-verified": 3,
  "lock/held": 3,
  "measurement/no-process": 3,
  "restore/pending": 3,
  "state/unreadable": 3,
  "trigger/helper-killed": 3,
  "trigger/not-started": 3,
  "trigger/path-unsafe": 3,
  "trigger/removal-failed": 3,
  // The harness itself, or a report.
  "harness/internal": 4,
  "report/failed": 4,
  "report/not-sent": 4,
  "scenario/crashed": 4,
  "simulator/not-started": 4,
  "state/lost": 4,
  // The device is not as it was found.
  "restore/failed": 5,
};

Deno.test("exitCodeOfProblem() gives every error code the exit code that was chosen for it", () => {
  assertEquals(
    Object.fromEntries(ERROR_CODES.map((code) => [code, exitCodeOfProblem(code)])),
    Object.fromEntries(ERROR_CODES.map((code) => [code, EXIT_CODES[code]])),
  );
});

Deno.test("exitCodeOfProblem() calls no problem a pass or a fail", () => {
  assertEquals(ERROR_CODES.filter((code) => exitCodeOfProblem(code) <= 1), []);
});

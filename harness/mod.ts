/**
 * What a scenario and other programs may use of the harness: the types of the run record, the errors, and the
 * shape of a scenario.
 *
 * @module
 */
export { HarnessError, type Problem } from "./model/harness_error.ts";
export { ERROR_CODES, type ErrorCode } from "./model/error_code.ts";
export { EXIT_CODE, type ExitCode, exitCodeOf } from "./model/exit_code.ts";
export { foldRun } from "./model/record/fold.ts";
export type { Detection } from "./model/detection.ts";
export type { Health } from "./model/health.ts";
export type { Prerequisite } from "./model/prerequisite.ts";
export type { RunEvent } from "./model/record/run_event.ts";
export type { AttemptRecord, RunRecord, ScenarioRecord } from "./model/record/run_record.ts";
export {
  type DetectionMatch,
  type Expectation,
  type Scenario,
  type Trigger,
  TRIGGER_FOLDER,
  type TriggerProcess,
} from "./model/scenario.ts";

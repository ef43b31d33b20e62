// All scenarios, in the order in which a run takes them. Imports are static: nothing is found at run time.
import type { Scenario } from "../harness/model/scenario.ts";
import { testFile } from "./antivirus/test_file.scenario.ts";
import { changeFileTest } from "./behavior_monitoring/change_file_test.scenario.ts";
import { disabled } from "./behavior_monitoring/disabled.scenario.ts";
import { neighbours } from "./behavior_monitoring/neighbours.scenario.ts";
import { oneFileOnly } from "./behavior_monitoring/one_file_only.scenario.ts";
import { otherNames } from "./behavior_monitoring/other_names.scenario.ts";
import { twoProcesses } from "./behavior_monitoring/two_processes.scenario.ts";

/**
 * The catalogue. Its order is that of a run: the demonstration, then the controls, which may run beside each other and
 * count for something once the agent has just blocked, and last what is run on request only.
 */
export const CATALOGUE: readonly Scenario[] = [
  changeFileTest,
  otherNames,
  oneFileOnly,
  twoProcesses,
  disabled,
  neighbours,
  testFile,
];

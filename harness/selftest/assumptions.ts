// All assumptions, in the order in which they are probed.
import { AGENT_ASSUMPTIONS } from "./agent/agent_assumptions.ts";
import type { Assumption } from "./assumption.ts";
import { CLOCK_IN_SLEEP } from "./machine/clock_in_sleep.ts";
import { DEATH_BY_SIGNAL } from "./machine/death_by_signal.ts";
import { END_OF_GROUP } from "./machine/end_of_group.ts";
import { EXCLUSIVE_CREATION } from "./machine/exclusive_creation.ts";
import { EXCLUSIVE_LOCK } from "./machine/exclusive_lock.ts";
import { PROCESS_GROUP } from "./machine/process_group.ts";
import { STEADY_CLOCK } from "./machine/steady_clock.ts";
import { STICKY_FOLDER } from "./machine/sticky_folder.ts";
import { MANAGED_VALUE } from "./change/managed_value.ts";
import { OTHER_VALUE } from "./change/other_value.ts";
import { SAME_VALUE } from "./change/same_value.ts";
import { SHOWN_BY_RUNS } from "./shown_by_runs.ts";
import { SYSTEM_ASSUMPTIONS } from "./system/system_assumptions.ts";

/** All of them. */
export const ASSUMPTIONS: readonly Assumption[] = [
  PROCESS_GROUP,
  DEATH_BY_SIGNAL,
  END_OF_GROUP,
  EXCLUSIVE_LOCK,
  EXCLUSIVE_CREATION,
  STICKY_FOLDER,
  STEADY_CLOCK,
  CLOCK_IN_SLEEP,
  ...SYSTEM_ASSUMPTIONS,
  ...AGENT_ASSUMPTIONS,
  SAME_VALUE,
  OTHER_VALUE,
  MANAGED_VALUE,
  ...SHOWN_BY_RUNS,
];

// What is believed of the commands and files of the system, in the order in which it is probed.
import type { Assumption } from "../assumption.ts";
import { BACKUP_STATUS } from "./backup_status.ts";
import { CODE_SIGNATURE } from "./code_signature.ts";
import { CPU_COUNTERS } from "./cpu_counters.ts";
import { EXTENSION_LIST } from "./extension_list.ts";
import { FREE_MEMORY } from "./free_memory.ts";
import { HARDWARE_MODEL } from "./hardware_model.ts";
import { KEPT_AWAKE } from "./kept_awake.ts";
import { LETTER_CASE } from "./letter_case.ts";
import { LINUX_STATE } from "./linux_state.ts";
import { LOAD_AVERAGE } from "./load_average.ts";
import { LOW_POWER_MODE } from "./low_power_mode.ts";
import { MAC_BASH } from "./mac_bash.ts";
import { MAC_ZSH } from "./mac_zsh.ts";
import { POWER_SOURCE } from "./power_source.ts";
import { PROCESS_COLUMNS } from "./process_columns.ts";
import { PRODUCT_VERSION } from "./product_version.ts";
import { SERVICE_LIST } from "./service_list.ts";
import { SWAP_USAGE } from "./swap_usage.ts";
import { SYNC_COST } from "./sync_cost.ts";
import { TEMPORARY_FOLDER } from "./temporary_folder.ts";
import { THERMAL_LIMITS } from "./thermal_limits.ts";
import { THERMAL_PRESSURE } from "./thermal_pressure.ts";
import { TMP_LINK } from "./tmp_link.ts";

/** All of them; figures and the record rest on these, no verdict does. */
export const SYSTEM_ASSUMPTIONS: readonly Assumption[] = [
  PROCESS_COLUMNS,
  CPU_COUNTERS,
  LINUX_STATE,
  PRODUCT_VERSION,
  HARDWARE_MODEL,
  POWER_SOURCE,
  LOW_POWER_MODE,
  THERMAL_LIMITS,
  THERMAL_PRESSURE,
  BACKUP_STATUS,
  LOAD_AVERAGE,
  SWAP_USAGE,
  FREE_MEMORY,
  CODE_SIGNATURE,
  EXTENSION_LIST,
  SERVICE_LIST,
  KEPT_AWAKE,
  MAC_BASH,
  MAC_ZSH,
  TMP_LINK,
  TEMPORARY_FOLDER,
  LETTER_CASE,
  SYNC_COST,
];

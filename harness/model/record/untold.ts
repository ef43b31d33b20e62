// What is not told: the values that the schema gives to names which came later, for whoever has nothing to say of them.
import type { BlockProcess, BlockRecord, MeasurementOutcome, MeasurementPlan } from "./measurement.ts";
import type { DeviceRecord } from "./run_record.ts";

export const UNTOLD_PLAN = { announced: null } as const satisfies Partial<MeasurementPlan>;

export const UNTOLD_PROCESS = {
  instructions: null,
  cycles: null,
  energyNj: null,
} as const satisfies Partial<BlockProcess>;

export const UNTOLD_SAMPLES = {
  sleptMs: 0,
  atRest: null,
  intervalMs: null,
  cores: null,
} as const satisfies Partial<BlockRecord["samples"]>;

export const UNTOLD_MACHINE = {
  thermalLevel: null,
  indexingCpuMs: null,
  backupRunning: null,
} as const satisfies Partial<BlockRecord["machine"]>;

export const UNTOLD_BLOCK = {
  repetitionMs: [],
  machineBefore: null,
  behaviorCounters: [],
} as const satisfies Partial<BlockRecord>;

export const UNTOLD_OUTCOME = {
  took: null,
  keptAwakeBy: null,
  noCounts: null,
  folder: null,
  workloads: [],
} as const satisfies Partial<MeasurementOutcome>;

export const UNTOLD_DEVICE = {
  hardwareModel: null,
  definitionsVersion: null,
  osBuild: null,
  chip: null,
  cores: [],
  memoryBytes: null,
} as const satisfies Partial<DeviceRecord>;

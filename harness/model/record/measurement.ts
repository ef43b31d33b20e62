// Types of a measurement, read off its schema. Importing them loads no schema library.
import type { z } from "zod";
import type { DeepReadonly } from "../deep_readonly.ts";
import type {
  blockSchema,
  measurementOutcomeSchema,
  measurementPlanSchema,
  measurementSchema,
} from "./measurement_schema.ts";

/** What was asked of a measurement. */
export type MeasurementPlan = DeepReadonly<z.infer<typeof measurementPlanSchema>>;
/** One measured repetition. */
export type BlockRecord = DeepReadonly<z.infer<typeof blockSchema>>;
/** What one process, or all together, used in a block. */
export type BlockProcess = BlockRecord["processes"][number];
/** One metric of one process under one workload. */
export type MeasurementRecord = DeepReadonly<z.infer<typeof measurementSchema>>;
/** How a measurement went, beyond its blocks. */
export type MeasurementOutcome = DeepReadonly<z.infer<typeof measurementOutcomeSchema>>;
/** A budget as it was judged. */
export type JudgedBudget = MeasurementOutcome["budgets"][number];
/** A limit as it was asked for. */
export type Budget = MeasurementPlan["budgets"][number];

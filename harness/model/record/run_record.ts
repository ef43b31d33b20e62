// Types of the run record, read off its schema. Importing them loads no schema library.
import type { z } from "zod";
import type { DeepReadonly } from "../deep_readonly.ts";
import type { runRecordSchema } from "./run_record_schema.ts";

/** A record as a file has it, whoever wrote that. */
export type WrittenRecord = DeepReadonly<z.infer<typeof runRecordSchema>>;
/** Whether and how the device was put back. */
export type RestoreRecord = WrittenRecord["restore"];
/** What happened to the setting. */
export type EnablementRecord = NonNullable<WrittenRecord["enablement"]>;

/** The setting, and what became of it: after a change something had to be put back, so it never was "not needed". */
export type ChangeAndRestore =
  | {
    readonly enablement: EnablementRecord & { readonly changed: true };
    readonly restore: RestoreRecord & { readonly status: "restored" | "failed" };
  }
  | {
    readonly enablement: (EnablementRecord & { readonly changed: false }) | null;
    readonly restore: RestoreRecord;
  };

/** The one result of a run: a pure fold of its events. All that reports, history and fleet know. */
export type RunRecord = Omit<WrittenRecord, keyof ChangeAndRestore> & ChangeAndRestore;
/** The device as the run saw it. */
export type DeviceRecord = RunRecord["device"];
/** One scenario with its attempts and summary. */
export type ScenarioRecord = RunRecord["scenarios"][number];
/** One attempt at a scenario. */
export type AttemptRecord = ScenarioRecord["attempts"][number];
/** What protected the device at a moment. */
export type ProtectionState = NonNullable<AttemptRecord["protection"]["after"]>;
/** How the trigger's process ended. */
export type ChildRecord = NonNullable<AttemptRecord["child"]>;
/** A process of the trigger as it was started. */
export type TriggerRecord = NonNullable<AttemptRecord["triggers"]>[number];
/** What was at a path of the trigger after it. */
export type TriggerFileRecord = NonNullable<AttemptRecord["triggerFiles"]>[number];
/** What was asked of the run. */
export type RunOptions = RunRecord["options"];
/** How consent to trigger was given. */
export type ConsentRecord = NonNullable<RunRecord["consent"]>;

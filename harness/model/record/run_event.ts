// Everything that happens in a run, in order. Appended to `events.ndjson` before the next step starts;
// the run record is a pure fold of these (fold.ts).
import type { OnOff } from "../on_off.ts";
import type { Problem } from "../harness_error.ts";
import type { BlockRecord, MeasurementOutcome, MeasurementPlan, MeasurementRecord } from "./measurement.ts";
import type { Prerequisite } from "../prerequisite.ts";
import type {
  AttemptRecord,
  ConsentRecord,
  DeviceRecord,
  EnablementRecord,
  RestoreRecord,
  RunOptions,
  RunRecord,
  ScenarioRecord,
} from "./run_record.ts";
import type { SkipReason } from "../verdict.ts";

/** What a run starts with. */
export interface RunStarted {
  readonly kind: "run-started";
  readonly schemaVersion: RunRecord["schemaVersion"];
  readonly runId: string;
  readonly tool: RunRecord["tool"];
  readonly simulated: boolean;
  readonly device: DeviceRecord;
  readonly policy: RunRecord["policy"];
  readonly options: RunOptions;
}

/** What identifies a scenario in the record. */
export type ScenarioHead = Pick<ScenarioRecord, "id" | "title" | "expectation" | "portalAlert">;

/** What happened, without its time stamp. */
export type RunEventBody =
  | RunStarted
  | { readonly kind: "device-read"; readonly device: DeviceRecord }
  | { readonly kind: "prerequisites-checked"; readonly prerequisites: readonly Prerequisite[] }
  | { readonly kind: "consent-decided"; readonly consent: ConsentRecord }
  | { readonly kind: "enablement-started"; readonly wanted: OnOff }
  | { readonly kind: "enablement-finished"; readonly enablement: EnablementRecord }
  | { readonly kind: "setting-changed"; readonly from: string; readonly to: string; readonly why: string }
  | { readonly kind: "scenario-started"; readonly scenario: ScenarioHead; readonly attempts: number }
  | { readonly kind: "attempt-started"; readonly scenarioId: string; readonly index: number }
  | {
    readonly kind: "trigger-started";
    readonly scenarioId: string;
    readonly pid: number;
    readonly command: string;
    /** The lines that are run, in order. */
    readonly script: readonly string[];
  }
  | { readonly kind: "trigger-ended"; readonly scenarioId: string; readonly child: AttemptRecord["child"] }
  | {
    readonly kind: "detection-seen";
    readonly scenarioId: string;
    readonly name: string;
    readonly afterMs: number;
  }
  | { readonly kind: "attempt-judged"; readonly scenarioId: string; readonly attempt: AttemptRecord }
  | {
    readonly kind: "scenario-skipped";
    readonly scenario: ScenarioHead;
    readonly reason: SkipReason;
    readonly explanation: string;
  }
  | { readonly kind: "scenario-finished"; readonly scenarioId: string }
  | { readonly kind: "measurement-planned"; readonly plan: MeasurementPlan }
  | {
    readonly kind: "block-started";
    readonly index: number;
    /** Blocks in all. */
    readonly of: number;
    readonly phase: BlockRecord["phase"];
    readonly workload: string;
    readonly arm: BlockRecord["arm"];
    /** Of the whole measurement, this block included. */
    readonly remainingMs: number;
  }
  | { readonly kind: "block-finished"; readonly block: BlockRecord }
  | {
    readonly kind: "measurement-finished";
    readonly outcome: MeasurementOutcome;
    readonly measurements: readonly MeasurementRecord[];
  }
  | { readonly kind: "restore-started"; readonly wanted: string }
  | { readonly kind: "restore-finished"; readonly restore: RestoreRecord }
  | { readonly kind: "problem"; readonly problem: Problem }
  | { readonly kind: "interrupted"; readonly signal: "SIGINT" | "SIGTERM" }
  | { readonly kind: "run-finished" };

/** One line of `events.ndjson`. */
export type RunEvent = RunEventBody & {
  /** 0 for the first event of the run. */
  readonly seq: number;
  /** Wall clock, ISO 8601 in UTC. */
  readonly at: string;
  /** Monotonic clock, milliseconds since the run started. */
  readonly atMs: number;
};

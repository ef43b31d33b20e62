// What an attempt is judged by.
import type { Detection } from "../../model/detection.ts";
import type { Problem } from "../../model/harness_error.ts";
import type { ChildRecord, TriggerFileRecord } from "../../model/record/run_record.ts";
import type { Expectation } from "../../model/scenario.ts";

/** What was seen during one attempt. Times are milliseconds from the start of the trigger. */
export interface AttemptObservation {
  readonly expectation: Expectation["kind"];
  /** How the processes of the trigger ended; empty when none started. */
  readonly children: readonly ChildRecord[];
  /** New entries that fit and are dated while the trigger lived. */
  readonly fits: readonly Detection[];
  /** New entries that fit, but whose date tells nothing. */
  readonly undated: readonly Detection[];
  /** New entries with other names that are dated while the trigger lived; left out: none. */
  readonly others?: readonly Detection[];
  /** Whether a listing gave the entry that fits a status that says "stopped". */
  readonly saysStopped: boolean;
  /** First listing that showed a fitting entry; null when none did. */
  readonly firstSeenMs: number | null;
  /** When that listing was asked for: a slow answer alone is no lateness, a question after the deadline no proof of time. */
  readonly firstAskedMs: number | null;
  /** A listing asked after the deadline lacked the entry that a later one shows. */
  readonly isProvenLate: boolean;
  /** Another entry that fits, but for its date, came to the list in time: it may be what the agent made of this trigger. */
  readonly isOtherInTime: boolean;
  /** When the last listing that could be read was asked for; null when none was since the trigger started. */
  readonly lastAskedMs: number | null;
  /** How long after the first entry, or after the end of a control, another one is looked for. */
  readonly lookoutMs: number;
  readonly deadlineMs: number;
  /** Why the agent could not be read where it had to be; null when it could. */
  readonly agentUnreadable: string | null;
  /** What was at the paths of the trigger after it; left out by records that do not tell. */
  readonly triggerFiles?: readonly TriggerFileRecord[] | undefined;
  /** What went wrong in the attempt. */
  readonly problems?: readonly Problem[];
  /** What of the protection was not as the attempt needs it, before or after it. */
  readonly protectionGaps: readonly string[];
  /** Whether the file that the trigger wrote is gone; only asked for file expectations. */
  readonly fileRemoved: boolean;
  readonly neighbours: { readonly started: number; readonly survived: number } | null;
  /** Most likely causes of silence, most likely first, as one sentence. */
  readonly likelyCause: string;
}

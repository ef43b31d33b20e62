// A scenario as one literal: what is done, what is expected, and for whom it is safe.
import type { OnOff } from "./on_off.ts";
import type { Platform } from "./platform.ts";
import type { Detection } from "./detection.ts";

/** What stands in a script for the folder of the trigger paths. */
export const TRIGGER_FOLDER = "{folder}";

/** A process of the trigger: a script run by `bash`, in order after `startAfterMs`. */
export interface TriggerProcess {
  /** File name of the script, as the vendor calls it. */
  readonly scriptName: string;
  /** Lines of the script; `{folder}` stands for the device's trigger folder. */
  readonly lines: readonly string[];
}

/** The benign action of a scenario. */
export interface Trigger {
  /** `one-process`: all writes by one process. `each-its-own`: one process after the other. */
  readonly processes: readonly [TriggerProcess, ...TriggerProcess[]];
  /** File names inside the trigger folder that the trigger writes; checked before, removed after. */
  readonly files: readonly string[];
  /** What each of the files starts with once the trigger has run. */
  readonly content: string;
  /** How long the trigger takes when nobody stops it, in milliseconds. */
  readonly durationMs: number;
}

/** Which detections fit: all given fields must match within one entry. */
export interface DetectionMatch {
  /** Compared after dropping blanks behind the colon, case-insensitively. */
  readonly name: string;
  readonly type: string;
}

/** What a scenario wants to see. */
export type Expectation =
  /** The trigger is killed and a fitting detection is recorded within the deadline. */
  | { readonly kind: "blocked-and-recorded"; readonly detection: DetectionMatch }
  /** The file is removed or made unreadable and a fitting detection is recorded; no process is killed. */
  | { readonly kind: "file-removed-and-recorded"; readonly detection: DetectionMatch }
  /** The trigger runs to its end and no detection that fits appears. */
  | { readonly kind: "quiet"; readonly detection: DetectionMatch };

/** One scripted check. */
export interface Scenario {
  /** Stable, dotted, and the name of its file with underscores: `behavior-monitoring.change-file-test`. */
  readonly id: string;
  readonly title: string;
  /** What it shows and why, for a person, two or three sentences. */
  readonly description: string;
  /** Vendor document or reasoning it comes from. */
  readonly source: string;
  readonly platforms: readonly Platform[];
  /** Whether `verify` runs it when nobody asked for others. */
  readonly runsByDefault: boolean;
  /** Why it does or does not run by default. */
  readonly defaultReason: string;
  /** `--repeats` applies to these only; controls run once. */
  readonly repeatable: boolean;
  /** State of behavior monitoring that it needs. */
  readonly behaviorMonitoring: OnOff;
  readonly trigger: Trigger;
  /** Unrelated processes that run beside the trigger and must survive. */
  readonly neighbours: number;
  readonly expectation: Expectation;
  /** Title of the alert that the customer's portal shows after it; null when it raises none. */
  readonly portalAlert: string | null;
}

/** Whether a detection fits: name (blank after the colon and case aside) and type, within one entry. */
export function detectionFits(detection: Detection, match: DetectionMatch): boolean {
  return normaliseName(detection.name) === normaliseName(match.name) &&
    (detection.type ?? "").toLowerCase() === match.type.toLowerCase();
}

function normaliseName(name: string): string {
  return name.replace(/:\s+/g, ":").trim().toLowerCase();
}

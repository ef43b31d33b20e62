// The machine under test, as the harness asks it. The agent's own words end behind this interface.
import type { Detection } from "../model/detection.ts";
import type { Exclusion } from "../model/exclusion.ts";
import type { Problem } from "../model/harness_error.ts";
import type { Health, HealthDetails } from "../model/health.ts";
import type { BehaviorCounter, ScanStatistics } from "../model/process_sample.ts";
import type { OnOff } from "../model/on_off.ts";
import type { Platform } from "../model/platform.ts";
import type { Reading } from "../model/reading.ts";

/** The agent's settings that the harness may change, in the agent's words. */
export type ChangeableSetting =
  | "behavior-monitoring"
  | "real-time-protection-statistics"
  | "behavior-monitoring-statistics";

/** The agent's answer to a change. It proves nothing: only re-reading does. */
export interface ChangeAnswer {
  /** `updated` and `unchanged` as the agent says; `refused` for any other answer. */
  readonly kind: "updated" | "unchanged" | "refused";
  /** First line of what it said. */
  readonly message: string;
  readonly exitCode: number | null;
  readonly evidence: readonly string[];
  /** Set when the agent could not be asked at all. */
  readonly problem: Problem | null;
}

/** What is installed at the agent's path. */
export type Installation =
  | { readonly kind: "installed" }
  | { readonly kind: "absent" }
  /** The placeholder app that Microsoft 365 installs: an app bundle, but no agent. */
  | { readonly kind: "shim"; readonly path: string }
  | { readonly kind: "not-executable"; readonly why: string };

/** Listing of detections with the moment it was asked for and answered, on the monotonic clock: those of the command. */
export interface DetectionListing {
  /** The first of them on the wall clock, ISO 8601. */
  readonly askedAt: string;
  readonly askedAtMs: number;
  readonly answeredAtMs: number;
  readonly detections: Reading<readonly Detection[]>;
}

/** A device under test. Every call is one question to the agent; none of them throws for what the agent does. */
export interface Device {
  readonly platform: Platform;
  readonly agentPath: string;
  /** Folder that holds the trigger paths: `/tmp`, or one below the root of a simulated device. */
  readonly triggerFolder: string;
  /** Null for a real device. */
  readonly simulated: { readonly profile: string } | null;
  readInstallation(): Promise<Installation>;
  readHealth(): Promise<Reading<Health>>;
  readHealthDetails(section: string): Promise<Reading<HealthDetails>>;
  readBehaviorMonitoring(): Promise<Reading<NonNullable<Health["behaviorMonitoring"]>>>;
  listDetections(): Promise<DetectionListing>;
  /** Names of detections that the agent was told to allow. */
  readAllowed(): Promise<Reading<readonly string[]>>;
  readExclusions(): Promise<Reading<readonly Exclusion[]>>;
  change(setting: ChangeableSetting, value: OnOff): Promise<ChangeAnswer>;
  readScanStatistics(): Promise<Reading<readonly ScanStatistics[]>>;
  /** The agent's own counters of behavior monitoring; the raw answer is evidence, also where it cannot be read. */
  readBehaviorCounters(): Promise<Reading<readonly BehaviorCounter[]>>;
}

/** Looks at the agent's program without running it. */
export interface InstallationProbe {
  probe(agentPath: string): Promise<Installation>;
}

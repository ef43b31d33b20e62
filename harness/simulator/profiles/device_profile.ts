// What makes one simulated device differ from another, as data. Profiles say what an agent prints, how it takes
// changes, how it reacts and what it costs; how that is done is left to the programs.
import type { OnOff } from "../../model/on_off.ts";
import type { SimulatedCost, SimulatedProfile } from "../../model/simulated_profile.ts";

/** A simulated device. */
export interface DeviceProfile extends SimulatedProfile {
  readonly installation: "installed" | "absent" | "shim";
  readonly health: HealthTraits;
  readonly behaviorMonitoring: SettingTraits;
  /** Whether the counters of real-time protection run from the start. */
  readonly statisticsEnabled: boolean;
  /** Folders that the antivirus is told not to look at; `{triggerFolder}` stands for the device's own. */
  readonly excludedFolders: readonly string[];
  /** Names of detections that the agent was told to allow. */
  readonly allowedDetections: readonly string[];
  /** Entries of the threat list from before, oldest first. */
  readonly history: readonly PastDetection[];
  readonly reaction: Reaction;
  readonly aftermath: Aftermath;
  readonly output: OutputTraits;
  readonly cost: SimulatedCost;
}

/** What health prints and cannot be changed from the command line. */
export interface HealthTraits {
  readonly healthIssues: readonly string[];
  readonly licensed: boolean;
  readonly onboarded: boolean;
  /** First line of every answer, without `ATTENTION: `; null for none. */
  readonly banner: string | null;
  readonly appVersion: string;
  readonly releaseRing: string;
  /** Days until the build expires; negative when it has. */
  readonly expiresInDays: number;
  readonly cloudEnabled: boolean;
  readonly passiveMode: boolean;
  readonly realTimeProtectionEnabled: boolean;
  readonly realTimeProtectionAvailable: boolean;
  readonly engineLoaded: boolean;
}

/** How the setting of behavior monitoring starts and takes changes. */
interface SettingTraits {
  readonly initial: OnOff;
  readonly managed: boolean;
  /** `ignored`: says updated, changes nothing. `never-off`: only switching off is refused. */
  readonly changes: "taken" | "refused" | "ignored" | "never-off";
}

/** An entry of the threat list from before the device was started. */
interface PastDetection {
  readonly name: string;
  readonly type: string;
  readonly status: string;
  readonly daysAgo: number;
}

/** What the agent does about the demonstration. */
export interface Reaction {
  /** Which demonstrations it reacts to, by their number; repeats from the start when it is through. */
  readonly pattern: readonly boolean[];
  readonly kills: boolean;
  /** From the write that completes the behavior to the kill. */
  readonly killDelayMs: number;
  readonly records: boolean;
  /** From the kill to the entry; `late` means after the deadline of the run, within its grace. */
  readonly recordDelayMs: number | "late";
  /** `any-text-file`: one write to any `.txt` in the trigger folder is enough, near misses included. */
  readonly breadth: "demonstration" | "any-text-file";
  /** `reused`: the newest earlier entry of the same name gets a new time, under its old id. */
  readonly entry: "new" | "reused";
  /** Somebody else on the device runs the same demonstration at the same time. */
  readonly secondActor: boolean;
  /** How the process is ended, or stopped; but for the first these are signals that people send. */
  readonly signal: "KILL" | "TERM" | "STOP";
  /** What the entry says was done. */
  readonly status: string;
  /** The agent goes away instead of reacting. */
  readonly agentDies: boolean;
}

/** What becomes of the device once it has seen a demonstration, whatever it did about it. */
export interface Aftermath {
  /**
   * The list from then on. `history-late`: nothing older was listed before. `re-dated`: an older entry gets the time of
   * ten minutes earlier. `zone-step`: all times are those of the next zone. `entry-removed`: a person takes the new entry
   * away. `other-before`, `other-after`, `other-in-control`: somebody else's entry comes, from half a minute before, right
   * after, or when the next control runs. `first-late`: of the new entries only the first is listed, and after seconds.
   * `control-late`: an entry of the control before it comes. `status-later`: an older entry gets another status.
   * `clock-step`: all times go ahead by no whole zone; `clock-ahead`: those of new entries only.
   */
  readonly list:
    | "as-it-is"
    | "history-late"
    | "doubled"
    | "re-dated"
    | "zone-step"
    | "newest-first"
    | "newest-only"
    | "entry-removed"
    | "other-before"
    | "other-after"
    | "control-late"
    | "other-in-control"
    | "first-late"
    | "status-later"
    | "clock-step"
    | "clock-ahead";
  /** What a policy takes away at that moment. */
  readonly lost: "behavior-monitoring" | "real-time-protection" | "passive-mode" | "engine" | null;
  /**
   * How the command line fares for a while: no answer to anything; a slow list; a list cut in an entry; no list as text
   * although there is one as JSON. `never-text` is for good.
   */
  readonly trouble: "fails" | "slow-list" | "cut-list" | "no-text" | "never-text" | null;
}

/** Quirks of what the command line prints. */
export interface OutputTraits {
  /** Whether it knows `--output json`; otherwise it prints text all the same. */
  readonly json: boolean;
  readonly booleans: "words" | "digits";
  /** `cut`: the second half of every answer is missing. `never`: it does not answer at all. */
  readonly answers: "whole" | "cut" | "never";
}

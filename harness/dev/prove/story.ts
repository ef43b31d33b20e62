// What a made-up device is and what happens on it, as data that fits on one line: drawn by stories.ts, told again by
// hand. Nothing here knows how the harness judges.

/** A moment: so long after the start of the nth trigger of the run, from 0. */
export interface Moment {
  readonly trigger: number;
  readonly afterMs: number;
}

/** What the agent does about the behavior that it is meant to stop. Times in milliseconds. */
export interface Reaction {
  readonly blocks: boolean;
  readonly records: boolean;
  /** From the writes to the kill, or to the moment at which a kill would come. */
  readonly blockMs: number;
  /** From there until the list shows the entry. */
  readonly lagMs: number;
  /** Near misses are taken for it too. */
  readonly alsoControls: boolean;
  readonly status: string;
}

/** Something that real lists, clocks, agents and people do. */
export type Artefact =
  /** The agent restarts: no answers, then a list without what it had, then all of it again. */
  | {
    readonly kind: "restart";
    readonly at: Moment;
    readonly downMs: number;
    readonly emptyMs: number;
  }
  /** What was recorded before the run is missing from the list until then. */
  | { readonly kind: "late-history"; readonly until: Moment }
  /** Every row is listed twice. */
  | { readonly kind: "doubles"; readonly from: Moment }
  | { readonly kind: "re-ordered"; readonly how: "newest-first" | "shuffled" }
  /** An old row gets another time, under its id. */
  | { readonly kind: "re-dated"; readonly at: Moment; readonly minutesFromThen: number }
  /** A new row gets another time under its id, so long after it was listed. */
  | { readonly kind: "new-re-dated"; readonly afterListedMs: number; readonly seconds: number }
  /** An old row gets another status; as JSON, with the time of then. */
  | { readonly kind: "old-status"; readonly at: Moment; readonly status: string }
  /** All rows are printed in another zone. */
  | { readonly kind: "zone-step"; readonly at: Moment | null; readonly minutes: number }
  /** The clock of the machine jumps. */
  | { readonly kind: "clock-step"; readonly at: Moment; readonly seconds: number }
  /** Only the newest rows are listed, for some time. */
  | { readonly kind: "rotation"; readonly from: Moment; readonly rows: number; readonly forMs: number }
  /** The list is a whole one, but lacks its newest rows for some time. */
  | { readonly kind: "short-list"; readonly from: Moment; readonly rows: number; readonly forMs: number }
  /** The agent records what it recorded once more under another id, with the same time or with that of then. */
  | { readonly kind: "twin-row"; readonly afterMs: number; readonly isDatedThen: boolean }
  /** Rows are printed as other versions do: `ID`, a blank in the name, a path. */
  | { readonly kind: "spelling" }
  /** The new row has the id of an old one, beside it or in its place. */
  | { readonly kind: "id-reused"; readonly isOldKept: boolean }
  | { readonly kind: "no-ids" }
  /** A person takes new rows away, or does something to them. */
  | { readonly kind: "person"; readonly afterListedMs: number; readonly does: "remove" | string }
  /** The status of new rows is another one at first. */
  | { readonly kind: "status-first"; readonly status: string; readonly forMs: number }
  /** Somebody else runs the demonstration: when, and when the list shows it, both from the start of a trigger. */
  | {
    readonly kind: "second-actor";
    readonly trigger: number;
    readonly ranAfterMs: number;
    readonly listedAfterMs: number;
    readonly status: string;
  }
  /** Something else is found on the device. */
  | { readonly kind: "other-detection"; readonly at: Moment; readonly name: string; readonly type: string }
  /** Protection goes away, and comes back after some time or not at all. */
  | {
    readonly kind: "flip";
    readonly what:
      | "behavior-monitoring"
      | "real-time-protection"
      | "availability"
      | "passive-mode"
      | "engine";
    readonly at: Moment;
    readonly forMs: number | null;
  }
  /** The agent prints the other form than it is asked for. */
  | { readonly kind: "other-form"; readonly from: Moment; readonly forMs: number }
  /** Commands go wrong for some time. */
  | {
    readonly kind: "hiccup";
    readonly at: Moment;
    readonly forMs: number;
    readonly how: HiccupHow;
    readonly which: "list" | "health" | "all";
  }
  /** Nothing can be written when this trigger runs, or nothing but its first file. */
  | { readonly kind: "disk-full"; readonly trigger: number; readonly isFirstWritten: boolean }
  /** Somebody does something to the files of a trigger. */
  | { readonly kind: "meddled"; readonly at: Moment; readonly how: "removed" | "replaced" | "linked" | "cut" }
  /** The helper that removes the files of this trigger is killed. */
  | { readonly kind: "helper-killed"; readonly trigger: number }
  /** A neighbour of this trigger ends. */
  | { readonly kind: "neighbour-ended"; readonly at: Moment }
  /** Somebody ends the process of a trigger. */
  | {
    readonly kind: "ended-by-others";
    readonly at: Moment;
    readonly how: "SIGKILL" | "SIGTERM" | "SIGHUP" | "exit-1" | "exit-137" | "SIGSTOP";
  }
  /** Somebody stops the process of a trigger and lets it go on. */
  | { readonly kind: "held-up"; readonly at: Moment; readonly forMs: number };

/** How a command goes wrong. */
export type HiccupHow =
  | "fails"
  | "slow"
  | "cut"
  | "cut-at-the-end"
  | "empty"
  | "other-words"
  | "text-fails"
  | "killed"
  | "hangs";

/** A device with all that happens on it, and how it is verified. */
export interface Story {
  readonly scenarios: readonly string[];
  readonly repeats: number;
  readonly deadlineMs: number;
  /** The vendor's text to the letter, which goes on after an error. */
  readonly isAsPublished: boolean;
  readonly startsEnabled: boolean;
  /** Minutes by which the machine's local time is ahead of UTC. */
  readonly zoneMinutes: number;
  readonly form: "text" | "json" | "text-only";
  /** What an answer tells of: the moment of the question, or of the answer. */
  readonly answers: "as-asked" | "as-answered";
  readonly answerMs: number;
  /** Minutes before the run of each row that is there already; names alternate between the demonstration's and others. */
  readonly history: readonly number[];
  readonly reaction: Reaction;
  readonly artefacts: readonly Artefact[];
}

/** What an entry says when the thing was stopped; the first two were seen on devices. */
export const STOPPED = ["quarantined", "removed", "blocked", "remediated", "cleaned", "Quarantined"];

/** Statuses that say that the thing was stopped, as the vendor's words have it. */
export function saysStopped(status: string): boolean {
  return STOPPED.includes(status);
}

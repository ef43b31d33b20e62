// What a made-up device is and what happens on it, as data that fits on one line: drawn by fast-check, told again by hand.
// Nothing here knows how the harness judges.
import fc from "fast-check";

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
  /** All rows are printed in another zone. */
  | { readonly kind: "zone-step"; readonly at: Moment | null; readonly minutes: number }
  /** The clock of the machine jumps. */
  | { readonly kind: "clock-step"; readonly at: Moment; readonly seconds: number }
  /** Only the newest rows are listed, for some time. */
  | { readonly kind: "rotation"; readonly from: Moment; readonly rows: number; readonly forMs: number }
  /** The list is a whole one, but lacks its newest rows for some time. */
  | { readonly kind: "short-list"; readonly from: Moment; readonly rows: number; readonly forMs: number }
  /** The agent records what it recorded once more, with the same time under another id. */
  | { readonly kind: "twin-row"; readonly afterMs: number }
  /** Rows are printed as other versions do: `ID`, a blank in the name, a path. */
  | { readonly kind: "spelling" }
  /** The new row has the id of an old one, whose place it takes. */
  | { readonly kind: "id-reused" }
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
  }
  /** Something else is found on the device. */
  | { readonly kind: "other-detection"; readonly at: Moment; readonly name: string; readonly type: string }
  /** Protection goes away, and comes back after some time or not at all. */
  | {
    readonly kind: "flip";
    readonly what: "behavior-monitoring" | "real-time-protection" | "passive-mode" | "engine";
    readonly at: Moment;
    readonly forMs: number | null;
  }
  /** Commands go wrong for some time. */
  | {
    readonly kind: "hiccup";
    readonly at: Moment;
    readonly forMs: number;
    readonly how: "fails" | "slow" | "cut" | "empty" | "text-fails" | "hangs";
    readonly which: "list" | "health" | "all";
  }
  /** Nothing can be written when this trigger runs. */
  | { readonly kind: "disk-full"; readonly trigger: number }
  /** Somebody ends the process of a trigger. */
  | {
    readonly kind: "ended-by-others";
    readonly at: Moment;
    readonly how: "SIGKILL" | "SIGTERM" | "SIGHUP" | "exit-1" | "exit-137" | "SIGSTOP";
  };

/** A device with all that happens on it, and how it is verified. */
export interface Story {
  readonly scenarios: readonly string[];
  readonly repeats: number;
  readonly deadlineMs: number;
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

const BM = "behavior-monitoring.";
const CHOICES: readonly (readonly string[])[] = [
  [],
  [`${BM}change-file-test`],
  [`${BM}other-names`, `${BM}one-file-only`],
  [`${BM}change-file-test`, "antivirus.test-file"],
  ["antivirus.test-file"],
  [`${BM}change-file-test`, `${BM}disabled`],
  [`${BM}neighbours`],
  [`${BM}change-file-test`, `${BM}two-processes`],
];
/** What an entry says when the thing was stopped; the first two were seen on devices. */
const STOPPED = ["quarantined", "removed", "blocked", "remediated", "cleaned", "Quarantined"];
const NOT_STOPPED = [
  "allowed",
  "active",
  "failed",
  "restored",
  "found",
  "pending",
  "unknown",
  "not quarantined",
  "quarantine failed",
  "partially removed",
  "unblocked",
];

/** Statuses that say that the thing was stopped, as the vendor's words have it. */
export function saysStopped(status: string): boolean {
  return STOPPED.includes(status);
}

const whole = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
const trigger = whole(0, 3);
const moment: fc.Arbitrary<Moment> = fc.record({ trigger, afterMs: whole(0, 9000) });
const anyStatus = fc.constantFrom(...STOPPED, ...NOT_STOPPED);
const quarters = whole(-48, 48).filter((one) => one !== 0).map((one) => one * 15);

const reaction: fc.Arbitrary<Reaction> = fc.record({
  blocks: often(),
  records: often(),
  blockMs: whole(50, 2500),
  lagMs: fc.oneof({ weight: 6, arbitrary: whole(0, 2500) }, whole(0, 14_000)),
  alsoControls: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
  status: fc.oneof({ weight: 7, arbitrary: fc.constantFrom(...STOPPED) }, fc.constantFrom(...NOT_STOPPED)),
});

const artefact: fc.Arbitrary<Artefact> = fc.oneof(
  kind("restart", { at: moment, downMs: whole(0, 4000), emptyMs: whole(0, 6000) }),
  kind("late-history", { until: moment }),
  kind("doubles", { from: moment }),
  kind("re-ordered", { how: fc.constantFrom("newest-first", "shuffled") }),
  kind("re-dated", { at: moment, minutesFromThen: fc.oneof(whole(-600, -1), whole(30, 600)) }),
  kind("zone-step", { at: fc.option(moment), minutes: quarters }),
  kind("clock-step", {
    at: moment,
    seconds: fc.constantFrom(-7200, -3600, -300, -20, -3, 3, 20, 300, 3600, 7200),
  }),
  kind("rotation", { from: moment, rows: whole(1, 3), forMs: whole(100, 20_000) }),
  kind("short-list", { from: moment, rows: whole(1, 3), forMs: whole(100, 4000) }),
  kind("twin-row", { afterMs: whole(0, 9000) }),
  kind("spelling", {}),
  kind("id-reused", {}),
  kind("no-ids", {}),
  kind("person", { afterListedMs: whole(0, 9000), does: fc.oneof(fc.constant("remove"), anyStatus) }),
  kind("status-first", { status: anyStatus, forMs: whole(50, 6000) }),
  kind("second-actor", { trigger, ranAfterMs: whole(-90_000, -2500), listedAfterMs: whole(0, 12_000) }),
  kind("second-actor", { trigger, ranAfterMs: whole(-2500, 9000), listedAfterMs: whole(0, 14_000) }),
  kind("other-detection", {
    at: moment,
    name: fc.constantFrom(
      "Virus:DOS/EICAR_Test_File",
      "Behavior:MacOS/SuspCredCopy",
      "Behavior:MacOS/MacOSChangeFileTest.A",
    ),
    type: fc.constantFrom("virus", "behavior"),
  }),
  kind("flip", {
    what: fc.constantFrom("behavior-monitoring", "real-time-protection", "passive-mode", "engine"),
    at: fc.record({ trigger, afterMs: fc.oneof(fc.constant(0), whole(0, 9000)) }),
    forMs: fc.option(whole(200, 30_000)),
  }),
  kind("hiccup", {
    at: moment,
    forMs: fc.oneof({ weight: 6, arbitrary: whole(200, 7000) }, fc.constant(90_000)),
    how: fc.constantFrom("fails", "slow", "cut", "empty", "text-fails", "hangs"),
    which: fc.constantFrom("list", "health", "all"),
  }),
  kind("disk-full", { trigger }),
  kind("ended-by-others", {
    at: fc.record({ trigger, afterMs: whole(20, 5500) }),
    how: fc.constantFrom("SIGKILL", "SIGTERM", "SIGHUP", "exit-1", "exit-137", "SIGSTOP"),
  }),
);

/** Devices of all kinds. */
export const stories: fc.Arbitrary<Story> = fc.record({
  scenarios: fc.oneof(
    { weight: 5, arbitrary: fc.constant(CHOICES[0] ?? []) },
    { weight: 2, arbitrary: fc.constant(CHOICES[1] ?? []) },
    fc.constantFrom(...CHOICES.slice(2)),
  ),
  repeats: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, whole(2, 3)),
  deadlineMs: fc.constantFrom(6000, 8000, 12_000),
  startsEnabled: fc.boolean(),
  zoneMinutes: fc.constantFrom(0, -480, 60, 330, 540),
  form: fc.constantFrom("text", "text", "json", "text-only"),
  answers: fc.constantFrom("as-asked", "as-answered"),
  answerMs: whole(60, 400),
  history: fc.array(whole(2, 50_000), { maxLength: 5 }).map((minutes) => minutes.toSorted((a, b) => b - a)),
  reaction,
  artefacts: fc.array(artefact, { maxLength: 3, size: "max" }),
});

function often(): fc.Arbitrary<boolean> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false));
}

type OfKind<Kind extends Artefact["kind"]> = Omit<Extract<Artefact, { readonly kind: Kind }>, "kind">;

/** One kind of artefact with what is drawn for it. */
function kind<Kind extends Artefact["kind"]>(
  name: Kind,
  parts: { readonly [Key in keyof OfKind<Kind>]: fc.Arbitrary<OfKind<Kind>[Key]> },
): fc.Arbitrary<Extract<Artefact, { readonly kind: Kind }>> {
  return fc.record({ kind: fc.constant(name), ...parts }) as fc.Arbitrary<
    Extract<Artefact, { readonly kind: Kind }>
  >;
}

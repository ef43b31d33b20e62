// Draws devices of all kinds with fast-check.
import fc from "fast-check";
import { type Artefact, type Moment, type Reaction, STOPPED, type Story } from "./story.ts";

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
  "not removed",
  "blocked by user",
];

const whole = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
const trigger = whole(0, 4);
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
  kind("new-re-dated", {
    afterListedMs: whole(0, 6000),
    seconds: fc.oneof(whole(-9, 9), whole(-7200, 7200)),
  }),
  kind("old-status", { at: moment, status: anyStatus }),
  kind("zone-step", { at: fc.option(moment), minutes: quarters }),
  kind("clock-step", {
    at: moment,
    seconds: fc.constantFrom(-7200, -3600, -300, -20, -3, 3, 20, 300, 3600, 7200),
  }),
  kind("rotation", { from: moment, rows: whole(1, 3), forMs: whole(100, 20_000) }),
  kind("short-list", { from: moment, rows: whole(1, 3), forMs: whole(100, 4000) }),
  kind("twin-row", { afterMs: whole(0, 9000), isDatedThen: fc.boolean() }),
  kind("spelling", {}),
  kind("id-reused", { isOldKept: fc.boolean() }),
  kind("no-ids", {}),
  kind("person", { afterListedMs: whole(0, 9000), does: fc.oneof(fc.constant("remove"), anyStatus) }),
  kind("status-first", { status: anyStatus, forMs: whole(50, 6000) }),
  kind("second-actor", {
    trigger,
    ranAfterMs: whole(-90_000, -2500),
    listedAfterMs: whole(0, 12_000),
    status: anyStatus,
  }),
  kind("second-actor", {
    trigger,
    ranAfterMs: whole(-2500, 9000),
    listedAfterMs: whole(0, 14_000),
    status: anyStatus,
  }),
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
    what: fc.constantFrom(
      "behavior-monitoring",
      "real-time-protection",
      "availability",
      "passive-mode",
      "engine",
    ),
    at: fc.record({ trigger, afterMs: fc.oneof(fc.constant(0), whole(0, 9000)) }),
    forMs: fc.option(whole(200, 30_000)),
  }),
  kind("other-form", { from: moment, forMs: whole(200, 20_000) }),
  kind("hiccup", {
    at: moment,
    forMs: fc.oneof({ weight: 6, arbitrary: whole(200, 7000) }, fc.constant(90_000)),
    how: fc.constantFrom(
      "fails",
      "slow",
      "cut",
      "cut-at-the-end",
      "empty",
      "other-words",
      "text-fails",
      "killed",
      "hangs",
    ),
    which: fc.constantFrom("list", "health", "all"),
  }),
  kind("disk-full", { trigger, isFirstWritten: fc.boolean() }),
  kind("meddled", { at: moment, how: fc.constantFrom("removed", "replaced", "linked", "cut") }),
  kind("helper-killed", { trigger }),
  kind("neighbour-ended", { at: moment }),
  kind("ended-by-others", {
    at: fc.record({ trigger, afterMs: whole(20, 5500) }),
    how: fc.constantFrom("SIGKILL", "SIGTERM", "SIGHUP", "exit-1", "exit-137", "SIGSTOP"),
  }),
  kind("held-up", {
    at: fc.record({ trigger, afterMs: fc.oneof(fc.constant(0), whole(0, 5000)) }),
    forMs: whole(200, 14_000),
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
  isAsPublished: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
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

// Devices on which a verdict could be fooled, through the real command line and real processes: what `verify --yes` must
// make of each, and that `judge` says the same of what was stored. The table is written out here on purpose.
import { assertEquals, assertStringIncludes } from "@std/assert";
import { type DeviceToVerify, verifyAll } from "./verify_device.ts";

interface Row extends DeviceToVerify {
  /** What must hold, as a sentence. */
  readonly must: string;
  readonly reason: string;
  /** Where it is neither a pass nor inconclusive. */
  readonly verdict?: "fail";
  /** Reasons of all attempts, in order. */
  readonly each?: readonly string[];
  /** Words that the explanation must hold. */
  readonly says?: string;
}

const CONTROL_AFTER = [
  "--scenario",
  "behavior-monitoring.change-file-test,behavior-monitoring.two-processes",
];
const PASS = "blocked-and-recorded";
const ROWS: readonly Row[] = [
  {
    must: "a doubled record of the demonstration fails no control after it",
    profile: "doubled",
    reason: PASS,
    controls: true,
    options: CONTROL_AFTER,
  },
  {
    must: "a late record of the demonstration fails no control after it",
    profile: "late",
    reason: "late",
    verdict: "fail",
    controls: true,
    options: CONTROL_AFTER,
  },
  {
    must: "controls alone show nothing",
    profile: "healthy-preview",
    reason: "nothing-shown",
    controls: true,
    options: ["--scenario", "behavior-monitoring.other-names"],
  },
  {
    must: "the antivirus test alone shows nothing of behavior monitoring",
    profile: "healthy-preview",
    reason: "nothing-shown",
    controls: true,
    options: ["--scenario", "antivirus.test-file"],
  },
  {
    must: "a step of the zone makes no control fail and no demonstration miss",
    profile: "zone-step",
    reason: PASS,
    controls: true,
  },
  {
    must: "a kill is no pass because old entries come to the list late",
    profile: "history-late",
    reason: "blocked-not-recorded",
  },
  {
    must: "a kill is no pass because an old entry is dated anew",
    profile: "re-dated",
    reason: "blocked-not-recorded",
  },
  {
    must: "a kill is no pass because of a run of somebody else's before it",
    profile: "other-before",
    reason: "blocked-not-recorded",
  },
  {
    must: "a record of a control that comes late makes no pass of the demonstration after it",
    profile: "control-late",
    reason: "blocked-not-recorded",
    controls: true,
    options: ["--scenario", "behavior-monitoring.other-names,behavior-monitoring.neighbours"],
  },
  {
    must: "a kill is no pass because an old entry gets another status",
    profile: "status-later",
    reason: "blocked-not-recorded",
  },
  {
    must: "a late record of attempt 1 makes nothing of attempt 2",
    profile: "first-late",
    reason: "late",
    verdict: "fail",
    each: ["late", "blocked-not-recorded"],
    options: ["--repeats", "2", "--grace", "0"],
  },
  {
    must: "somebody else's entry while a control runs fails no control",
    profile: "other-in-control",
    reason: "ambiguous",
    controls: true,
    options: CONTROL_AFTER,
    each: [PASS, "ambiguous", "quiet-as-expected"],
  },
  { must: "an old id with a new time is a new entry", profile: "reused-entry", reason: PASS },
  { must: "a step of the clock makes no demonstration miss", profile: "clock-step", reason: PASS },
  {
    must: "an entry from a clock that is wrong supports no pass",
    profile: "clock-ahead",
    reason: "clock-not-plausible",
  },
  { must: "an entry listed twice is one entry", profile: "doubled", reason: PASS },
  { must: "the order of the list does not matter", profile: "newest-first", reason: PASS },
  { must: "entries that went out of the list do not matter", profile: "newest-only", reason: PASS },
  { must: "an entry counts although a person took it away after", profile: "entry-removed", reason: PASS },
  { must: "a second entry that follows closely is told", profile: "other-after", reason: "ambiguous" },
  ...["allowed", "restored", "active", "failed"].map((status) => ({
    must: `an entry with the status "${status}" supports no pass, and the status is named`,
    profile: `status-${status}`,
    reason: "status-not-stopped",
    says: `"${status}"`,
  })),
  {
    must: "silence after behavior monitoring went off is not laid to enrolment",
    profile: "loses-behavior-monitoring",
    reason: "protection-changed",
  },
  {
    must: "silence after real-time protection went off is not laid to enrolment",
    profile: "loses-real-time-protection",
    reason: "protection-changed",
  },
  {
    must: "silence in passive mode is not laid to enrolment",
    profile: "loses-passive-mode",
    reason: "protection-changed",
  },
  {
    must: "silence of an engine that is not loaded is not laid to enrolment",
    profile: "loses-engine",
    reason: "protection-changed",
  },
  { must: "a command line that fails for a while decides nothing", profile: "stumbles", reason: PASS },
  { must: "a list that takes long is no late detection", profile: "slow-list", reason: PASS },
  { must: "a list that is cut for a while decides nothing", profile: "cut-list", reason: PASS },
  { must: "a list that fails as text for a while decides nothing", profile: "no-text", reason: PASS },
  {
    must: "a demonstration that somebody ended with SIGTERM names the detection",
    profile: "terminated",
    reason: "trigger-not-run",
    says: "detection was recorded",
  },
  {
    must: "a demonstration that somebody stopped with SIGSTOP names the detection",
    profile: "frozen",
    reason: "trigger-not-run",
    says: "detection was recorded",
  },
];

/** Verdict and exit code that belong to the reason of a row. */
function outcomeOf({ reason, verdict }: Row): readonly [string, number] {
  if (verdict === "fail") return ["fail", 1];
  return reason === PASS ? ["pass", 0] : ["inconclusive", 3];
}

Deno.test("verify --yes is fooled by no device, and judge says the same", async (t) => {
  const rows = ROWS.map((row) => ({ ...row, passes: row.reason === PASS }));
  for (const [row, outcome] of verifyAll(rows, { judges: true })) {
    const { must, profile, reason, each, says = "" } = row;
    await t.step(`${must} (${profile}: ${reason})`, async () => {
      const { code, stderr, record, judged } = await outcome;
      if (record === null) throw new Error(`No record was written: ${stderr}`);
      const [verdict, exitCode] = outcomeOf(row);
      const told = `${record.explanation}\n${stderr}`;
      assertEquals([record.verdict, record.reason, code], [verdict, reason, exitCode], told);
      assertStringIncludes(record.explanation, says);
      const reasons = record.scenarios.flatMap(({ attempts }) => attempts.map((one) => one.reason));
      assertEquals(reasons, each ?? reasons, told);
      const failed = record.scenarios.filter((one) => one.expectation === "quiet" && one.verdict === "fail");
      assertEquals(failed.map(({ id }) => id), [], told);
      if (reason === "protection-changed") assertEquals(/enroll?ed/.test(record.explanation), false, told);
      assertEquals([judged?.code, judged?.stdout.includes("(as before)")], [exitCode, true], judged?.stdout);
    });
  }
});

// Every simulated device, through the real command line and real processes: what `verify --yes` must make of it.
// The table is written out here on purpose and not read from the product.
import { assertEquals, assertGreater, assertNotMatch, assertStringIncludes } from "@std/assert";
import type { RunRecord } from "../../model/record/run_record.ts";
import { type DeviceToVerify, verifyAll } from "./verify_device.ts";

interface Row extends DeviceToVerify {
  /** Verdict, reason and exit code. */
  readonly expected: readonly [verdict: string, reason: string, exitCode: number];
  /** Words that the explanation or the restore must hold. */
  readonly says?: string;
  /** Words that they must not hold. */
  readonly never?: RegExp;
}

const PASS = ["pass", "blocked-and-recorded", 0] as const;
const unmet = (profile: string, says: string): Row => ({
  profile,
  expected: ["inconclusive", "prerequisites-unmet", 3],
  says,
});

const ROWS: readonly Row[] = [
  {
    profile: "flaky",
    expected: ["fail", "not-detected", 1],
    options: ["--repeats", "10"],
    says: "7 of 10",
    // It blocked some: whatever would have silenced all is no cause.
    never: /enroll?ed|preview features/,
  },
  { profile: "healthy-preview", expected: PASS, controls: true },
  { profile: "off-by-default", expected: PASS, controls: true, says: "disabled" },
  { profile: "trigger-happy", expected: ["fail", "unexpected-block", 1], controls: true },
  { profile: "healthy-ga", expected: PASS },
  { profile: "reused-entry", expected: PASS },
  { profile: "text-only", expected: PASS },
  { profile: "old-booleans", expected: PASS },
  unmet("managed-off", "antivirusEngine.behaviorMonitoring"),
  unmet("not-onboarded", "onboarded"),
  unmet("expired", "not-expired"),
  unmet("outdated", "101.24032.0003"),
  unmet("wrong-ring", "release-ring"),
  unmet("rtp-off", "Real-time protection is off"),
  unmet("rtp-unavailable", "not available"),
  unmet("passive", "Passive mode"),
  unmet("cloud-off", "cloud-protection"),
  unmet("excluded", "no-exclusion"),
  unmet("allowed-detection", "detection-not-allowed"),
  unmet("not-installed", "agent-installed"),
  unmet("shim-only", "Microsoft 365"),
  { profile: "refuses-change", expected: ["inconclusive", "not-enabled", 3] },
  { profile: "lies-about-change", expected: ["inconclusive", "not-enabled", 3], says: "reading it again" },
  {
    profile: "not-enrolled",
    expected: ["fail", "not-detected", 1],
    says: "Most likely: the device is not enrolled",
  },
  { profile: "stale-history", expected: ["fail", "not-detected", 1] },
  { profile: "records-only", expected: ["fail", "recorded-not-blocked", 1] },
  { profile: "blocks-only", expected: ["inconclusive", "blocked-not-recorded", 3] },
  { profile: "late", expected: ["fail", "late", 1], says: "after the deadline" },
  { profile: "second-actor", expected: ["inconclusive", "ambiguous", 3] },
  { profile: "garbled", expected: ["inconclusive", "agent-unreadable", 3] },
  { profile: "hangs", expected: ["inconclusive", "agent-unreadable", 3] },
  { profile: "dies", expected: ["inconclusive", "agent-unreadable", 3] },
  { profile: "stuck-on", expected: ["pass", "blocked-and-recorded", 5] },
];

Deno.test("verify --yes judges every simulated device as it must", async (t) => {
  const rows = ROWS.map((row) => ({ ...row, passes: row.expected === PASS }));
  for (const [{ profile, expected, says = "", never }, outcome] of verifyAll(rows)) {
    await t.step(`${profile}: ${expected.join(" · ")}`, async () => {
      const { code, stderr, record } = await outcome;
      if (record === null) throw new Error(`No record was written: ${stderr}`);
      assertEquals([record.verdict, record.reason, code], expected, `${record.explanation}\n${stderr}`);
      assertEquals([record.simulated, record.device.profile], [true, profile]);
      const told = `${record.explanation} ${record.restore.detail}`;
      assertStringIncludes(told, says);
      if (never !== undefined) assertNotMatch(told, never);
      checkRecord(record, expected);
    });
  }
});

/** What must hold in any record, whatever the device. */
function checkRecord(record: RunRecord, [, reason, exitCode]: Row["expected"]): void {
  assertEquals(record.exitCode, exitCode);
  const triggered = record.scenarios.flatMap(({ attempts }) => attempts);
  if (reason === "prerequisites-unmet" || reason === "not-enabled") assertEquals(triggered, []);
  if (exitCode !== 5) assertEquals(record.restore.status === "failed", false);
  for (const { verdict, timeToBlockMs, timeToRecordMs, detections } of triggered) {
    if (verdict !== "pass" || detections.length === 0) continue;
    assertEquals(detections.length, 1);
    assertGreater(timeToRecordMs ?? 0, timeToBlockMs ?? Infinity);
  }
}

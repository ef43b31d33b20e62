import { assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import fc from "fast-check";
import { foldRun } from "./fold.ts";
import { HarnessError } from "../harness_error.ts";
import type { RunEventBody, ScenarioHead } from "./run_event.ts";
import type { AttemptRecord, RunRecord } from "./run_record.ts";
import { runRecordSchema } from "./run_record_schema.ts";
import {
  attempt,
  BLOCK,
  CONTROL,
  DEVICE,
  ENABLED,
  END,
  fold,
  MISSED,
  prerequisite,
  PROBLEM,
  QUIET,
  RESTORED,
  scenario,
  skip,
  stamp,
  UNCLEAR,
} from "../../testing/run_bodies.ts";

const judged = ({ verdict, reason, exitCode }: RunRecord) => ({ verdict, reason, exitCode });

Deno.test("foldRun() passes when every scenario passed, with the reason of the one that wants a block", () => {
  const record = fold(...scenario(CONTROL, [QUIET]), ...scenario(BLOCK, [attempt()]), END);
  assertEquals(judged(record), { verdict: "pass", reason: "blocked-and-recorded", exitCode: 0 });
  assertEquals(record.explanation, "Killed after 900 ms and recorded.");
  assertEquals(record.restore, { status: "not-needed", detail: "Nothing was changed." });
  assertEquals([record.durationMs, record.finishedAt], [1750, "2026-01-05T03:00:01.750Z"]);
  assertEquals<unknown>(runRecordSchema.parse(record), record);
});

Deno.test("foldRun() shows nothing by controls or by the antivirus test alone", () => {
  const file: ScenarioHead = { ...BLOCK, id: "a.file", expectation: "file-removed-and-recorded" };
  for (
    const [head, one] of [[CONTROL, QUIET], [file, attempt({ reason: "removed-and-recorded" })]] as const
  ) {
    const record = fold(...scenario(head, [one]), END);
    assertEquals(judged(record), { verdict: "inconclusive", reason: "nothing-shown", exitCode: 3 });
    assertStringIncludes(record.explanation, "No demonstration was blocked");
  }
});

Deno.test("foldRun() takes the last word on an attempt", () => {
  const again: RunEventBody = { kind: "attempt-judged", scenarioId: BLOCK.id, attempt: UNCLEAR };
  const record = fold(...scenario(BLOCK, [attempt()]), again, END);
  assertEquals([record.reason, record.scenarios[0]?.attempts.length], ["ambiguous", 1]);
});

Deno.test("foldRun() takes the worst attempt for the scenario and the worst scenario for the run", () => {
  const record = fold(
    ...scenario(BLOCK, [attempt(), UNCLEAR, MISSED, attempt({ timeToBlockMs: 1100, timeToRecordMs: null })]),
    ...scenario(CONTROL, [UNCLEAR]),
    END,
  );
  assertEquals(judged(record), { verdict: "fail", reason: "not-detected", exitCode: 1 });
  const block = record.scenarios[0];
  assertEquals(block?.verdict, "fail");
  assertEquals([block?.rate?.passed, block?.rate?.total], [2, 4]);
  assertEquals(block?.timeToBlockMs, { median: 1000, p95: 1090 });
  assertEquals(block?.timeToRecordMs, { median: 1200, p95: 1200 });
  assertMatch(block?.explanation ?? "", /^2 of 4 attempts passed .*Attempt 3: Nothing reacted\.$/);
});

Deno.test("foldRun() never softens a fail by what came after it", () => {
  const interrupted: RunEventBody = { kind: "interrupted", signal: "SIGINT" };
  const failed = scenario(BLOCK, [MISSED]);
  assertEquals(judged(fold(...failed, interrupted, END)), {
    verdict: "fail",
    reason: "not-detected",
    exitCode: 130,
  });
  assertEquals(judged(fold(...failed)), { verdict: "fail", reason: "not-detected", exitCode: 1 });
  assertEquals(fold(...failed, ...scenario(CONTROL, [UNCLEAR]), END).verdict, "fail");
  const crash: RunEventBody = { kind: "problem", problem: { ...PROBLEM, code: "scenario/crashed" } };
  assertEquals(fold(...failed, crash, END).reason, "not-detected");
});

Deno.test("foldRun() is inconclusive when interrupted, whatever passed before", () => {
  const record = fold(...scenario(BLOCK, [attempt()]), { kind: "interrupted", signal: "SIGTERM" }, END);
  assertEquals(judged(record), { verdict: "inconclusive", reason: "interrupted", exitCode: 143 });
  assertEquals(record.interruptedBy, "SIGTERM");
  assertStringIncludes(record.explanation, "SIGTERM");
});

Deno.test("foldRun() of a run that was killed is inconclusive and has no end", () => {
  const record = fold(...scenario(BLOCK, [attempt()]));
  assertEquals(judged(record), { verdict: "inconclusive", reason: "harness-error", exitCode: 4 });
  assertEquals([record.finishedAt, record.durationMs], [null, null]);
});

Deno.test("foldRun() takes a crash of a scenario as a fault of the harness", () => {
  const problem = { ...PROBLEM, code: "scenario/crashed" } as const;
  const record = fold(...scenario(CONTROL, [QUIET]), { kind: "problem", problem }, END);
  assertEquals(judged(record), { verdict: "inconclusive", reason: "harness-error", exitCode: 4 });
  assertEquals(record.problems, [problem]);
});

Deno.test("foldRun() is inconclusive with the reason of an attempt that could not be judged", () => {
  const record = fold(...scenario(CONTROL, [QUIET]), ...scenario(BLOCK, [UNCLEAR]), END);
  assertEquals(judged(record), { verdict: "inconclusive", reason: "ambiguous", exitCode: 3 });
});

Deno.test("foldRun() names unmet prerequisites and their remedies", () => {
  const prerequisites = [
    prerequisite(),
    prerequisite({ id: "onboarded", detail: "No licence was found.", remedy: null }),
    prerequisite({ id: "enrolled", status: "unknown" }),
    prerequisite({ id: "cloud-protection", waiver: { reason: "known" } }),
  ];
  const record = fold({ kind: "prerequisites-checked", prerequisites }, skip("prerequisites-unmet"), END);
  assertEquals(judged(record), { verdict: "inconclusive", reason: "prerequisites-unmet", exitCode: 3 });
  assertEquals(
    record.explanation,
    "Nothing was triggered because 2 required prerequisites are not met. " +
      'release-ring: The ring is Production, wanted InsiderFast. Remedy: run "sudo defaults write ring". ' +
      "onboarded: No licence was found.",
  );
  assertEquals(fold({ kind: "prerequisites-checked", prerequisites }, END).reason, "prerequisites-unmet");
});

Deno.test("foldRun() takes the most telling skip, also when another scenario passed", () => {
  for (const reason of ["agent-unreadable", "not-enabled", "consent-not-given", "interrupted"] as const) {
    const record = fold(...scenario(CONTROL, [QUIET]), skip("platform-not-supported"), skip(reason), END);
    assertEquals(judged(record), { verdict: "inconclusive", reason, exitCode: 3 });
    assertEquals(record.explanation, `Skipped: ${reason}.`);
  }
  const both = fold(skip("consent-not-given", CONTROL), skip("not-enabled"), END);
  assertEquals(both.reason, "not-enabled");
  assertEquals(fold(skip("prerequisites-unmet"), END).explanation, "Skipped: prerequisites-unmet.");
});

Deno.test("foldRun() lets a harmless skip stand beside a pass, but does not count it as one", () => {
  const reason = "platform-not-supported";
  assertEquals(fold(...scenario(BLOCK, [attempt()]), skip(reason, CONTROL), END).verdict, "pass");
  assertEquals(fold(...scenario(BLOCK, [attempt()]), END).reason, "harness-error");
  assertEquals(fold(skip(reason), END).reason, "nothing-shown");
});

Deno.test("foldRun() does not pass when the harness failed before a scenario that was asked for", () => {
  const record = fold(...scenario(BLOCK, [attempt()]), skip("harness-error", CONTROL), END);
  assertEquals(judged(record), { verdict: "inconclusive", reason: "harness-error", exitCode: 4 });
});

Deno.test("foldRun() of a run in which nothing ran is inconclusive", () => {
  assertEquals(judged(fold(END)), { verdict: "inconclusive", reason: "nothing-run", exitCode: 3 });
  assertEquals(fold({ kind: "problem", problem: PROBLEM }, END).reason, "agent-unreadable");
  const other = { ...PROBLEM, code: "output/not-writable" } as const;
  assertEquals(judged(fold({ kind: "problem", problem: other }, END)), {
    verdict: "inconclusive",
    reason: "harness-error",
    exitCode: 4,
  });
});

Deno.test("foldRun() takes a failed enablement as the reason when no scenario tells", () => {
  if (ENABLED.kind !== "enablement-finished") throw new Error("unexpected fixture");
  const problem = { ...PROBLEM, code: "enablement/managed" } as const;
  const record = fold(
    { ...ENABLED, enablement: { ...ENABLED.enablement, after: null, changed: false, problem } },
    END,
  );
  assertEquals(judged(record), { verdict: "inconclusive", reason: "not-enabled", exitCode: 3 });
  assertEquals(record.explanation, "Cannot ask the agent. Start the agent.");
});

Deno.test("foldRun() counts a change that was not put back as a failed restore", () => {
  const changed: RunEventBody = { kind: "setting-changed", from: "disabled", to: "enabled", why: "asked" };
  for (const left of [changed, ENABLED]) {
    const record = fold(left, ...scenario(BLOCK, [attempt()]));
    assertEquals([record.restore.status, record.exitCode], ["failed", 5]);
    assertStringIncludes(record.restore.detail, '"disabled" before the run and was left "enabled"');
    assertStringIncludes(record.restore.detail, "bmverify restore");
  }
  const back: RunEventBody = { kind: "setting-changed", from: "enabled", to: "disabled", why: "put back" };
  assertEquals(fold(changed, back, END).restore.status, "not-needed");
  assertEquals(fold(changed, ENABLED, RESTORED, END).restore.status, "restored");
});

Deno.test("foldRun() counts a change that was cut off as a failed restore", () => {
  for (
    const cut of [
      { kind: "enablement-started", wanted: "enabled" },
      { kind: "restore-started", wanted: "disabled" },
    ] as const
  ) {
    const record = fold(cut);
    assertEquals(record.restore.status, "failed");
    assertStringIncludes(record.restore.detail, "bmverify restore");
  }
});

Deno.test("foldRun() does not pass a scenario that ended before all its attempts", () => {
  const started: RunEventBody = { kind: "scenario-started", scenario: BLOCK, attempts: 3 };
  const none = fold(started, END).scenarios[0];
  assertEquals([none?.verdict, none?.reason, none?.rate], ["inconclusive", "interrupted", null]);
  const judge = (one: AttemptRecord): RunEventBody => ({
    kind: "attempt-judged",
    scenarioId: BLOCK.id,
    attempt: one,
  });
  const one = fold(started, judge(attempt()), END);
  assertEquals(judged(one), { verdict: "inconclusive", reason: "interrupted", exitCode: 3 });
  assertStringIncludes(one.explanation, "after 1 of 3 attempts");
  assertEquals(fold(started, judge(MISSED), END).verdict, "fail");
});

Deno.test("foldRun() does not drop an attempt of a scenario that never started", () => {
  const record = fold({ kind: "attempt-judged", scenarioId: "a.block", attempt: MISSED }, END);
  assertEquals(judged(record), { verdict: "inconclusive", reason: "harness-error", exitCode: 4 });
});

Deno.test("foldRun() keeps device, consent and the first signal", () => {
  const record = fold(
    { kind: "device-read", device: { ...DEVICE, hostName: "mac-2" } },
    { kind: "consent-decided", consent: { given: true, how: "option" } },
    { kind: "interrupted", signal: "SIGINT" },
    { kind: "interrupted", signal: "SIGTERM" },
    END,
  );
  assertEquals([record.device.hostName, record.exitCode], ["mac-2", 130]);
  assertEquals(record.consent, { given: true, how: "option" });
});

Deno.test("foldRun() refuses a list that does not start with the start of a run", () => {
  for (const events of [[], stamp([END])]) {
    assertEquals(assertThrows(() => foldRun(events), HarnessError).code, "bundle/incomplete");
  }
});

const anyBody: fc.Arbitrary<RunEventBody> = fc.constantFrom<RunEventBody>(
  { kind: "prerequisites-checked", prerequisites: [prerequisite()] },
  { kind: "enablement-started", wanted: "enabled" },
  ENABLED,
  { kind: "setting-changed", from: "enabled", to: "disabled", why: "a control" },
  ...scenario(BLOCK, [attempt(), MISSED]),
  ...scenario(CONTROL, [UNCLEAR]),
  { kind: "attempt-started", scenarioId: BLOCK.id, index: 1 },
  { kind: "trigger-started", scenarioId: BLOCK.id, pid: 1, command: "bash x", script: [] },
  { kind: "trigger-ended", scenarioId: BLOCK.id, child: null },
  { kind: "detection-seen", scenarioId: BLOCK.id, name: "n", afterMs: 1 },
  skip("not-enabled"),
  { kind: "restore-started", wanted: "disabled" },
  RESTORED,
  { kind: "problem", problem: PROBLEM },
  { kind: "interrupted", signal: "SIGINT" },
  END,
);

Deno.test("foldRun() of any events in any order, cut anywhere, gives a valid record", () => {
  fc.assert(fc.property(fc.array(anyBody, { maxLength: 25 }), (bodies) => {
    const record = runRecordSchema.parse(fold(...bodies));
    const verdicts = record.scenarios.flatMap(({ attempts }) => attempts.map(({ verdict }) => verdict));
    if (verdicts.includes("fail")) assertEquals(record.verdict, "fail");
    if (record.verdict === "pass") assertEquals(verdicts.filter((verdict) => verdict !== "pass"), []);
  }));
});

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { CATALOGUE } from "../../scenarios/catalogue.ts";
import { selectScenarios } from "../../scenarios/select_scenarios.ts";
import { foldRun } from "../model/record/fold.ts";
import type { RestoreRecord, RunRecord } from "../model/record/run_record.ts";
import {
  createFakeRun,
  fakeRequest,
  type FakeRequestOptions,
  type FakeRun,
  type FakeRunOptions,
  SILENT,
} from "../testing/fake_run.ts";
import { GARBLED, TIMED_OUT } from "../testing/scripted_device.ts";
import { type VerifyRequest, verifyRun } from "./verify_run.ts";

interface VerifyOptions extends FakeRunOptions, FakeRequestOptions {
  readonly scenarios?: readonly string[];
  readonly before?: (run: FakeRun) => void;
  readonly request?: Partial<VerifyRequest>;
}

interface Verified {
  readonly run: FakeRun;
  readonly record: RunRecord;
  readonly restored: RestoreRecord;
}

async function verify(
  { scenarios = [], before, request, ...options }: VerifyOptions = {},
): Promise<Verified> {
  const run = createFakeRun(options);
  before?.(run);
  const asked = { ...fakeRequest(selectScenarios(CATALOGUE, scenarios), options), ...request };
  const restored = await run.clock.run(verifyRun(run, asked));
  return { run, restored, record: foldRun(run.log.events) };
}

/** What must hold after any run: nothing ours is left, and the setting is as it was found. */
function assertAsFound({ run, record, restored }: Verified, setting = "disabled"): void {
  assertEquals([run.device.setting, run.state.left], [setting, []]);
  assertEquals([run.triggerFiles.ours, run.triggerRunner.running], [[], 0]);
  assertEquals(record.restore, restored);
  assert(record.exitCode !== 5);
}

const said = ({ record: { verdict, reason, exitCode } }: Verified) => [verdict, reason, exitCode];
const DEMONSTRATION = ["behavior-monitoring.change-file-test"];
/** What is told of each of the controls. */
const TWICE = [
  "scenario-started",
  "attempt-started",
  "trigger-started",
  "trigger-ended",
  "attempt-judged",
  "scenario-finished",
] as const;

Deno.test("verifyRun() checks, asks, enables, runs the demonstration and two controls beside each other, and restores", async () => {
  const verified = await verify();
  assertEquals(verified.run.log.kinds, [
    "run-started",
    "device-read",
    "prerequisites-checked",
    "consent-decided",
    "enablement-started",
    "enablement-finished",
    "scenario-started",
    "attempt-started",
    "trigger-started",
    "trigger-ended",
    "detection-seen",
    "attempt-judged",
    "scenario-finished",
    ...TWICE.flatMap((kind) => [kind, kind]),
    "list-read-again",
    "restore-started",
    "restore-finished",
    "run-finished",
  ]);
  assertEquals(said(verified), ["pass", "blocked-and-recorded", 0]);
  assertEquals(verified.record.scenarios.map(({ id }) => id), [
    "behavior-monitoring.change-file-test",
    "behavior-monitoring.other-names",
    "behavior-monitoring.one-file-only",
  ]);
  assertEquals(verified.restored.status, "restored");
  const { listings } = verified.record;
  const asked = verified.run.trace.steps.filter((step) => step === "ask list").length;
  assertEquals([listings?.count, listings?.tookMs], [asked, asked * 40]);
  assertAsFound(verified);
});

for (
  const { what, settleMs, setting, mostMs } of [
    { what: "simulated device that is ready", settleMs: 500, setting: "enabled", mostMs: 14_500 },
    { what: "real device that is switched on first", settleMs: 10_000, setting: "disabled", mostMs: 30_000 },
  ] as const
) {
  Deno.test(`verifyRun() takes ${mostMs} ms and 35 questions at most on a ${what}`, async () => {
    const { record, run } = await verify({
      options: { settleMs },
      device: { setting: { value: setting, managed: false } },
    });
    assertEquals([record.verdict, record.reason], ["pass", "blocked-and-recorded"]);
    assert((record.durationMs ?? Infinity) <= mostMs, `${record.durationMs} ms`);
    const asked = run.trace.steps.filter((step) => /^(ask|change) /.test(step));
    assert(asked.length <= 35, asked.join(", "));
  });
}

Deno.test("verifyRun() writes the intent before the change, and asks for consent before both", async () => {
  let askedAt = -1;
  const run = createFakeRun();
  const request = fakeRequest(selectScenarios(CATALOGUE, DEMONSTRATION));
  await run.clock.run(verifyRun(run, {
    ...request,
    askConsent: () => {
      askedAt = run.trace.steps.length;
      return Promise.resolve({ given: true, how: "prompt" });
    },
  }));
  const { steps } = run.trace;
  const journalled = steps.indexOf("journal open disabled to enabled");
  const changed = steps.indexOf("change behavior-monitoring to enabled");
  const started = steps.indexOf("start BM_test.sh");
  assert(askedAt > 0 && askedAt < journalled && journalled < changed && changed < started, steps.join("\n"));
});

Deno.test("verifyRun() changes nothing on a device that is on already", async () => {
  const verified = await verify({ device: { setting: { value: "enabled", managed: true } } });
  assertEquals(verified.run.trace.steps.filter((step) => step.startsWith("change")), []);
  assertEquals([verified.restored.status, verified.record.restore.status], ["not-needed", "not-needed"]);
  assertEquals(said(verified), ["pass", "blocked-and-recorded", 0]);
  assertAsFound(verified, "enabled");
});

Deno.test("verifyRun() triggers and changes nothing when a required prerequisite is unmet", async () => {
  const verified = await verify({ device: { health: { releaseRing: "Production" } } });
  assertEquals(verified.run.log.kinds, [
    "run-started",
    "device-read",
    "prerequisites-checked",
    "scenario-skipped",
    "scenario-skipped",
    "scenario-skipped",
    "restore-finished",
    "run-finished",
  ]);
  assertEquals(said(verified), ["inconclusive", "prerequisites-unmet", 3]);
  assertStringIncludes(verified.record.explanation, "release-ring");
  assertAsFound(verified);
});

Deno.test("verifyRun() goes on in spite of a waived prerequisite, and keeps its status", async () => {
  const request = { checks: { waivers: new Map([["release-ring", { reason: "moved tomorrow" }]] as const) } };
  const verified = await verify({ device: { health: { releaseRing: "Production" } }, request });
  assertEquals(said(verified), ["pass", "blocked-and-recorded", 0]);
  const ring = verified.record.prerequisites.find(({ id }) => id === "release-ring");
  assertEquals([ring?.status, ring?.waiver?.reason], ["unmet", "moved tomorrow"]);
});

Deno.test("verifyRun() triggers and changes nothing without consent", async () => {
  const verified = await verify({ consent: false });
  assertEquals(verified.run.trace.steps.filter((step) => /^(change|start|journal)/.test(step)), []);
  assertEquals(said(verified), ["inconclusive", "consent-not-given", 3]);
  assertAsFound(verified);
});

Deno.test("verifyRun() is inconclusive and puts back what it tried when the setting cannot be switched on", async () => {
  for (const change of ["refuses", "lies"] as const) {
    const verified = await verify({ device: { change: () => change } });
    assertEquals(said(verified), ["inconclusive", "not-enabled", 3], change);
    assertEquals(verified.run.trace.steps.filter((step) => step.startsWith("start")), []);
    assertAsFound(verified);
  }
});

Deno.test("verifyRun() puts back a change that showed only after it gave up", async () => {
  const verified = await verify({ device: { visibleAfterMs: 3500 } });
  await verified.run.clock.run(verified.run.clock.sleep(60_000));
  assertEquals(verified.record.verdict, "inconclusive");
  assertEquals(verified.run.device.setting, "disabled");
});

Deno.test("verifyRun() does not let a managed setting pass for a missing prerequisite of the agent", async () => {
  const verified = await verify({ device: { setting: { value: "disabled", managed: true } } });
  assertEquals([verified.record.verdict, verified.record.exitCode], ["inconclusive", 3]);
  assertStringIncludes(verified.record.explanation, "profile");
  assertAsFound(verified);
});

Deno.test("verifyRun() fails when nothing is detected, and names enrolment first", async () => {
  const verified = await verify({ reaction: SILENT, scenarios: DEMONSTRATION });
  assertEquals(said(verified), ["fail", "not-detected", 1]);
  assertStringIncludes(verified.record.explanation, "Most likely: the device is not enrolled");
  assertAsFound(verified);
});

Deno.test("verifyRun() passes on no detection that was there before", async () => {
  const verified = await verify({
    reaction: SILENT,
    scenarios: DEMONSTRATION,
    device: {
      earlier: ["a1", "b2"].map((id) => ({
        id,
        name: "Behavior:MacOS/MacOSChangeFileTest",
        type: "behavior",
        status: "blocked",
        detectedAt: "2025-12-24T10:00:00",
      })),
    },
  });
  assertEquals(said(verified), ["fail", "not-detected", 1]);
});

Deno.test("verifyRun() switches off for the control that needs it, and back on for what follows", async () => {
  const verified = await verify({ scenarios: ["*.disabled", "*.neighbours"] });
  assertEquals(verified.run.trace.steps.filter((step) => step.startsWith("change")), [
    "change behavior-monitoring to enabled",
    "change behavior-monitoring to disabled",
    "change behavior-monitoring to enabled",
    "change behavior-monitoring to disabled",
  ]);
  assertEquals(verified.run.log.of("setting-changed").map(({ from, to }) => [from, to]), [
    ["enabled", "disabled"],
    ["disabled", "enabled"],
  ]);
  assertEquals(verified.record.scenarios.map(({ reason }) => reason), [
    "quiet-as-expected",
    "neighbours-survived",
  ]);
  assertAsFound(verified);
});

Deno.test("verifyRun() with leaveEnabled leaves it on, also after the control that needed it off", async () => {
  for (
    const [scenarios, reason] of [[DEMONSTRATION, "blocked-and-recorded"], [
      ["*.disabled"],
      "nothing-shown",
    ]] as const
  ) {
    const verified = await verify({ scenarios, options: { leaveEnabled: true } });
    assertEquals([verified.run.device.setting, verified.run.state.left], ["enabled", []]);
    assertEquals(verified.record.reason, reason);
  }
});

Deno.test("verifyRun() keeps the verdict and exits 5 when the setting cannot be put back", async () => {
  const verified = await verify({ device: { change: (to) => to === "disabled" ? "refuses" : "obeys" } });
  assertEquals(said(verified), ["pass", "blocked-and-recorded", 5]);
  assertEquals([verified.restored.status, verified.run.state.left.length], ["failed", 1]);
  assertEquals(verified.run.log.of("problem").map(({ problem }) => problem.code), ["restore/failed"]);
});

Deno.test("verifyRun() is inconclusive in bounded time when the agent cannot be read", async () => {
  for (const problem of [GARBLED, TIMED_OUT]) {
    const verified = await verify({ device: { unreadable: () => problem } });
    assertEquals(said(verified), ["inconclusive", "agent-unreadable", 3]);
    assert(verified.run.clock.monotonicMs() < 30_000);
    assertAsFound(verified);
  }
});

Deno.test("verifyRun() is inconclusive when the agent goes away before the list is read", async () => {
  const verified = await verify({
    scenarios: DEMONSTRATION,
    device: { unreadable: (question) => question === "list" ? GARBLED : null },
  });
  assertEquals(said(verified), ["inconclusive", "agent-unreadable", 3]);
  assertAsFound(verified);
});

Deno.test("verifyRun() exits 5 when the agent is gone for good after the change", async () => {
  const verified = await verify({
    scenarios: DEMONSTRATION,
    device: {
      unreadable: (question, nth) =>
        (question === "setting" ? nth > 3 : question === "list") ? TIMED_OUT : null,
    },
  });
  assertEquals([verified.record.reason, verified.record.exitCode], ["agent-unreadable", 5]);
  assertEquals(verified.run.state.left.length, 1);
});

Deno.test("verifyRun() skips what is for another system, and passes on nothing", async () => {
  const verified = await verify({ device: { platform: "linux" } });
  assertEquals(
    verified.record.scenarios.map(({ reason }) => reason),
    Array(3).fill("platform-not-supported"),
  );
  assertEquals(said(verified), ["inconclusive", "nothing-shown", 3]);
  assertStringIncludes(verified.record.explanation, "no demonstration of behavior monitoring for Linux");
  assertEquals([verified.record.consent, verified.record.enablement], [null, null]);
  assertAsFound(verified);
});

Deno.test("verifyRun() does not start on a trigger path that somebody planted", async () => {
  const verified = await verify({
    before: ({ triggerFiles }) =>
      triggerFiles.put("/tmp/9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt", {
        kind: "unsafe",
        why: "it is a link",
      }),
  });
  assertEquals(said(verified), ["inconclusive", "prerequisites-unmet", 3]);
  assertAsFound(verified);
});

Deno.test("verifyRun() tells a signal that stops the result of a measurement, once the device is as it was", async () => {
  const run = createFakeRun();
  const request = fakeRequest(selectScenarios(CATALOGUE, DEMONSTRATION));
  const measure = () => Promise.resolve(() => Promise.resolve(false));
  await run.clock.run(verifyRun(run, { ...request, measure }));
  assertEquals(run.log.kinds.slice(-3), ["restore-finished", "interrupted", "run-finished"]);
});

Deno.test("verifyRun() measures after the scenarios, and derives the result once the device is as it was", async () => {
  const at: { kinds: readonly string[]; setting: string }[] = [];
  const run = createFakeRun();
  const request = fakeRequest(selectScenarios(CATALOGUE, DEMONSTRATION));
  await run.clock.run(verifyRun(run, {
    ...request,
    measure: () => {
      const note = () => void at.push({ kinds: run.log.kinds, setting: run.device.setting });
      note();
      return Promise.resolve(() => Promise.resolve(note() === undefined));
    },
  }));
  assertEquals(at.map(({ setting, kinds }) => [setting, kinds.at(-1)]), [
    ["enabled", "list-read-again"],
    ["disabled", "restore-finished"],
  ]);
  assertEquals(run.device.setting, "disabled");
});

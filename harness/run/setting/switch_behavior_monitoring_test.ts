import {
  assertEquals,
  assertGreaterOrEqual,
  assertLess,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import type { EnablementRecord } from "../../model/record/run_record.ts";
import { createFakeRun, type FakeRun } from "../../testing/fake_run.ts";
import { type DeviceScript, GARBLED, TIMED_OUT } from "../../testing/scripted_device.ts";
import { createJournal } from "./journal.ts";
import { switchBehaviorMonitoring } from "./switch_behavior_monitoring.ts";
import type { OnOff } from "../../model/on_off.ts";

interface Switched {
  readonly run: FakeRun;
  readonly result: EnablementRecord;
  readonly tookMs: number;
}

async function switchOn(
  device: Partial<DeviceScript>,
  { wanted = "enabled", signal }: { readonly wanted?: OnOff; readonly signal?: AbortSignal } = {},
): Promise<Switched> {
  const run = createFakeRun({ device });
  const journal = createJournal(run, { runId: "run-1", kept: false });
  const options = signal === undefined ? { settleMs: 10_000 } : { settleMs: 10_000, signal };
  const result = await run.clock.run(
    switchBehaviorMonitoring({ device: run.device, clock: run.clock, journal }, wanted, options),
  );
  return { run, result, tookMs: run.clock.monotonicMs() };
}

const OFF = { value: "disabled", managed: false } as const;
const ON = { value: "enabled", managed: false } as const;

Deno.test("switchBehaviorMonitoring() journals, changes, reads again and lets the agent settle, in this order", async () => {
  const { run, result, tookMs } = await switchOn({ setting: OFF });
  assertEquals(run.trace.steps, [
    "ask setting",
    "journal open disabled to enabled",
    "change behavior-monitoring to enabled",
    "ask setting",
    "ask setting",
  ]);
  assertEquals(result, {
    before: OFF,
    wanted: "enabled",
    after: ON,
    changed: true,
    settleMs: 10_000,
    problem: null,
  });
  assertGreaterOrEqual(tookMs, 10_000);
});

Deno.test("switchBehaviorMonitoring() does not count a change that is gone again after settling", async () => {
  const { result } = await switchOn({ setting: OFF, lastsMs: 1000 });
  assertEquals([result.problem?.code, result.after, result.changed], ["enablement/not-verified", OFF, true]);
  assertStringIncludes(result.problem?.message ?? "", 'was "enabled", and 10 s later is "disabled" again');
});

Deno.test("switchBehaviorMonitoring() tells an agent that cannot be read any more after settling", async () => {
  const unreadable = (question: string, nth: number) =>
    question === "setting" && nth === 3 ? TIMED_OUT : null;
  const { result } = await switchOn({ setting: OFF, unreadable });
  assertEquals([result.problem, result.after, result.changed], [TIMED_OUT, null, true]);
});

Deno.test("switchBehaviorMonitoring() changes and journals nothing when it is so already", async () => {
  const { run, result, tookMs } = await switchOn({ setting: ON });
  assertEquals(run.trace.steps, ["ask setting"]);
  assertEquals([result.changed, result.problem, result.settleMs], [false, null, 0]);
  assertLess(tookMs, 1000);
});

Deno.test("switchBehaviorMonitoring() does not touch what a profile manages, and names the keys", async () => {
  const { run, result } = await switchOn({ setting: { value: "disabled", managed: true } });
  assertEquals(run.trace.steps, ["ask setting"]);
  assertEquals([result.changed, result.problem?.code], [false, "enablement/managed"]);
  assertStringIncludes(result.problem?.hint ?? "", "antivirusEngine.behaviorMonitoring");
});

Deno.test("switchBehaviorMonitoring() takes a managed setting that is as wanted", async () => {
  const { result } = await switchOn({ setting: { value: "enabled", managed: true } });
  assertEquals([result.changed, result.problem], [false, null]);
});

Deno.test("switchBehaviorMonitoring() tells what the agent said when it refuses", async () => {
  const { result } = await switchOn({ change: () => "refuses" });
  assertEquals([result.changed, result.after, result.problem?.code], [
    false,
    OFF,
    "enablement/change-refused",
  ]);
  assertStringIncludes(result.problem?.message ?? "", 'answered "Not permitted"');
});

Deno.test('switchBehaviorMonitoring() does not believe an "updated" that reading again does not show', async () => {
  const { run, result, tookMs } = await switchOn({ change: () => "lies" });
  assertEquals([result.changed, result.after, result.problem?.code], [false, OFF, "enablement/not-verified"]);
  assertEquals(run.trace.steps.filter((step) => step === "ask setting").length, 6);
  assertLess(tookMs, 5000);
});

Deno.test("switchBehaviorMonitoring() waits for a change that shows late", async () => {
  const { result } = await switchOn({ visibleAfterMs: 1500 });
  assertEquals([result.changed, result.after, result.problem], [true, ON, null]);
});

Deno.test("switchBehaviorMonitoring() changes nothing when the state cannot be read", async () => {
  const { run, result } = await switchOn({ unreadable: () => GARBLED });
  assertEquals(run.trace.steps, ["ask setting"]);
  assertEquals([result.before, result.after, result.changed, result.problem], [null, null, false, GARBLED]);
});

Deno.test("switchBehaviorMonitoring() counts a change that nobody can read again as made", async () => {
  const { result } = await switchOn({ unreadable: (_question, nth) => nth > 1 ? GARBLED : null });
  assertEquals([result.after, result.changed, result.problem?.code], [null, true, "enablement/not-verified"]);
});

Deno.test("switchBehaviorMonitoring() does not add up time-outs", async () => {
  const { run, result, tookMs } = await switchOn({
    change: () => "times-out",
    unreadable: (_question, nth) => nth > 1 ? TIMED_OUT : null,
  });
  assertEquals([result.changed, result.problem], [true, TIMED_OUT]);
  assertEquals(run.trace.steps.filter((step) => step === "ask setting").length, 2);
  assertLess(tookMs, 21_000);
});

Deno.test("switchBehaviorMonitoring() takes a change that timed out but shows", async () => {
  const run = createFakeRun({ device: { change: () => "times-out" } });
  const journal = createJournal(run, { runId: "run-1", kept: false });
  const device = new Proxy(run.device, {
    get: (target, key) => {
      if (key === "readBehaviorMonitoring") {
        return () =>
          Promise.resolve({ kind: "read", value: run.clock.monotonicMs() > 5000 ? ON : OFF, evidence: [] });
      }
      const value = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  const result = await run.clock.run(
    switchBehaviorMonitoring({ device, clock: run.clock, journal }, "enabled", { settleMs: 0 }),
  );
  assertEquals([result.changed, result.problem], [true, null]);
});

Deno.test("switchBehaviorMonitoring() changes nothing when the intent cannot be journalled", async () => {
  const run = createFakeRun();
  const journal = { open: () => Promise.reject(new Error("disk full")) };
  await assertRejects(() =>
    run.clock.run(
      switchBehaviorMonitoring({ device: run.device, clock: run.clock, journal }, "enabled", { settleMs: 0 }),
    )
  );
  assertEquals([run.device.setting, run.trace.steps], ["disabled", ["ask setting"]]);
});

Deno.test("switchBehaviorMonitoring() does not wait out the settling of an interrupted run", async () => {
  const { result, tookMs } = await switchOn({ setting: OFF }, { signal: AbortSignal.abort() });
  assertEquals([result.changed, result.problem], [true, null]);
  assertLess(tookMs, 1000);
});

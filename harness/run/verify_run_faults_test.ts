// Whatever goes wrong, and whenever, the device ends as it was found, or the run says that it did not.
import { assert, assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { CATALOGUE } from "../../scenarios/catalogue.ts";
import { selectScenarios } from "../../scenarios/select_scenarios.ts";
import { foldRun } from "../model/record/fold.ts";
import type { RestoreRecord, RunRecord } from "../model/record/run_record.ts";
import { createFakeRun, fakeRequest, type FakeRun, type FakeRunOptions } from "../testing/fake_run.ts";
import { Stuck } from "../testing/fake_clock.ts";
import type { Fault } from "../testing/step_trace.ts";
import { restoreDevice } from "./setting/restore_device.ts";
import { verifyRun } from "./verify_run.ts";
import type { OnOff } from "../model/on_off.ts";

/** The demonstration, and the control that needs the setting off: the setting is changed three times. */
const SCENARIOS = selectScenarios(CATALOGUE, ["*.change-file-test", "*.disabled"]);

interface Ended {
  readonly run: FakeRun;
  readonly restored: RestoreRecord;
  readonly record: RunRecord;
}

async function verify(options: FakeRunOptions = {}): Promise<Ended> {
  const run = createFakeRun(options);
  const restored = await run.clock.run(verifyRun(run, fakeRequest(SCENARIOS)));
  return { run, restored, record: foldRun(run.log.events) };
}

const WHOLE = (await verify()).run.trace.steps;
/** Steps until the run begins to put the device back. */
const WORK = WHOLE.lastIndexOf("state pending");

function isAsFound(
  { device, state, triggerFiles, triggerRunner }: FakeRun,
  setting: OnOff = "disabled",
): boolean {
  return device.setting === setting && state.left.length === 0 && triggerFiles.ours.length === 0 &&
    triggerRunner.running === 0;
}

Deno.test("verifyRun() takes enough steps for these tests to mean something", () => {
  assert(WHOLE.length > 60 && WORK > 50, `${WHOLE.length} steps, ${WORK} of work`);
  assertEquals(WHOLE.filter((step) => step.startsWith("change")).length, 3);
});

for (const fault of ["throws-before", "throws-after"] as const) {
  Deno.test(`verifyRun() leaves the device as found when step n ${fault}, for every n of its work`, async () => {
    for (let at = 0; at < WORK; at += 1) {
      const { run, restored } = await verify({ fault: { at, fault } });
      assert(
        isAsFound(run),
        `step ${at}, "${WHOLE[at]}": ${run.device.setting} ${JSON.stringify(run.state.left)}`,
      );
      assertNotEquals(restored.status, "failed", `step ${at}, "${WHOLE[at]}"`);
    }
  });

  Deno.test(`verifyRun() leaves the device as found or says that restore failed when step n ${fault}, for every n of restore`, async () => {
    for (let at = WORK; at < WHOLE.length; at += 1) {
      const { run, restored, record } = await verify({ fault: { at, fault } });
      const where = `step ${at}, "${WHOLE[at]}"`;
      if (restored.status === "failed") assertEquals(record.exitCode, 5, where);
      else assert(isAsFound(run), where);
    }
  });

  Deno.test(`verifyRun() never passes when a step of its work ${fault} that an attempt rests on`, async () => {
    for (let at = 0; at < WORK; at += 1) {
      // Cleaning up and reading on are allowed to fail without changing what was seen.
      if (/^(stop|remove|journal close|dispose|ask (allowed|exclusions))/.test(WHOLE[at] ?? "")) continue;
      const { record } = await verify({ fault: { at, fault } });
      assertNotEquals(record.verdict, "pass", `step ${at}, "${WHOLE[at]}"`);
      assertNotEquals(record.exitCode, 0, `step ${at}, "${WHOLE[at]}"`);
    }
  });
}

Deno.test("verifyRun() whose journal is taken away at step n puts the device back, whatever n, and is no pass", async () => {
  const opened = WHOLE.findIndex((step) => step.startsWith("journal open"));
  for (let at = opened + 1; at < WORK; at += 1) {
    const run = createFakeRun();
    run.trace.onStep = (index) => index === at && run.state.lose();
    await run.clock.run(verifyRun(run, fakeRequest(SCENARIOS)));
    const record = foldRun(run.log.events);
    assert(isAsFound(run), `step ${at}, "${WHOLE[at]}": ${run.device.setting}`);
    assertEquals(record.problems.map(({ code }) => code), ["state/lost"], `step ${at}, "${WHOLE[at]}"`);
    assertEquals([record.verdict, record.exitCode], ["inconclusive", 4], `step ${at}, "${WHOLE[at]}"`);
  }
});

Deno.test("verifyRun() that changes no setting is no pass either when its journal is taken away while it triggers", async () => {
  const setting = { value: "enabled", managed: false } as const;
  const scenarios = selectScenarios(CATALOGUE, ["*.change-file-test"]);
  const verifyOn = async (losesAt: number): Promise<FakeRun> => {
    const run = createFakeRun({ device: { setting } });
    run.trace.onStep = (index) => index === losesAt && run.state.lose();
    await run.clock.run(verifyRun(run, fakeRequest(scenarios)));
    return run;
  };
  const { steps } = (await verifyOn(Infinity)).trace;
  const opened = steps.findIndex((step) => step.startsWith("journal open"));
  const closed = steps.findLastIndex((step) => step.startsWith("journal close"));
  assert(opened > 0 && closed > opened);
  for (let at = opened + 1; at <= closed; at += 1) {
    const run = await verifyOn(at);
    const record = foldRun(run.log.events);
    assert(isAsFound(run, "enabled"), `step ${at}, "${steps[at]}"`);
    assertEquals([record.verdict, record.exitCode], ["inconclusive", 4], `step ${at}, "${steps[at]}"`);
  }
});

Deno.test("verifyRun() that is interrupted at step n restores, whatever n, and says who stopped it", async () => {
  for (let at = 0; at < WORK - 1; at += 1) {
    const run = createFakeRun();
    const controller = new AbortController();
    run.trace.onStep = (index) => index === at && controller.abort();
    const request = fakeRequest(SCENARIOS, { interruption: controller.signal });
    const restored = await run.clock.run(verifyRun(run, request));
    const record = foldRun(run.log.events);
    const where = `step ${at}, "${WHOLE[at]}"`;
    assert(isAsFound(run), where);
    assertEquals([record.interruptedBy, record.exitCode], ["SIGINT", 130], where);
    assertNotEquals(record.verdict, "pass", where);
    assertNotEquals(restored.status, "failed", where);
  }
});

Deno.test("verifyRun() that is interrupted while it restores goes on restoring", async () => {
  for (let at = WORK; at < WHOLE.length; at += 1) {
    const run = createFakeRun();
    const controller = new AbortController();
    run.trace.onStep = (index) => index === at && controller.abort();
    await run.clock.run(verifyRun(run, fakeRequest(SCENARIOS, { interruption: controller.signal })));
    assert(isAsFound(run), `step ${at}, "${WHOLE[at]}"`);
  }
});

for (const fault of ["killed-before", "killed-after"] as const) {
  Deno.test(`restoreDevice() undoes a run that was ${fault} step n, for every n`, async () => {
    for (let at = 0; at < WHOLE.length; at += 1) {
      const run = createFakeRun({ fault: { at, fault } });
      await assertRejects(() => run.clock.run(verifyRun(run, fakeRequest(SCENARIOS))), Stuck);
      run.trace.revive();
      const where = `step ${at}, "${WHOLE[at]}"`;
      // What is not in the journal must be as found already.
      if (run.state.left.length === 0) {
        assertEquals([run.device.setting, run.triggerFiles.ours], ["disabled", []], where);
      }
      const { restore } = await run.clock.run(restoreDevice(run, run.state.left, { leaveEnabled: false }));
      assertNotEquals(restore.status, "failed", where);
      assert(isAsFound(run), where);
    }
  });
}

Deno.test("verifyRun() on any agent with any fault: the device is as found, or restore says failed and the journal knows", async () => {
  const anyRun = fc.record({
    at: fc.nat(WHOLE.length + 20),
    fault: fc.constantFrom<Fault>("throws-before", "throws-after"),
    setting: fc.constantFrom<OnOff>("enabled", "disabled"),
    change: fc.array(fc.constantFrom("obeys", "refuses", "lies", "times-out"), {
      minLength: 1,
      maxLength: 6,
    }),
    visibleAfterMs: fc.constantFrom(0, 300, 1500),
    killAfterMs: fc.option(fc.nat(6000)),
    recordAfterMs: fc.option(fc.nat(70_000)),
    leaveEnabled: fc.boolean(),
    interruptedAt: fc.option(fc.nat(WHOLE.length)),
  });
  await fc.assert(
    fc.asyncProperty(
      anyRun,
      async ({ at, fault, setting, change, visibleAfterMs, leaveEnabled, interruptedAt, ...reaction }) => {
        let changes = 0;
        const run = createFakeRun({
          fault: { at, fault },
          reaction,
          device: {
            setting: { value: setting, managed: false },
            visibleAfterMs,
            change: () => change[changes++ % change.length] ?? "obeys",
          },
        });
        const controller = new AbortController();
        run.trace.onStep = (index) => index === interruptedAt && controller.abort();
        const request = fakeRequest(SCENARIOS, {
          interruption: controller.signal,
          options: { leaveEnabled },
        });
        const restored = await run.clock.run(verifyRun(run, request));
        await run.clock.run(run.clock.sleep(10_000));
        const record = foldRun(run.log.events);
        if (restored.status === "failed") return assertEquals(record.exitCode, 5);
        const allowed = leaveEnabled ? [setting, "enabled"] : [setting];
        assert(allowed.includes(run.device.setting), `${setting} became ${run.device.setting}`);
        assertEquals([run.state.left, run.triggerFiles.ours, run.triggerRunner.running], [[], [], 0]);
        const attempts = record.scenarios.flatMap((one) => one.attempts);
        if (record.verdict === "pass") assertEquals(attempts.map(({ verdict }) => verdict), ["pass", "pass"]);
      },
    ),
    { numRuns: 300 },
  );
});

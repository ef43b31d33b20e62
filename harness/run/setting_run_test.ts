import { assertEquals, assertRejects } from "@std/assert";
import { HarnessError } from "../model/harness_error.ts";
import { createFakeRun, FAKE_DEVICE_RECORD, type FakeRun, type FakeRunOptions } from "../testing/fake_run.ts";
import { NO_SCENARIOS } from "./no_scenarios.ts";
import { settingRun } from "./setting_run.ts";

async function enable(options: FakeRunOptions, signal = new AbortController().signal) {
  const run = createFakeRun(options);
  const made = await run.clock.run(settingRun(run, {
    start: {
      schemaVersion: 1,
      runId: "run-1",
      tool: { name: "bmverify", version: "0" },
      simulated: false,
      device: FAKE_DEVICE_RECORD,
      policy: { id: "none", title: "", source: "", date: "", chosenBy: "option", why: null },
      options: NO_SCENARIOS,
    },
    wanted: "enabled",
    interruption: { signal, by: signal.aborted ? "SIGINT" : null },
  }));
  return { run, made };
}

const kept = ({ state }: FakeRun) => state.left.map(({ intent, kept }) => [intent.kind, kept]);

Deno.test("settingRun() journals the change, makes it, and keeps the entry for restore", async () => {
  const { run, made } = await enable({});
  assertEquals([made?.changed, made?.problem], [true, null]);
  assertEquals([run.device.setting, kept(run)], ["enabled", [["setting", true]]]);
});

Deno.test("settingRun() keeps nothing where it was so already, or the agent refused", async () => {
  const already = await enable({ device: { setting: { value: "enabled", managed: false } } });
  assertEquals([already.made?.changed, kept(already.run)], [false, []]);
  const refused = await enable({ device: { change: () => "refuses" } });
  assertEquals([refused.made?.problem?.code, kept(refused.run)], ["enablement/change-refused", []]);
});

Deno.test("settingRun() keeps the entry of an agent that said yes and did not act: it may yet", async () => {
  const { run, made } = await enable({ device: { change: () => "lies" } });
  assertEquals([made?.problem?.code, kept(run)], ["enablement/not-verified", [["setting", true]]]);
});

Deno.test("settingRun() of a signal that came before changes nothing", async () => {
  const { run, made } = await enable({}, AbortSignal.abort());
  assertEquals([made, run.device.setting, kept(run)], [null, "disabled", []]);
});

Deno.test("settingRun() says why the change could not be tried", async () => {
  // The second step, after the state was read, opens the journal.
  const fault = { at: 1, fault: "throws-before" } as const;
  const error = await assertRejects(() => enable({ fault }), HarnessError, "journal open");
  assertEquals(error.code, "harness/internal");
});

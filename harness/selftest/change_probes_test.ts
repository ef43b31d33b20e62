// The probes that ask for a change, on agents that obey, refuse, lie and give no answer: the intent is always on record
// before the agent is asked.
import { assertEquals } from "@std/assert";
import type { OnOff } from "../model/on_off.ts";
import type { JournalIntent } from "../ports/state_store.ts";
import { FakeClock } from "../testing/fake_clock.ts";
import { findingOf } from "../testing/recorded_trial.ts";
import { type DeviceScript, ScriptedDevice, TIMED_OUT } from "../testing/scripted_device.ts";
import { StepTrace } from "../testing/step_trace.ts";
import type { Finding, Trial } from "./assumption.ts";

interface Tried {
  readonly finding: Finding;
  readonly setting: OnOff;
  readonly intents: readonly JournalIntent[];
}

async function tryChange(id: string, script: Partial<DeviceScript>): Promise<Tried> {
  const clock = new FakeClock();
  const trace = new StepTrace();
  const device = new ScriptedDevice(clock, trace, script);
  const intents: JournalIntent[] = [];
  const journal = {
    open: (intent: JournalIntent) => {
      assertEquals(
        trace.steps.some((step) => step.startsWith("change")),
        false,
        "changed before it was journalled",
      );
      intents.push(intent);
      const entry = {
        id: 1,
        runId: "r",
        agentPath: "a",
        platform: "darwin",
        simulatedProfile: null,
      } as const;
      return Promise.resolve({ ...entry, at: clock.now(), kept: false, intent });
    },
  };
  const changes: Partial<Trial> = {
    agent: { path: device.agentPath, root: null },
    change: { device, clock, journal },
  };
  const finding = await clock.run(findingOf(id, {}, changes));
  return { finding, setting: device.setting, intents };
}

const TO_ON: JournalIntent = {
  kind: "setting",
  setting: "behavior-monitoring",
  from: "disabled",
  to: "enabled",
};

Deno.test("config-other-value is confirmed when the agent obeys, with how it was found on record", async () => {
  const { finding, setting, intents } = await tryChange("config-other-value", {});
  assertEquals([finding.status, setting, intents], ["confirmed", "enabled", [TO_ON]]);
  const late = await tryChange("config-other-value", { visibleAfterMs: 1200 });
  assertEquals(late.finding.status, "confirmed");
});

Deno.test("config-other-value is refuted when the agent refuses, or says updated and changes nothing", async () => {
  for (const how of ["refuses", "lies"] as const) {
    const { finding, intents } = await tryChange("config-other-value", { change: () => how });
    assertEquals([finding.status, intents], ["refuted", [TO_ON]]);
  }
});

Deno.test("config-same-value asks for the value that is set, and is refuted by exit code 0", async () => {
  const { finding, setting, intents } = await tryChange("config-same-value", {});
  assertEquals([finding.status, setting], ["refuted", "disabled"]);
  assertEquals(intents, [{ ...TO_ON, to: "disabled" }]);
});

Deno.test("nothing is asked of a device that a profile manages or that cannot be read", async () => {
  for (const id of ["config-other-value", "config-same-value"]) {
    const managed = await tryChange(id, { setting: { value: "enabled", managed: true } });
    assertEquals([managed.finding.status, managed.intents], ["untested", []]);
    const mute = await tryChange(id, { unreadable: () => TIMED_OUT });
    assertEquals([mute.finding.status, mute.intents], ["untested", []]);
  }
});

Deno.test("config-managed-value asks where a profile manages, and is confirmed by a refusal alone", async () => {
  const managed = { setting: { value: "enabled", managed: true } } as const;
  const refused = await tryChange("config-managed-value", { ...managed, change: () => "refuses" });
  assertEquals([refused.finding.status, refused.setting], ["confirmed", "enabled"]);
  assertEquals(refused.intents, [{ ...TO_ON, from: "enabled", to: "disabled" }]);
  for (const how of ["obeys", "lies"] as const) {
    const { finding } = await tryChange("config-managed-value", { ...managed, change: () => how });
    assertEquals(finding.status, "refuted", how);
  }
  assertEquals((await tryChange("config-managed-value", {})).intents, []);
});

Deno.test("a change that gets no answer is not tested, and stays on record", async () => {
  const { finding, intents } = await tryChange("config-other-value", { change: () => "times-out" });
  assertEquals([finding.status, intents], ["untested", [TO_ON]]);
});

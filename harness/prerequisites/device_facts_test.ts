import { assertEquals } from "@std/assert";
import { FakeClock } from "../testing/fake_clock.ts";
import { MemoryTriggerFiles } from "../testing/memory_trigger_files.ts";
import { type DeviceScript, ScriptedDevice, TIMED_OUT } from "../testing/scripted_device.ts";
import { StepTrace } from "../testing/step_trace.ts";
import { type DeviceFacts, gatherDeviceFacts } from "./device_facts.ts";

const PATHS = ["/tmp/a.txt", "/tmp/b.txt"] as const;
const EVERY_QUESTION = ["ask allowed", "ask details", "ask exclusions", "ask health"];

/** Gathers from a device on which the trigger files are ours; `steps` is what was asked and changed. */
async function gather(
  script: Partial<DeviceScript> = {},
  triggerFileNames: readonly string[] = [],
): Promise<{ readonly facts: DeviceFacts; readonly steps: readonly string[] }> {
  const clock = new FakeClock();
  const trace = new StepTrace();
  const triggerFiles = new MemoryTriggerFiles(trace);
  for (const path of PATHS) triggerFiles.put(path, { kind: "ours" });
  const device = new ScriptedDevice(clock, trace, script);
  const facts = await clock.run(gatherDeviceFacts(device, { triggerFiles, triggerFileNames }));
  return { facts, steps: trace.steps.toSorted() };
}

Deno.test("gatherDeviceFacts() asks every question once", async () => {
  const { facts, steps } = await gather();
  assertEquals(steps, EVERY_QUESTION);
  const value = { value: "disabled", managed: false } as const;
  assertEquals(facts.behaviorMonitoring, { kind: "read", value, evidence: ["health-1"] });
});

Deno.test("gatherDeviceFacts() asks all independent questions before it waits for an answer", async () => {
  const trace = new StepTrace();
  const device = new ScriptedDevice(new FakeClock(), trace);
  // The clock is not driven: nobody gets an answer.
  gatherDeviceFacts(device, { triggerFiles: new MemoryTriggerFiles(trace) });
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  assertEquals(trace.steps.toSorted(), EVERY_QUESTION);
});

Deno.test("gatherDeviceFacts() asks for behavior monitoring apart when health does not print it", async () => {
  const { facts, steps } = await gather({ health: { behaviorMonitoring: null } });
  assertEquals(steps, [...EVERY_QUESTION, "ask setting"]);
  const value = { value: "disabled", managed: false } as const;
  assertEquals(facts.behaviorMonitoring, { kind: "read", value, evidence: ["setting-1"] });
});

Deno.test("gatherDeviceFacts() does not ask again when health is unreadable", async () => {
  const { facts, steps } = await gather({
    unreadable: (question) => question === "health" ? TIMED_OUT : null,
  });
  assertEquals(steps, EVERY_QUESTION);
  assertEquals(facts.behaviorMonitoring.kind, "unreadable");
});

Deno.test("gatherDeviceFacts() asks an agent that is not there nothing, and says why nothing is known", async () => {
  for (
    const [installation, code] of [
      [{ kind: "absent" }, "agent/not-found"],
      [{ kind: "shim", path: "/Applications/Microsoft Defender.app" }, "agent/not-found"],
      [{ kind: "not-executable", why: "no run bit" }, "agent/not-executable"],
    ] as const
  ) {
    const { facts, steps } = await gather({ installation });
    assertEquals(steps, []);
    for (const reading of [facts.health, facts.behaviorMonitoring, facts.allowed, facts.exclusions]) {
      assertEquals(reading.kind === "unreadable" ? reading.problem.code : "read", code);
    }
  }
});

Deno.test("gatherDeviceFacts() asks for system extensions on macOS only", async () => {
  const { facts, steps } = await gather({ platform: "linux" });
  assertEquals(steps.includes("ask details"), false);
  assertEquals(facts.systemExtensions, null);
});

Deno.test("gatherDeviceFacts() looks at each trigger path once, and changes none", async () => {
  const { facts, steps } = await gather({}, ["a.txt", "b.txt", "a.txt"]);
  assertEquals(steps, EVERY_QUESTION);
  assertEquals(facts.triggerPaths, PATHS.map((path) => ({ path, state: { kind: "ours" } })));
});

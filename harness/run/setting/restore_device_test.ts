import { assertEquals, assertGreater, assertLess, assertStringIncludes } from "@std/assert";
import type { ChangeableSetting } from "../../ports/device.ts";
import type { JournalEntry, JournalIntent } from "../../ports/state_store.ts";
import { createFakeRun, type FakeRun, type FakeRunOptions } from "../../testing/fake_run.ts";
import { type DeviceScript, GARBLED, TIMED_OUT } from "../../testing/scripted_device.ts";
import { restoreDevice, type RestoreOutcome } from "./restore_device.ts";
import type { OnOff } from "../../model/on_off.ts";

function entry(id: number, intent: JournalIntent): JournalEntry {
  return {
    id,
    runId: "run-0",
    agentPath: "/usr/local/bin/mdatp",
    platform: "darwin",
    simulatedProfile: null,
    at: "2026-01-05T02:00:00.000Z",
    kept: false,
    intent,
  };
}

function setting(id: number, from: OnOff, to: OnOff): JournalEntry {
  return entry(id, { kind: "setting", setting: "behavior-monitoring", from, to });
}

const FILE = "/tmp/9a74c69a.txt";
const file = (id: number): JournalEntry => entry(id, { kind: "file", path: FILE });
const isSetTo = (value: OnOff) => ({ setting: { value, managed: false } });

interface Restored extends RestoreOutcome {
  readonly run: FakeRun;
  readonly changes: readonly string[];
}

async function restore(
  left: readonly JournalEntry[],
  options: FakeRunOptions & { readonly leaveEnabled?: boolean; readonly before?: (run: FakeRun) => void } =
    {},
): Promise<Restored> {
  const run = createFakeRun({ ...options, left });
  options.before?.(run);
  const outcome = await run.clock.run(
    restoreDevice(run, left, { leaveEnabled: options.leaveEnabled === true }),
  );
  return { ...outcome, run, changes: run.trace.steps.filter((step) => step.startsWith("change")) };
}

Deno.test("restoreDevice() of nothing needs nothing and asks nobody", async () => {
  const { restore: { status }, run } = await restore([]);
  assertEquals([status, run.trace.steps], ["not-needed", []]);
});

Deno.test("restoreDevice() puts back what the oldest intent found, proves it, and only then closes the journal", async () => {
  const left = [
    setting(1, "disabled", "enabled"),
    setting(2, "enabled", "disabled"),
    setting(3, "disabled", "enabled"),
  ];
  const { restore: record, run, problems } = await restore(left, { device: isSetTo("enabled") });
  assertEquals([record.status, run.device.setting, problems], ["restored", "disabled", []]);
  assertEquals(run.state.left, []);
  const steps = run.trace.steps;
  assertGreater(steps.indexOf("journal close 1"), steps.lastIndexOf("ask setting"));
  assertGreater(steps.lastIndexOf("ask setting"), steps.indexOf("change behavior-monitoring to disabled"));
});

Deno.test("restoreDevice() may be run again: the second time there is nothing to do", async () => {
  const first = await restore([setting(1, "disabled", "enabled")], { device: isSetTo("enabled") });
  const again = await first.run.clock.run(
    restoreDevice(first.run, first.run.state.left, { leaveEnabled: false }),
  );
  assertEquals([again.restore.status, first.run.device.setting], ["not-needed", "disabled"]);
});

Deno.test("restoreDevice() says the setting once more although it reads as wanted: an earlier change may still come", async () => {
  const { restore: record, run, changes } = await restore([setting(1, "disabled", "enabled")]);
  assertEquals([record.status, run.device.setting], ["restored", "disabled"]);
  assertEquals(changes, ["change behavior-monitoring to disabled"]);
});

Deno.test("restoreDevice() waits for an earlier change to show when the agent refuses to take it back", async () => {
  const left = [setting(1, "disabled", "enabled")];
  let refused = 0;
  const run = createFakeRun({
    left,
    device: {
      visibleAfterMs: 1500,
      change: (to) => to === "disabled" && (refused += 1) === 1 ? "refuses" : "obeys",
    },
  });
  await run.clock.run(run.device.change("behavior-monitoring", "enabled"));
  const { restore: record } = await run.clock.run(restoreDevice(run, left, { leaveEnabled: false }));
  await run.clock.run(run.clock.sleep(10_000));
  assertEquals([record.status, run.device.setting], ["restored", "disabled"]);
});

Deno.test("restoreDevice() takes a setting that reads as wanted although the agent refuses to say it again", async () => {
  for (const change of ["refuses", "lies", "times-out"] as const) {
    const { restore: record, changes } = await restore([setting(1, "disabled", "enabled")], {
      device: { change: () => change },
    });
    assertEquals([record.status, changes.length], ["restored", 1], change);
  }
});

Deno.test("restoreDevice() tries again, and waits for a change that shows late", async () => {
  const { restore: record, run } = await restore([setting(1, "disabled", "enabled")], {
    device: { ...isSetTo("enabled"), visibleAfterMs: 600 },
  });
  assertEquals([record.status, run.device.setting, run.state.left], ["restored", "disabled", []]);
});

Deno.test("restoreDevice() fails, keeps the journal and says what to type when the agent refuses, lies, or cannot be read", async () => {
  const devices: Readonly<Record<string, Partial<DeviceScript>>> = {
    refuses: { ...isSetTo("enabled"), change: () => "refuses" },
    lies: { ...isSetTo("enabled"), change: () => "lies" },
    unreadable: { ...isSetTo("enabled"), unreadable: () => GARBLED },
    gone: { ...isSetTo("enabled"), unreadable: () => TIMED_OUT, change: () => "times-out" },
  };
  for (const [name, device] of Object.entries(devices)) {
    const left = [setting(1, "disabled", "enabled")];
    const { restore: record, problems, run } = await restore(left, { device });
    assertEquals([record.status, problems.map(({ code }) => code)], ["failed", ["restore/failed"]], name);
    assertEquals(run.state.left, left, name);
    assertStringIncludes(problems[0]?.hint ?? "", "config behavior-monitoring --value disabled");
    assertLess(run.clock.monotonicMs(), 31_000, name);
  }
});

Deno.test("restoreDevice() sends the change although a reading times out, and adds up no more time-outs than it must", async () => {
  const left = [setting(1, "disabled", "enabled")];
  const silent = await restore(left, {
    device: { ...isSetTo("enabled"), unreadable: () => TIMED_OUT, change: () => "times-out" },
  });
  assertEquals(silent.run.trace.steps, ["ask setting", "change behavior-monitoring to disabled"]);
  const slow = await restore(left, {
    device: { ...isSetTo("enabled"), unreadable: (_question, nth) => nth === 1 ? TIMED_OUT : null },
  });
  assertEquals([slow.restore.status, slow.run.device.setting], ["restored", "disabled"]);
});

Deno.test("restoreDevice() that is urgent sends the change first and reads after", async () => {
  const left = [setting(1, "disabled", "enabled")];
  const run = createFakeRun({ left, device: isSetTo("enabled") });
  const { restore: record } = await run.clock.run(
    restoreDevice(run, left, { leaveEnabled: false, isUrgent: true }),
  );
  assertEquals([record.status, run.trace.steps], ["restored", [
    "change behavior-monitoring to disabled",
    "ask setting",
    "journal close 1",
  ]]);
  assertLess(run.clock.monotonicMs(), 1_000);
});

Deno.test("restoreDevice() says when the setting is not as the run left it", async () => {
  for (const isUrgent of [false, true]) {
    for (const [found, isSaid] of [["enabled", false], ["disabled", true]] as const) {
      const left = [setting(1, "disabled", "enabled")];
      const run = createFakeRun({ left, device: isSetTo(found) });
      const { restore: { status, detail } } = await run.clock.run(
        restoreDevice(run, left, { leaveEnabled: false, isUrgent }),
      );
      assertEquals([status, detail.includes('it was found "disabled"')], ["restored", isSaid], detail);
    }
  }
});

Deno.test("restoreDevice() asks no agent that is gone, waits for none, and says how to give it up", async () => {
  for (const installation of [{ kind: "absent" }, { kind: "shim", path: "/Applications/x.app" }] as const) {
    const { restore: { status }, problems, run } = await restore(
      [setting(1, "disabled", "enabled"), file(2)],
      {
        device: { installation },
        before: ({ triggerFiles }) => triggerFiles.put(FILE, { kind: "ours" }),
      },
    );
    assertEquals([status, run.clock.monotonicMs() < 1_000, run.triggerFiles.ours], ["failed", true, []]);
    assertStringIncludes(problems[0]?.message ?? "", "the agent is gone");
    assertStringIncludes(problems[0]?.hint ?? "", "restore --forget run-0");
    assertEquals(run.trace.steps.filter((step) => /^(ask|change)/.test(step)), []);
  }
});

Deno.test("restoreDevice() removes nothing that no trigger writes, and keeps its entry", async () => {
  const run = createFakeRun({ left: [file(1)] });
  run.triggerFiles.put(FILE, { kind: "ours" });
  const { restore: { status }, problems } = await run.clock.run(
    restoreDevice(run, [file(1)], { leaveEnabled: false, mayRemove: () => false }),
  );
  assertEquals([status, run.triggerFiles.ours, run.state.left.length], ["failed", [FILE], 1]);
  assertStringIncludes(problems[0]?.hint ?? "", "--forget run-0");
});

Deno.test("restoreDevice() removes trigger files, closes their entries, and leaves somebody else's alone", async () => {
  const ours = await restore([file(1)], {
    before: ({ triggerFiles }) => triggerFiles.put(FILE, { kind: "ours" }),
  });
  assertEquals([ours.restore.status, ours.run.triggerFiles.ours, ours.run.state.left], ["restored", [], []]);
  assertEquals(ours.restore.detail, `Removed "${FILE}"`);
  assertEquals((await restore([file(1)])).restore.detail, `"${FILE}" was gone already`);
  const planted = await restore([file(1)], {
    before: ({ triggerFiles }) => triggerFiles.put(FILE, { kind: "unsafe", why: "it is a link" }),
  });
  assertEquals(planted.restore.detail, `Left "${FILE}" alone: it is a link`);
  assertEquals([planted.restore.status, (await planted.run.triggerFiles.inspect(FILE)).kind !== "absent"], [
    "restored",
    true,
  ]);
});

Deno.test("restoreDevice() fails and keeps the entry when a file cannot be removed, and still puts the setting back", async () => {
  const { restore: record, run, problems } = await restore([file(1), setting(2, "disabled", "enabled")], {
    device: isSetTo("enabled"),
    before: ({ triggerFiles }) => triggerFiles.put(FILE, { kind: "unreadable", why: "no right" }),
  });
  assertEquals([record.status, run.device.setting], ["failed", "disabled"]);
  assertEquals([run.state.left.map(({ id }) => id), problems.map(({ code }) => code)], [[1], [
    "trigger/removal-failed",
  ]]);
});

Deno.test("restoreDevice() says failed when the journal cannot be closed, and goes on with the rest", async () => {
  const left = [file(1), setting(2, "disabled", "enabled")];
  // The steps: read, change, read, close the entry of the setting, remove the file, close its entry.
  const { restore: record, run } = await restore(left, {
    device: isSetTo("enabled"),
    fault: { at: 5, fault: "throws-before" },
  });
  assertEquals([record.status, run.device.setting], ["failed", "disabled"]);
  const last = await restore([setting(1, "disabled", "enabled")], {
    device: isSetTo("enabled"),
    fault: { at: 3, fault: "throws-before" },
  });
  assertEquals(last.run.trace.steps.at(3), "journal close 1");
  assertEquals([last.restore.status, last.run.device.setting], ["failed", "disabled"]);
});

Deno.test("restoreDevice() does not fail by a device that throws", async () => {
  for (const at of [0, 1, 2]) {
    const { restore: record, problems } = await restore([setting(1, "disabled", "enabled")], {
      device: isSetTo("enabled"),
      fault: { at, fault: "throws-before" },
    });
    assertEquals([record.status, problems.length], ["failed", 1]);
  }
});

Deno.test("restoreDevice() puts the setting back without evidence when keeping evidence throws", async () => {
  const left = [setting(1, "disabled", "enabled")];
  const run = createFakeRun({ left, device: isSetTo("enabled") });
  const full = () => Promise.reject(new Error("No space left on device"));
  const device = Object.assign(Object.create(run.device), { readBehaviorMonitoring: full, change: full });
  const ports = { ...run, device, bareDevice: run.device };
  const { restore: record } = await run.clock.run(restoreDevice(ports, left, { leaveEnabled: false }));
  assertEquals([record.status, run.device.setting, run.state.left], ["restored", "disabled", []]);
});

Deno.test("restoreDevice() with leaveEnabled leaves it on and closes the journal", async () => {
  const { restore: record, run, changes } = await restore([setting(1, "disabled", "enabled")], {
    device: isSetTo("enabled"),
    leaveEnabled: true,
  });
  assertEquals([record.status, run.device.setting, changes, run.state.left], ["restored", "enabled", [], []]);
});

Deno.test("restoreDevice() with leaveEnabled never leaves it off because of a control that needed it off", async () => {
  for (
    const left of [
      [setting(1, "enabled", "disabled")],
      [setting(1, "disabled", "enabled"), setting(2, "enabled", "disabled")],
    ]
  ) {
    const { restore: record, run } = await restore(left, { leaveEnabled: true });
    assertEquals([record.status, run.device.setting, run.state.left], ["restored", "enabled", []]);
  }
});

Deno.test("restoreDevice() with leaveEnabled puts other settings back all the same", async () => {
  const statistics: ChangeableSetting = "real-time-protection-statistics";
  const left = [entry(1, { kind: "setting", setting: statistics, from: "disabled", to: "enabled" })];
  const { restore: record, changes } = await restore(left, { leaveEnabled: true });
  assertEquals([record.status, changes], ["restored", [`change ${statistics} to disabled`]]);
});

Deno.test("restoreDevice() fails when a setting that shows in no reading is refused", async () => {
  const intent = {
    kind: "setting",
    setting: "behavior-monitoring-statistics",
    from: "disabled",
    to: "enabled",
  } as const;
  const { restore: record, run } = await restore([entry(1, intent)], { device: { change: () => "refuses" } });
  assertEquals([record.status, run.state.left.length], ["failed", 1]);
});

Deno.test("restoreDevice() takes away the folder that a workload has left, after the settings", async () => {
  const path = "/Users/a/bmverify-workload-0123456789abcdef";
  const left = [entry(1, { kind: "folder", path }), setting(2, "enabled", "disabled")];
  const { restore: record, run, problems } = await restore(left, { device: isSetTo("disabled") });
  assertEquals([record.status, problems], ["restored", []]);
  const acts = run.trace.steps.filter((step) => /^change|^remove/.test(step));
  assertEquals(acts.at(-1), `remove folder ${path}`);
  assertStringIncludes(record.detail, `removed "${path}"`);
});

import { assertEquals } from "@std/assert";
import type { Device, Installation } from "../ports/device.ts";
import type { TriggerFiles } from "../ports/trigger_runner.ts";
import { gatherDeviceFacts } from "./device_facts.ts";
import { healthWith, read, unreadable } from "../testing/facts_fixture.ts";

interface FakeOptions {
  readonly installation?: Installation;
  readonly platform?: Device["platform"];
  readonly health?: Awaited<ReturnType<Device["readHealth"]>>;
  /** Answers wait for this. */
  readonly gate?: Promise<void>;
}

function fakeDevice(asked: string[], options: FakeOptions = {}): Device {
  const { installation = { kind: "installed" }, platform = "darwin", health = read(healthWith()), gate } =
    options;
  const answer = async <T>(question: string, value: T): Promise<T> => {
    asked.push(question);
    await gate;
    return value;
  };
  const never = (): never => {
    throw new Error("Must not be asked");
  };
  return {
    platform,
    agentPath: "/usr/local/bin/mdatp",
    triggerFolder: "/tmp",
    simulated: null,
    readInstallation: () => {
      asked.push("installation");
      return Promise.resolve(installation);
    },
    readHealth: () => answer("health", health),
    readHealthDetails: (section) => answer(`details ${section}`, read({})),
    readBehaviorMonitoring: () =>
      answer("behavior monitoring", read({ value: "disabled", managed: false } as const)),
    readAllowed: () => answer("allowed", read([])),
    readExclusions: () => answer("exclusions", read([])),
    listDetections: never,
    change: never,
    readScanStatistics: never,
    keepBehaviorCounters: () => Promise.resolve(),
  };
}

const absentFiles: TriggerFiles = {
  inspect: () => Promise.resolve({ kind: "absent" }),
  create: () => Promise.reject(new Error("Must not be created")),
  exists: () => Promise.resolve(false),
  remove: () => Promise.reject(new Error("Must not be removed")),
};

Deno.test("gatherDeviceFacts() asks every question once", async () => {
  const asked: string[] = [];
  const facts = await gatherDeviceFacts(fakeDevice(asked), { triggerFiles: absentFiles });
  assertEquals(asked.toSorted(), [
    "allowed",
    "details system_extensions",
    "exclusions",
    "health",
    "installation",
  ]);
  assertEquals(facts.behaviorMonitoring, read({ value: "enabled", managed: false } as const));
});

Deno.test("gatherDeviceFacts() asks all independent questions before it waits for an answer", async () => {
  const asked: string[] = [];
  const { promise: gate, resolve } = Promise.withResolvers<void>();
  const gathering = gatherDeviceFacts(fakeDevice(asked, { gate }), { triggerFiles: absentFiles });
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  assertEquals(asked.toSorted(), [
    "allowed",
    "details system_extensions",
    "exclusions",
    "health",
    "installation",
  ]);
  resolve();
  await gathering;
});

Deno.test("gatherDeviceFacts() asks for behavior monitoring apart when health does not print it", async () => {
  const asked: string[] = [];
  const device = fakeDevice(asked, { health: read(healthWith({ behaviorMonitoring: null })) });
  const facts = await gatherDeviceFacts(device, { triggerFiles: absentFiles });
  assertEquals(asked.filter((question) => question === "behavior monitoring").length, 1);
  assertEquals(facts.behaviorMonitoring, read({ value: "disabled", managed: false } as const));
});

Deno.test("gatherDeviceFacts() does not ask again when health is unreadable", async () => {
  const asked: string[] = [];
  const facts = await gatherDeviceFacts(fakeDevice(asked, { health: unreadable() }), {
    triggerFiles: absentFiles,
  });
  assertEquals(asked.includes("behavior monitoring"), false);
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
    const asked: string[] = [];
    const facts = await gatherDeviceFacts(fakeDevice(asked, { installation }), { triggerFiles: absentFiles });
    assertEquals(asked, ["installation"]);
    for (const reading of [facts.health, facts.behaviorMonitoring, facts.allowed, facts.exclusions]) {
      assertEquals(reading.kind === "unreadable" ? reading.problem.code : "read", code);
    }
  }
});

Deno.test("gatherDeviceFacts() asks for system extensions on macOS only", async () => {
  const asked: string[] = [];
  const facts = await gatherDeviceFacts(fakeDevice(asked, { platform: "linux" }), {
    triggerFiles: absentFiles,
  });
  assertEquals(asked.some((question) => question.startsWith("details")), false);
  assertEquals(facts.systemExtensions, null);
});

Deno.test("gatherDeviceFacts() looks at each trigger path once, and changes none", async () => {
  const inspected: string[] = [];
  const triggerFiles: TriggerFiles = {
    ...absentFiles,
    inspect: (path) => {
      inspected.push(path);
      return Promise.resolve({ kind: "ours" });
    },
  };
  const facts = await gatherDeviceFacts(fakeDevice([]), {
    triggerFiles,
    triggerFileNames: ["a.txt", "b.txt", "a.txt"],
  });
  assertEquals(inspected, ["/tmp/a.txt", "/tmp/b.txt"]);
  assertEquals(facts.triggerPaths, [
    { path: "/tmp/a.txt", state: { kind: "ours" } },
    { path: "/tmp/b.txt", state: { kind: "ours" } },
  ]);
});

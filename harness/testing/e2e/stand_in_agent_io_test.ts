// A stand-in agent that shares no line with the simulator, at the real trigger paths: the rules count, not the
// profiles. One test at a time, since these paths exist once on a machine.
import { assertEquals, assertStringIncludes } from "@std/assert";
import { latestRecord, makeScratch, runBmverify, type Scratch } from "./run_bmverify.ts";
import { installStandIn, type StandIn } from "./stand_in_device.ts";

function startMonitor({ agentPath }: StandIn, { state }: Scratch): AsyncDisposable {
  const monitor = new Deno.Command(agentPath, { args: ["monitor", state], stdout: "null", stderr: "null" })
    .spawn();
  return {
    [Symbol.asyncDispose]: async () => {
      monitor.kill("SIGKILL");
      await monitor.status;
    },
  };
}

function verify({ agentPath }: StandIn, scratch: Scratch): ReturnType<typeof runBmverify> {
  const place = ["--mdatp", agentPath, "--platform", "darwin"];
  const limits = ["--deadline", "4", "--settle", "0.2", "--quiet", "--reporter", "json"];
  const scenario = ["--scenario", "behavior-monitoring.change-file-test"];
  return runBmverify(["verify", ...place, "--yes", ...limits, ...scenario, ...scratch.options]);
}

Deno.test("verify passes on a stand-in agent that kills and records, and leaves it as found", async () => {
  await using scratch = await makeScratch();
  const agent = await installStandIn(scratch, "disabled");
  await using _monitor = startMonitor(agent, scratch);
  const { code, stderr } = await verify(agent, scratch);
  const record = await latestRecord(scratch);
  assertEquals([record.verdict, record.reason, code], ["pass", "blocked-and-recorded", 0], stderr);
  assertEquals([record.simulated, record.device.platformAssumed], [false, true]);
  assertEquals(record.scenarios[0]?.attempts[0]?.detections[0]?.name, "Behavior:MacOS/MacOSChangeFileTest");
  assertEquals(await agent.setting(), "disabled");
  assertEquals(await Deno.lstat("/tmp/9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt").catch(() => null), null);
});

Deno.test("verify fails on a stand-in agent that only has last week's detection in its list", async () => {
  await using scratch = await makeScratch();
  const agent = await installStandIn(scratch, "enabled");
  const old = [
    'ID: "last-week"',
    "Name: Behavior: MacOS/MacOSChangeFileTest",
    'Type: "behavior"',
    "Detection time: Mon Jan  5 10:00:00 2026",
    'Status: "quarantined"',
    "",
  ];
  await Deno.writeTextFile(`${scratch.folder}/agent/threats`, old.join("\n"));
  const { code, stderr } = await verify(agent, scratch);
  const record = await latestRecord(scratch);
  assertEquals([record.verdict, record.reason, code], ["fail", "not-detected", 1], stderr);
  assertStringIncludes(record.explanation, "enrolled");
});

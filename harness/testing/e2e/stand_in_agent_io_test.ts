// A stand-in agent that shares no line with the simulator, at the real trigger paths: the rules count, not the
// profiles. One test at a time, since these paths exist once on a machine.
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
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
  await Deno.writeTextFile(`${scratch.folder}/agent/issue`, "log folder permission issues");
  const { code, stderr } = await verify(agent, scratch);
  const record = await latestRecord(scratch);
  assertEquals([record.verdict, record.reason, code], ["fail", "not-detected", 1], stderr);
  // What the agent says is wrong with itself comes before what nobody can see.
  assertMatch(record.explanation, /Most likely: agent-healthy .*log folder.*enrolled/);
});

Deno.test("what was not tested is said in the first lines of every format, and the next step is for the same agent", async () => {
  await using scratch = await makeScratch();
  const { agentPath } = await installStandIn(scratch, "enabled");
  // Nobody agrees: the reports are written all the same.
  const { code, stdout, stderr } = await runBmverify([
    ...["verify", "--mdatp", agentPath, "--platform", "darwin", "--policy", "preview"],
    ...["--reporter", "console,html,markdown,junit,tap,json", ...scratch.options],
  ]);
  assertEquals(code, 3, stderr);
  const firstLines = async (name: string): Promise<string> => {
    const text = await Deno.readTextFile(`${scratch.out}/latest/${name}`);
    return text.replace(/<style>.*?<\/style>/s, "").split("\n").slice(0, 14).join("\n");
  };
  for (const name of ["report.html", "summary.md", "junit.xml", "results.tap"]) {
    assertMatch(await firstLines(name), /[Nn]ot this system(?:'|&#39;|&apos;)s agent/, name);
  }
  const told = stdout + stderr;
  assertStringIncludes(told, "ot this system's agent");
  const chosen = [`--mdatp ${agentPath}`, "--platform darwin", "--policy preview"];
  for (const word of [...chosen, `--state ${scratch.state}`, `--out ${scratch.out}`]) {
    assertStringIncludes(told, word);
  }
});

Deno.test("where the vendor publishes no demonstration nothing is shown, nothing is changed and nothing passes", async () => {
  await using scratch = await makeScratch();
  const agent = await installStandIn(scratch, "disabled");
  const { code, stderr } = await runBmverify([
    ...["verify", "--mdatp", agent.agentPath, "--platform", "linux", "--yes", "--quiet"],
    ...["--reporter", "json", ...scratch.options],
  ]);
  const record = await latestRecord(scratch);
  assertEquals([record.verdict, code], ["inconclusive", 3], stderr);
  assertEquals(record.scenarios.flatMap(({ attempts }) => attempts), []);
  assertEquals(await agent.setting(), "disabled");
});

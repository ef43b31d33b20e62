import { assertEquals, assertMatch } from "@std/assert";
import { HarnessError } from "../model/harness_error.ts";
import type { Clock } from "../ports/clock.ts";
import type { Command, CommandOutput } from "../ports/command_runner.ts";
import { AGENT_TIMEOUTS_MS, MAX_OUTPUT_BYTES } from "./agent_questions.ts";
import healthJson from "./fixtures/health_json.txt" with { type: "text" };
import healthText from "./fixtures/health.txt" with { type: "text" };
import threatJson from "./fixtures/threat_list_json.txt" with { type: "text" };
import threatText from "./fixtures/threat_list.txt" with { type: "text" };
import { MdatpDevice } from "./mdatp_device.ts";

type Said =
  | string
  | Partial<Omit<CommandOutput, "stdout" | "stderr">> & { readonly out?: string; readonly err?: string };

/** An agent that says what the script says; a question that the script does not know is refused. */
function scripted(script: Readonly<Record<string, Said | readonly Said[]>>) {
  const asked: string[] = [];
  const commands: Command[] = [];
  let nowMs = 0;
  const clock: Clock = {
    now: () => "2025-01-01T00:00:00.000Z",
    utcOffsetMinutes: () => 0,
    monotonicMs: () => nowMs,
    sleep: () => Promise.resolve(),
  };
  const device = new MdatpDevice({
    agentPath: "/opt/stand-in/mdatp",
    platform: "darwin",
    triggerFolder: "/tmp",
    simulated: null,
    clock,
    installationProbe: { probe: (path) => Promise.resolve({ kind: "shim", path }) },
    evidence: { keep: (label) => Promise.resolve(`${asked.length}-${label}`) },
    runner: {
      run: (command) => {
        const question = command.argv.slice(1).join(" ");
        const earlier = asked.filter((other) => other === question).length;
        asked.push(question);
        commands.push(command);
        nowMs += 10;
        const answers = script[question];
        const said = Array.isArray(answers) ? answers[Math.min(earlier, answers.length - 1)] : answers;
        return Promise.resolve(outputOf(command, said as Said | undefined));
      },
    },
    timeoutFactor: 0.5,
  });
  return { device, asked, commands };
}

function outputOf(
  { argv }: Command,
  said: Said = { exitCode: 1, err: "Unexpected argument" },
): CommandOutput {
  const { out = "", err = "", ...rest } = typeof said === "string" ? { out: said } : said;
  const bytes = (text: string) => new TextEncoder().encode(text);
  return {
    argv,
    startedAt: "2025-01-01T00:00:00.000Z",
    startedAtMs: 0,
    durationMs: 10,
    exitCode: 0,
    signal: null,
    timedOut: false,
    truncated: false,
    ...rest,
    stdout: bytes(out),
    stderr: bytes(err),
  };
}

function codeOf(
  reading: { readonly kind: string; readonly problem?: { readonly code: string } },
): string | undefined {
  return reading.kind === "read" ? "read" : reading.problem?.code;
}

Deno.test("readHealth() asks for JSON and needs no second question", async () => {
  const { device, asked, commands } = scripted({ "health --output json": healthJson });
  const health = await device.readHealth();
  assertEquals(health.kind === "read" && health.value.behaviorMonitoring, {
    value: "enabled",
    managed: true,
  });
  assertEquals(health.evidence, ["1-health"]);
  await device.readBehaviorMonitoring();
  assertEquals(asked, ["health --output json", "health --output json"]);
  assertEquals(commands[0], {
    argv: ["/opt/stand-in/mdatp", "health", "--output", "json"],
    timeoutMs: AGENT_TIMEOUTS_MS.health * 0.5,
    maxOutputBytes: MAX_OUTPUT_BYTES,
  });
});

Deno.test("readHealth() falls back to text, and stays there once JSON failed again", async () => {
  const { device, asked } = scripted({ health: healthText });
  assertEquals(codeOf(await device.readHealth()), "read");
  assertEquals(codeOf(await device.readHealth()), "read");
  assertEquals(codeOf(await device.readHealth()), "read");
  assertEquals(asked, ["health --output json", "health", "health --output json", "health", "health"]);
});

Deno.test("readHealth() takes text that was printed instead of JSON, and asks for text from then on", async () => {
  const { device, asked } = scripted({ "health --output json": healthText, health: healthText });
  await device.readHealth();
  await device.readHealth();
  assertEquals(asked, ["health --output json", "health"]);
});

Deno.test("readHealth() finds behavior monitoring as a field, with who manages it", async () => {
  const { device, asked } = scripted({
    "health --output json": '{"healthy":true}',
    "health --field behavior_monitoring": '"disabled" [managed]\n',
  });
  const health = await device.readHealth();
  assertEquals(health.kind === "read" && health.value.behaviorMonitoring, {
    value: "disabled",
    managed: true,
  });
  assertEquals(health.evidence, ["1-health", "2-health-field-behavior-monitoring"]);
  assertEquals(asked.length, 2);
});

Deno.test("readHealth() finds behavior monitoring among the features and remembers the place", async () => {
  const { device, asked } = scripted({
    "health --output json": '{"healthy":true}',
    "health --details features": 'behavior_monitoring     :"disabled"',
  });
  await device.readHealth();
  const state = await device.readBehaviorMonitoring();
  assertEquals(state.kind === "read" && state.value, { value: "disabled", managed: false });
  assertEquals(asked, [
    "health --output json",
    "health --field behavior_monitoring",
    "health --details features",
    "health --output json",
    "health --details features",
  ]);
});

Deno.test("readBehaviorMonitoring() is unreadable, not off, when nothing shows it; the search is not repeated", async () => {
  const { device, asked } = scripted({ "health --output json": '{"healthy":true}' });
  const health = await device.readHealth();
  assertEquals(health.kind === "read" && health.value.behaviorMonitoring, null);
  assertEquals(codeOf(await device.readBehaviorMonitoring()), "agent/health-unreadable");
  assertEquals(asked.length, 3);
});

Deno.test("readBehaviorMonitoring() goes on looking where it was found once", async () => {
  const { device } = scripted({
    "health --output json": '{"healthy":true}',
    "health --field behavior_monitoring": ["true", { exitCode: 1 }, "0"],
  });
  assertEquals(codeOf(await device.readBehaviorMonitoring()), "read");
  assertEquals(codeOf(await device.readBehaviorMonitoring()), "agent/command-failed");
  const third = await device.readBehaviorMonitoring();
  assertEquals(third.kind === "read" && third.value, { value: "disabled", managed: false });
});

Deno.test("readHealth() reads an unlicensed agent that exits with a code", async () => {
  const out = `ATTENTION: No license found.\n${healthText}`;
  const { device } = scripted({ health: { out, exitCode: 2 } });
  const health = await device.readHealth();
  assertEquals(health.kind === "read" && health.value.banner, "No license found.");
});

Deno.test("readHealth() names the code and the first line when the agent says nothing useful", async () => {
  const { device } = scripted({ health: { exitCode: 70, err: "Could not connect to the daemon\nmore" } });
  const health = await device.readHealth();
  if (health.kind === "read") throw new Error("was read");
  assertEquals(health.problem.code, "agent/command-failed");
  assertMatch(
    health.problem.message,
    /"mdatp health" exited with code 70: "Could not connect to the daemon"/,
  );
  assertEquals(health.evidence, ["1-health", "2-health"]);
});

Deno.test("A question that timed out is not asked in another form", async () => {
  const { device, asked } = scripted({
    "health --output json": { timedOut: true, exitCode: null, signal: "SIGKILL" },
  });
  assertEquals(codeOf(await device.readHealth()), "agent/timed-out");
  assertEquals(asked.length, 1);
});

Deno.test("listDetections() reads text, with the times of asking and answering", async () => {
  const { device, asked } = scripted({ "threat list": threatText });
  const { askedAtMs, answeredAtMs, detections } = await device.listDetections();
  assertEquals([askedAtMs, answeredAtMs], [0, 10]);
  assertEquals(detections.kind === "read" && detections.value.length, 2);
  assertEquals(asked, ["threat list"]);
});

Deno.test("listDetections() reads JSON while text fails, and asks text again: one failure changes no form", async () => {
  const { device, asked } = scripted({
    "threat list": [{ exitCode: 1 }, threatText, { exitCode: 1 }, threatText],
    "threat list --output json": threatJson,
  });
  for (const code of ["read", "read", "agent/command-failed", "read"]) {
    assertEquals(codeOf((await device.listDetections()).detections), code);
  }
  assertEquals(asked, [
    "threat list",
    "threat list --output json",
    "threat list",
    "threat list",
    "threat list",
  ]);
});

Deno.test("listDetections() keeps to JSON once text failed twice", async () => {
  const { device, asked } = scripted({
    "threat list": [{ exitCode: 1 }, { exitCode: 1 }, threatText],
    "threat list --output json": threatJson,
  });
  for (let nth = 0; nth < 3; nth += 1) await device.listDetections();
  assertEquals(asked.slice(2), ["threat list", "threat list --output json", "threat list --output json"]);
});

Deno.test("listDetections() is unreadable for silence, cut lists, lost output, signals and exit codes", async () => {
  const rows: readonly (readonly [Said, string])[] = [
    ["", "agent/detections-unreadable"],
    [threatText.slice(0, 100), "agent/detections-unreadable"],
    [{ out: threatText, truncated: true }, "agent/output-too-large"],
    [{ out: threatText, exitCode: null, signal: "SIGTERM" }, "agent/command-failed"],
    [{ out: "No threats", exitCode: 1 }, "agent/command-failed"],
    [{ out: "No threats", exitCode: null, timedOut: true }, "agent/timed-out"],
  ];
  for (const [said, code] of rows) {
    const { device } = scripted({ "threat list": said });
    assertEquals(codeOf((await device.listDetections()).detections), code, JSON.stringify(said));
  }
});

Deno.test("change() tells what the agent answered, on either stream", async () => {
  const { device, asked } = scripted({
    "config behavior-monitoring --value enabled": "Configuration property updated.\n",
    "config behavior-monitoring --value disabled": {
      exitCode: 1,
      err: "New setting value is the same as the current value",
    },
    "config real-time-protection-statistics --value enabled": { exitCode: null, timedOut: true },
  });
  assertEquals(await device.change("behavior-monitoring", "enabled"), {
    kind: "updated",
    message: "Configuration property updated.",
    exitCode: 0,
    evidence: ["1-config-behavior-monitoring"],
    problem: null,
  });
  assertEquals((await device.change("behavior-monitoring", "disabled")).kind, "unchanged");
  const refused = await device.change("behavior-monitoring-statistics", "enabled");
  assertEquals([refused.kind, refused.message, refused.exitCode], ["refused", "Unexpected argument", 1]);
  assertEquals(
    (await device.change("real-time-protection-statistics", "enabled")).problem?.code,
    "agent/timed-out",
  );
  assertEquals(asked[0], "config behavior-monitoring --value enabled");
});

Deno.test("The other questions use the commands that are agreed", async () => {
  const { device, asked } = scripted({
    "threat allowed list": "No threats",
    "exclusion list": "No exclusions",
    "health --details system_extensions": "network_extension_enabled : true",
    "diagnostic real-time-protection-statistics --output json": '{"counters":[]}',
  });
  const readings = [
    await device.readAllowed(),
    await device.readExclusions(),
    await device.readHealthDetails("system_extensions"),
    await device.readScanStatistics(),
  ];
  assertEquals(readings.map(codeOf), ["read", "read", "read", "read"]);
  assertEquals(readings.flatMap(({ evidence }) => evidence), [
    "1-threat-allowed-list",
    "2-exclusion-list",
    "3-health-details-system-extensions",
    "4-real-time-protection-statistics",
  ]);
  assertEquals(asked.some((question) => /remove|restore|quarantine/.test(question)), false);
});

Deno.test("A runner that cannot start the agent gives a problem, not an exception", async () => {
  const { device } = scripted({});
  const broken = new MdatpDevice({
    ...device,
    clock: { now: () => "", utcOffsetMinutes: () => 0, monotonicMs: () => 0, sleep: () => Promise.resolve() },
    installationProbe: { probe: () => Promise.resolve({ kind: "absent" }) },
    evidence: { keep: () => Promise.resolve("x") },
    runner: {
      run: () =>
        Promise.reject(new HarnessError("command/not-found", "Cannot run it", { hint: "Install it" })),
    },
  });
  assertEquals(codeOf(await broken.readHealth()), "command/not-found");
  assertEquals((await broken.change("behavior-monitoring", "enabled")).problem?.code, "command/not-found");
  assertEquals((await broken.readInstallation()).kind, "absent");
});

// The terminal may go away, and signals may come in any number: the device is put back, at once, and what cannot be
// written spoils no verdict.
import { assertEquals, assertStringIncludes } from "@std/assert";
import { createHost } from "../../host/create_host.ts";
import {
  type Ended,
  endOf,
  latestRecord,
  makeScratch,
  type Scratch,
  startBmverify,
  until,
} from "./run_bmverify.ts";
import { installStandIn, type StandIn } from "./stand_in_device.ts";
import { startDevice } from "./start_device.ts";
import { startInLanes } from "./start_in_lanes.ts";

const MAIN = decodeURIComponent(new URL("../../main.ts", import.meta.url).pathname);
const AT_A_TIME = 3;

/** A run that has switched behavior monitoring on, and waits; the agent keeps a list of what it is asked. */
interface Waiting {
  readonly run: Deno.ChildProcess;
  readonly scratch: Scratch;
  readonly agent: StandIn;
}

/** Adds a slow start and a list of questions to the agent. */
async function slowDown({ agentPath }: StandIn): Promise<void> {
  await Deno.rename(agentPath, `${agentPath}-quick`);
  const lines = ['echo "$*" >>"$0.asked"', "sleep 0.5", 'exec "$0-quick" "$@"'];
  await Deno.writeTextFile(agentPath, `#!/bin/sh\n${lines.join("\n")}\n`, { mode: 0o755 });
}

async function withWaiting(
  start: (words: readonly string[]) => Deno.ChildProcess,
  test: (waiting: Waiting) => Promise<void>,
): Promise<void> {
  await using scratch = await makeScratch();
  const agent = await installStandIn(scratch, "disabled");
  const state = await createHost().deviceState(scratch.state, agent.agentPath);
  await slowDown(agent);
  const device = ["--mdatp", agent.agentPath, "--platform", "darwin"];
  const run = start([
    "verify",
    ...device,
    "--yes",
    "--settle",
    "600",
    "--reporter",
    "json",
    ...scratch.options,
  ]);
  try {
    await until("the run has switched it on", async () => await agent.setting() === "enabled");
    await test({ run, scratch, agent });
  } finally {
    await state.discard();
  }
}

/** What the agent was asked after the moment at which `count` questions had been asked. */
async function askedAfter({ agentPath }: StandIn, count: number): Promise<readonly string[]> {
  return (await Deno.readTextFile(`${agentPath}.asked`)).trimEnd().split("\n").slice(count);
}

async function assertPutBack({ scratch, agent }: Waiting, signal: string): Promise<void> {
  assertEquals(await agent.setting(), "disabled");
  const { restore, interruptedBy, verdict } = await latestRecord(scratch);
  assertEquals([restore.status, interruptedBy, verdict], ["restored", signal, "inconclusive"]);
}

const SIGNALS: readonly { readonly signals: readonly Deno.Signal[]; readonly code: number }[] = [
  { signals: ["SIGHUP"], code: 129 },
  { signals: ["SIGQUIT"], code: 131 },
  { signals: ["SIGTSTP"], code: 148 },
  { signals: ["SIGINT", "SIGTERM", "SIGHUP", "SIGINT"], code: 130 },
];

Deno.test("any signal puts the device back: the running question is ended, the change is sent first, later ones change nothing", async (t) => {
  const rows = startInLanes(SIGNALS, AT_A_TIME, async ({ signals }): Promise<Ended> => {
    let ended: Ended | null = null;
    await withWaiting(startBmverify, async (waiting) => {
      const { run, agent } = waiting;
      const before = (await askedAfter(agent, 0)).length;
      const [first = "SIGINT", ...later] = signals;
      run.kill(first);
      const isSent = async () =>
        (await askedAfter(agent, before)).some((words) => words.startsWith("config"));
      if (later.length > 0) await until("the change is sent", isSent);
      for (const signal of later) run.kill(signal);
      ended = await endOf(run);
      await assertPutBack(waiting, signals[0] ?? "");
      // One question may have been on its way when the signal came; then the change, and readings after it.
      const asked = await askedAfter(agent, before);
      const change = asked.indexOf("config behavior-monitoring --value disabled");
      assertEquals(change === 0 || change === 1, true, asked.join("; "));
      assertEquals(asked.slice(change + 1).filter((words) => !words.startsWith("health")), []);
    });
    return ended ?? Promise.reject(new Error("The run did not end"));
  });
  for (const [{ signals, code }, outcome] of rows) {
    await t.step(signals.join(", "), async () => {
      const ended = await outcome;
      assertEquals(ended.code, code, ended.stderr);
    });
  }
});

Deno.test("a terminal that is closed ends the run, and the device is put back", async () => {
  const inTerminal = (words: readonly string[]): Deno.ChildProcess => {
    const quoted = [MAIN, ...words].map((word) => `'${word}'`).join(" ");
    const args = Deno.build.os === "darwin"
      ? ["-q", "/dev/null", MAIN, ...words]
      : ["-qc", quoted, "/dev/null"];
    return new Deno.Command("script", { args, stdin: "null", stdout: "null", stderr: "null" }).spawn();
  };
  await withWaiting(inTerminal, async (waiting) => {
    waiting.run.kill("SIGKILL");
    await waiting.run.status;
    await until("the run has ended", () => latestRecord(waiting.scratch).then(() => true, () => false));
    await assertPutBack(waiting, "SIGHUP");
  });
});

Deno.test("a run whose output nobody takes, or that was started with nohup, goes on to its verdict", async (t) => {
  const pass = async (start: (words: readonly string[]) => Promise<Deno.ChildProcess>): Promise<void> => {
    await using scratch = await makeScratch();
    await using device = await startDevice("off-by-default");
    const words = ["verify", "--mdatp", device.agentPath, "--yes", "--deadline", "4", "--settle", "0.3"];
    const scenario = ["--scenario", "behavior-monitoring.change-file-test", "--verbose"];
    const run = await start([...words, ...scenario, ...scratch.options]);
    const { code } = await run.status;
    const { verdict, restore } = await latestRecord(scratch);
    assertEquals([verdict, restore.status, code], ["pass", "restored", 0]);
    assertEquals(await device.ask("health --field behavior_monitoring"), '"disabled"');
  };
  const closed = pass(async (words) => {
    const run = startBmverify(words);
    await Promise.all([run.stdout.cancel(), run.stderr.cancel()]);
    return run;
  });
  const hungUp = pass(async (words) => {
    const run = new Deno.Command("nohup", {
      args: [MAIN, ...words],
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    const reader = run.stderr.getReader();
    await reader.read();
    run.kill("SIGHUP");
    await reader.cancel();
    return run;
  });
  await t.step("closed pipes", () => closed);
  await t.step("nohup and SIGHUP", () => hungUp);
});

Deno.test("a full disk behind standard output spoils no exit code", async () => {
  if (Deno.build.os !== "linux") return;
  const { code } = await new Deno.Command("sh", {
    args: ["-c", `'${MAIN}' scenarios list >/dev/full 2>/dev/full`],
    stdin: "null",
  }).output();
  assertEquals(code, 0);
  assertStringIncludes(MAIN, "main.ts");
});

// How soon the harness notices what it waits for, and what waiting costs.
import { median } from "../../model/quantile.ts";
import { latestRecord, MAIN, makeScratch, startBmverify, until } from "../../testing/e2e/run_bmverify.ts";
import type { StandingDevice } from "../../testing/e2e/start_device.ts";
import { BashTriggerRunner } from "../../host/processes/bash_trigger_runner.ts";
import { SystemClock } from "../../host/system/system_clock.ts";
import { costOf } from "./command_cost.ts";
import type { Figure } from "./figure.ts";

const KILLS = 20;
const VERIFIES = 8;
const WATCHED_SECONDS = 10;
/** Linux counts CPU time of a process in hundredths of a second. */
const TICKS_PER_SECOND = 100;

/** From a kill by somebody else to the moment the harness knows. */
export async function benchKillNoticed(): Promise<Figure> {
  const folder = await Deno.makeTempDir({ prefix: "bmverify-bench-" });
  const runner = new BashTriggerRunner(new SystemClock(), folder);
  const times: number[] = [];
  for (let index = 0; index < KILLS; index += 1) {
    const trigger = await runner.start("sleep.sh", ["sleep 60"]);
    await new Promise((resolve) => setTimeout(resolve, 30));
    const killedMs = performance.now();
    Deno.kill(trigger.pid, "SIGKILL");
    await trigger.ended;
    times.push(performance.now() - killedMs);
    await trigger.stop();
  }
  await runner.dispose();
  return {
    what: "a kill is noticed",
    value: median(times) ?? NaN,
    unit: "ms",
    limit: 20,
    note: `median of ${KILLS}`,
  };
}

/** From the entry in the agent's list to its first sight, and the CPU that a whole run takes while it waits. */
export async function benchVerify(device: StandingDevice): Promise<readonly Figure[]> {
  const delays: number[] = [];
  const polled: number[] = [];
  for (let index = 0; index < VERIFIES; index += 1) {
    await using scratch = await makeScratch();
    const poll = await startPoll(device);
    const run = startBmverify([
      ...["verify", "--mdatp", device.agentPath, "--yes", "--quiet", "--reporter", "json"],
      ...["--scenario", "behavior-monitoring.change-file-test", ...scratch.options],
    ]);
    await run.output();
    const polledAt = await poll.seenAt();
    const { mtime } = await Deno.stat(`${device.root}/state/threats.ndjson`);
    const [attempt] = (await latestRecord(scratch)).scenarios[0]?.attempts ?? [];
    if (attempt === undefined || attempt.triggerStartedMs === null || mtime === null) continue;
    const [start] = (await Deno.readTextFile(`${scratch.out}/latest/events.ndjson`)).split("\n", 1);
    const seenAt = Date.parse(JSON.parse(start ?? "").at) + attempt.triggerStartedMs +
      (attempt.timeToRecordMs ?? 0);
    delays.push(seenAt - mtime.getTime());
    polled.push(polledAt - mtime.getTime());
  }
  return [
    {
      what: "an entry is noticed",
      value: median(delays) ?? NaN,
      unit: "ms",
      limit: 150,
      note: `after it was listed; median of ${delays.length} runs, the agent's answer included`,
      beside: [{ what: "a shell that asks every two seconds", value: median(polled) }],
    },
    {
      what: "CPU of the harness while it waits",
      value: await cpuShareWhileWaiting(device),
      unit: "%",
      limit: 2,
      note: `of one core, over ${WATCHED_SECONDS} s, without the agent's own command line`,
    },
  ];
}

/** What somebody would write: the list every two seconds, and the moment at which it has got longer. */
async function startPoll({ agentPath }: StandingDevice): Promise<{ readonly seenAt: () => Promise<number> }> {
  const script = `count() { '${agentPath}' threat list | grep -c '^Id:'; }
    before=$(count); echo ready
    for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
      [ "$(count)" -gt "$before" ] && break
      sleep 2
    done
    date +%s%N`;
  const child = new Deno.Command("bash", { args: ["-c", script], stdin: "null", stdout: "piped" }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  await reader.read();
  return {
    seenAt: async () => {
      let text = "";
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) text += piece.value;
      await child.status;
      return Number(text.trim()) / 1e6;
    },
  };
}

/** All that a default run lays on the device: our own, the agent's command line, and the agent itself. */
export async function benchDefaultRun({ agentPath, processes }: StandingDevice): Promise<readonly Figure[]> {
  await using scratch = await makeScratch();
  const agentTicks = async () =>
    (await Promise.all(processes.map(({ pid }) => cpuTicks(pid)))).reduce((sum, ticks) => sum + ticks, 0);
  const before = await agentTicks();
  const startedMs = performance.now();
  const cost = await costOf([MAIN, "verify", "--mdatp", agentPath, "--yes", "--quiet", ...scratch.options]);
  const seconds = (performance.now() - startedMs) / 1000;
  const agentS = (await agentTicks() - before) / TICKS_PER_SECOND;
  const { listings } = await latestRecord(scratch);
  const index = await Deno.readTextFile(`${scratch.out}/latest/evidence/index.ndjson`);
  const questions = index.trimEnd().split("\n").length;
  const ownS = cost?.cpuS ?? NaN;
  return [
    {
      what: "a default verify",
      value: seconds,
      unit: "s",
      limit: 15,
      note: "from start to end, all reports",
    },
    {
      what: "its questions to the agent",
      value: questions,
      unit: "questions",
      limit: 35,
      note: `${listings?.count ?? 0} of them for the list`,
    },
    {
      what: "its load on the device",
      value: (ownS + agentS) / seconds * 100,
      unit: "%",
      limit: 20,
      note: `of one core, on average: ${
        ownS.toFixed(2)
      } s CPU of ours with the agent's command line and the scripts, ${agentS.toFixed(2)} s of the agent`,
    },
  ];
}

/** A control waits for seconds on end; its CPU time is read from outside, start-up not counted. */
async function cpuShareWhileWaiting(device: StandingDevice): Promise<number> {
  await using scratch = await makeScratch();
  await device.ask("config behavior-monitoring --value disabled");
  const run = startBmverify([
    ...["verify", "--mdatp", device.agentPath, "--yes", "--quiet", "--settle", "0", "--deadline", "20"],
    ...["--scenario", "behavior-monitoring.other-names", "--reporter", "json", ...scratch.options],
  ]);
  await until("the trigger runs", async () => {
    const names = await Array.fromAsync(Deno.readDir(scratch.out)).catch(() => []);
    const logs = names.map(({ name }) =>
      Deno.readTextFile(`${scratch.out}/${name}/events.ndjson`).catch(() => "")
    );
    return (await Promise.all(logs)).some((log) => log.includes("trigger-started"));
  });
  const before = await cpuTicks(run.pid);
  await new Promise((resolve) => setTimeout(resolve, (WATCHED_SECONDS - 1) * 1000));
  const after = await cpuTicks(run.pid);
  await run.output();
  await device.ask("config behavior-monitoring --value enabled");
  return (after - before) / TICKS_PER_SECOND / (WATCHED_SECONDS - 1) * 100;
}

/** User and system time of a process alone, from the kernel's own file (Linux). */
async function cpuTicks(pid: number): Promise<number> {
  const { stdout } = await new Deno.Command("cat", { args: [`/proc/${pid}/stat`] }).output();
  const fields = new TextDecoder().decode(stdout).replace(/^.*\) /, "").split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

// How soon the harness notices what it waits for, and what waiting costs.
import { median } from "../../model/quantile.ts";
import { latestRecord, makeScratch, startBmverify, until } from "../../testing/e2e/run_bmverify.ts";
import type { StandingDevice } from "../../testing/e2e/start_device.ts";
import { BashTriggerRunner } from "../../host/processes/bash_trigger_runner.ts";
import { SystemClock } from "../../host/system/system_clock.ts";
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
  const shares: number[] = [];
  for (let index = 0; index < VERIFIES; index += 1) {
    await using scratch = await makeScratch();
    const run = startBmverify([
      ...["verify", "--mdatp", device.agentPath, "--yes", "--quiet", "--reporter", "json"],
      ...["--scenario", "behavior-monitoring.change-file-test", ...scratch.options],
    ]);
    await run.output();
    const { mtime } = await Deno.stat(`${device.root}/state/threats.ndjson`);
    const [attempt] = (await latestRecord(scratch)).scenarios[0]?.attempts ?? [];
    if (attempt === undefined || attempt.triggerStartedMs === null || mtime === null) continue;
    const [start] = (await Deno.readTextFile(`${scratch.out}/latest/events.ndjson`)).split("\n", 1);
    const seenAt = Date.parse(JSON.parse(start ?? "").at) + attempt.triggerStartedMs +
      (attempt.timeToRecordMs ?? 0);
    delays.push(seenAt - mtime.getTime());
  }
  shares.push(await cpuShareWhileWaiting(device));
  return [
    {
      what: "an entry is noticed",
      value: median(delays) ?? NaN,
      unit: "ms",
      limit: 150,
      note: `after it was listed; median of ${delays.length} runs, the agent's answer included`,
    },
    {
      what: "CPU of the harness while it waits",
      value: median(shares) ?? NaN,
      unit: "%",
      limit: 2,
      note: `of one core, over ${WATCHED_SECONDS} s, without the agent's own command line`,
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

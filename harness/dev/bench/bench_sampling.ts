// What watching six processes costs, side by side, and how true it is; part of `deno task bench`.
// All ways watch the same processes at the same time, start-up included; ends by itself and uses no network.
import { BlockUsageTotal } from "../../cost/sampling/block_usage.ts";
import { parseSamplerLine } from "../../cost/sampling/sampler_line.ts";

const PROCESSES = 6;
const SAMPLER = new URL("../../cost/sampling/sampler_program.ts", import.meta.url).pathname;
const SPAWN_PS = new URL("./spawn_ps_program.ts", import.meta.url).pathname;
const LOAD = new URL("./duty_cycle_program.ts", import.meta.url).pathname;

/** One row of the table. */
interface Row {
  readonly way: string;
  readonly rateHz: number;
  readonly cpuPercent: number | null;
  readonly note: string;
}

if (import.meta.main) await main();

async function main(): Promise<void> {
  const seconds = Number(Deno.args[0] ?? 60);
  const targets = Array.from(
    { length: PROCESSES },
    () => new Deno.Command("sleep", { args: ["600"] }).spawn(),
  );
  try {
    const pids = targets.map(({ pid }) => pid);
    const rows = await Promise.all([
      ...[10, 1].flatMap((rateHz) => [
        measure("sampler (FFI)", rateHz, samplerCommand(rateHz, seconds), seconds),
        measure("Deno spawning ps", rateHz, spawnPsCommand(rateHz, seconds, pids), seconds),
        measurePsutil(rateHz, seconds, pids),
      ]),
      measurePidstat(seconds, pids),
    ]);
    print(`Cost of watching ${PROCESSES} processes for ${seconds} s, start-up included\n`);
    print(table(rows));
  } finally {
    for (const target of targets) target.kill();
    await Promise.all(targets.map(({ status }) => status));
  }
  print(await accuracy(Math.min(seconds, 20)));
}

function samplerCommand(rateHz: number, seconds: number): readonly string[] {
  const request = JSON.stringify({ names: ["sleep"], rateHz, seconds });
  // As harness/host starts it.
  const flags = [
    "run",
    "--quiet",
    "--no-prompt",
    "--no-config",
    "--no-remote",
    "--v8-flags=--single-threaded",
  ];
  return [Deno.execPath(), ...flags, "--allow-ffi", SAMPLER, request];
}

function spawnPsCommand(rateHz: number, seconds: number, pids: readonly number[]): readonly string[] {
  const flags = ["run", "--no-prompt", "--no-config", "--allow-run=ps", SPAWN_PS];
  return [Deno.execPath(), ...flags, String(rateHz), String(seconds), pids.join(",")];
}

async function measurePsutil(rateHz: number, seconds: number, pids: readonly number[]): Promise<Row> {
  const way = "Python psutil loop";
  if (!await succeeds(["python3", "-c", "import psutil"])) return absent(way, rateHz);
  const program = [
    "import psutil,time,sys",
    `ps=[psutil.Process(p) for p in [${pids.join(",")}]]`,
    `end=time.monotonic()+${seconds}`,
    "while time.monotonic()<end:",
    "  print([(p.cpu_times(),p.memory_info().rss) for p in ps])",
    `  time.sleep(${1 / rateHz})`,
  ].join("\n");
  return await measure(way, rateHz, ["python3", "-c", program], seconds);
}

async function measurePidstat(seconds: number, pids: readonly number[]): Promise<Row> {
  const way = "pidstat";
  if (!await succeeds(["pidstat", "-V"])) return absent(way, 1);
  return await measure(way, 1, ["pidstat", "-u", "-r", "-p", pids.join(","), "1", String(seconds)], seconds);
}

/** User and system time of the command and its children, as bash's own `time` adds it up. */
async function measure(way: string, rateHz: number, argv: readonly string[], seconds: number): Promise<Row> {
  // The sampler ends when its standard input does, so it gets one that lasts.
  const script = 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>/dev/null < <(sleep "$0")';
  const { stderr, success } = await new Deno.Command("bash", {
    args: ["-c", script, String(seconds + 1), ...argv],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) return { way, rateHz, cpuPercent: null, note: "failed" };
  const times = new TextDecoder().decode(stderr).trim().split(/\s+/).slice(-2).map(Number);
  const usedS = times.reduce((sum, value) => sum + value, 0);
  return { way, rateHz, cpuPercent: (usedS / seconds) * 100, note: "" };
}

/** Mean of a known load of 30 % of a core at 10 Hz against what the load itself says it used. */
async function accuracy(seconds: number): Promise<string> {
  const root = await Deno.makeTempDir();
  const path = `${root}/wdavdaemon`;
  await Deno.symlink(Deno.execPath(), path);
  const load = new Deno.Command(path, {
    args: ["run", "--no-prompt", "--no-config", LOAD, "30", String(seconds)],
    stdout: "piped",
  }).spawn();
  const request = JSON.stringify({ names: ["wdavdaemon"], root, rateHz: 10, seconds });
  const args = ["run", "--no-prompt", "--no-config", "--allow-ffi", SAMPLER, request];
  const sampler = new Deno.Command(Deno.execPath(), { args, stdin: "piped", stdout: "piped" }).spawn();
  const output = await sampler.output();
  const truth = JSON.parse(new TextDecoder().decode((await load.output()).stdout));
  await Deno.remove(root, { recursive: true });
  const total = new BlockUsageTotal({ intervalMs: 100, cores: navigator.hardwareConcurrency });
  const lines = new TextDecoder().decode(output.stdout).split("\n").flatMap((line) =>
    parseSamplerLine(line) ?? []
  );
  const ticks = lines.flatMap((line) => line.kind === "tick" && line.processes.length > 0 ? [line] : []);
  // The first second is start-up of the runtime, which the load does not count as its own.
  ticks.slice(10).forEach((tick) => total.add(tick));
  const seen = total.summarize().agent?.cpuPercent ?? Number.NaN;
  return `\nA load of ${truth.percent.toFixed(2)} % of a core reads as ${seen.toFixed(2)} % at 10 Hz ` +
    `(off by ${Math.abs(seen - truth.percent).toFixed(2)} points)\n`;
}

async function succeeds([program = "", ...args]: readonly string[]): Promise<boolean> {
  try {
    const command = new Deno.Command(program, { args, stdout: "null", stderr: "null" });
    return (await command.output()).success;
  } catch {
    return false;
  }
}

function absent(way: string, rateHz: number): Row {
  return { way, rateHz, cpuPercent: null, note: "not installed" };
}

function table(rows: readonly Row[]): string {
  const line = ({ way, rateHz, cpuPercent, note }: Row) =>
    `${way.padEnd(20)} ${`${rateHz} Hz`.padStart(6)}  ${
      (cpuPercent === null ? note : `${cpuPercent.toFixed(2)} % of a core`).padStart(18)
    }`;
  return `${rows.map(line).join("\n")}\n`;
}

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}

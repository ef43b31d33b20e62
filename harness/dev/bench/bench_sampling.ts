// What watching six processes costs, side by side, and how true it is; part of `deno task bench`.
// All ways watch the same processes at the same time. Each runs twice, once three times as long: what the longer one used
// more is the cost of going on, what is left is start-up. Ends by itself and uses no network.
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
  /** Of a core, once it has started; null where it could not be run. */
  readonly cpuPercent: number | null;
  readonly startMs: number | null;
  readonly note: string;
}

/** A command that watches for so many seconds. */
type Watching = (seconds: number) => readonly string[];

if (import.meta.main) await main();

async function main(): Promise<void> {
  const seconds = Number(Deno.args[0] ?? 60);
  const targets = Array.from(
    { length: PROCESSES },
    () => new Deno.Command("sleep", { args: ["600"] }).spawn(),
  );
  try {
    const pids = targets.map(({ pid }) => pid);
    const ways = [100, 10, 1].flatMap((rateHz) => [
      measure("sampler (FFI)", rateHz, (length) => samplerCommand(rateHz, length), seconds),
      ...(rateHz > 10 ? [] : [
        measure("Deno spawning ps", rateHz, (length) => spawnPsCommand(rateHz, length, pids), seconds),
      ]),
      measurePsutil(rateHz, seconds, pids),
    ]);
    const rows = await Promise.all([...ways, measurePidstat(seconds, pids)]);
    print(`Cost of watching ${PROCESSES} processes for ${seconds} s, once started\n`);
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
  const program = (length: number) =>
    [
      "import psutil,time,sys",
      `ps=[psutil.Process(p) for p in [${pids.join(",")}]]`,
      `end=time.monotonic()+${length}`,
      "while time.monotonic()<end:",
      "  print([(p.cpu_times(),p.memory_info().rss) for p in ps])",
      `  time.sleep(${1 / rateHz})`,
    ].join("\n");
  return await measure(way, rateHz, (length) => ["python3", "-c", program(length)], seconds);
}

async function measurePidstat(seconds: number, pids: readonly number[]): Promise<Row> {
  const way = "pidstat";
  if (!await succeeds(["pidstat", "-V"])) return absent(way, 1);
  const command: Watching = (length) => ["pidstat", "-u", "-r", "-p", pids.join(","), "1", String(length)];
  return await measure(way, 1, command, seconds);
}

/** A run of all of the time beside one of a third of it. */
async function measure(way: string, rateHz: number, command: Watching, seconds: number): Promise<Row> {
  const shorter = Math.ceil(seconds / 3);
  const [long, short] = await Promise.all(
    [seconds, shorter].map((length) => usedSeconds(command(length), length)),
  );
  if (long === undefined || short === undefined || long === null || short === null) {
    return { way, rateHz, cpuPercent: null, startMs: null, note: "failed" };
  }
  const perSecond = (long - short) / (seconds - shorter);
  return { way, rateHz, cpuPercent: 100 * perSecond, startMs: 1000 * (long - perSecond * seconds), note: "" };
}

/** User and system time of the command and its children, as bash's own `time` adds it up; null when it failed. */
async function usedSeconds(argv: readonly string[], seconds: number): Promise<number | null> {
  // The sampler ends when its standard input does, so it gets one that lasts.
  const script = 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>/dev/null < <(sleep "$0")';
  const { stderr, success } = await new Deno.Command("bash", {
    args: ["-c", script, String(seconds + 1), ...argv],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) return null;
  const times = new TextDecoder().decode(stderr).trim().split(/\s+/).slice(-2).map(Number);
  return times.reduce((sum, value) => sum + value, 0);
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
  return { way, rateHz, cpuPercent: null, startMs: null, note: "not installed" };
}

function table(rows: readonly Row[]): string {
  const line = ({ way, rateHz, cpuPercent, startMs, note }: Row) => {
    const used = cpuPercent === null ? note : `${cpuPercent.toFixed(2)} % of a core`;
    const start = startMs === null ? "" : `  and ${startMs.toFixed(0).padStart(4)} ms to start`;
    return `${way.padEnd(20)} ${`${rateHz} Hz`.padStart(6)}  ${used.padStart(18)}${start}`;
  };
  return `${rows.map(line).join("\n")}\n`;
}

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}

// Holds measurements through real processes against the truth: `deno task calibrate [ROUNDS]`. Each row is a simulated
// device whose true cost is known. Prints how often a cost was seen and how often its interval held the truth.
import { wilsonInterval } from "../statistics/wilson_interval.ts";
import { startSimulatedDevice } from "../host/simulated_device.ts";
import type { RunRecord } from "../model/run_record.ts";

const MAIN = new URL("../main.ts", import.meta.url).pathname;
const FLAGS = ["--no-prompt", "--allow-read", "--allow-write", "--allow-run", "--allow-env", "--allow-sys"];
/** Part of a core without behavior monitoring. */
const BASE_SHARE = 0.01;
/** Up to 80 %: a thread that also keeps its books cannot give a whole core away. */
const SHARES = [0, 0.05, 0.2, 0.8] as const;

/** What the rounds of one truth came to. */
interface Row {
  readonly truthPercent: number;
  readonly rounds: number;
  readonly told: number;
  readonly covered: number;
  readonly shifts: readonly number[];
}

if (import.meta.main) await main();

async function main(): Promise<void> {
  const rounds = Number(Deno.args[0] ?? 5);
  print(
    `True cost of behavior monitoring against what "measure" says, ${rounds} rounds each, through real processes\n`,
  );
  print("added CPU      costs seen (95 % interval)    interval holds the truth    median shift\n");
  for (const share of SHARES) print(line(await calibrate(share, rounds)));
}

async function calibrate(share: number, rounds: number): Promise<Row> {
  const truthPercent = share * 100;
  const shifts: number[] = [];
  let told = 0;
  let covered = 0;
  for (let round = 0; round < rounds; round++) {
    const cpu = await measureOnce(share, round + 1);
    if (cpu === undefined) throw new Error("The measurement has no CPU time of wdavdaemon_unprivileged");
    if (cpu.conclusion === "costs" || cpu.conclusion === "saves") told++;
    const { value, low, high } = cpu.shift ?? { value: Number.NaN, low: null, high: null };
    if ((low ?? Infinity) <= truthPercent && (high ?? -Infinity) >= truthPercent) covered++;
    shifts.push(value);
  }
  return { truthPercent, rounds, told, covered, shifts };
}

/** One measurement of an idle device that costs exactly so much more with behavior monitoring on. */
async function measureOnce(
  share: number,
  seed: number,
): Promise<RunRecord["measurements"][number] | undefined> {
  const steadyCpuShare = { off: BASE_SHARE, on: BASE_SHARE + share };
  const device = await startSimulatedDevice({ profile: "idle-twin", cost: { steadyCpuShare } });
  const folder = await Deno.makeTempDir({ prefix: "bmverify-calibrate-" });
  try {
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        ...FLAGS,
        MAIN,
        "measure",
        ...["--mdatp", device.agentPath, "--platform", "darwin", "--yes", "--json", "--seed", String(seed)],
        ...["--workload", "idle", "--block-seconds", "0.8", "--settle", "0.5", "--reporter", "json"],
        ...["--out", `${folder}/out`, "--state", `${folder}/state`],
      ],
      stdin: "null",
    }).output();
    const text = new TextDecoder().decode(stdout);
    if (text === "") throw new Error(new TextDecoder().decode(stderr));
    const record: RunRecord = JSON.parse(text);
    return record.measurements.find(({ process, metric }) =>
      process === "wdavdaemon_unprivileged" && metric === "cpu.mean"
    );
  } finally {
    await device.close();
    await Deno.remove(folder, { recursive: true });
  }
}

function line({ truthPercent, rounds, told, covered, shifts }: Row): string {
  const { low, high } = wilsonInterval({ passed: told, total: rounds });
  const middle = shifts.toSorted((a, b) => a - b)[Math.floor(shifts.length / 2)] ?? Number.NaN;
  const seen = `${told} of ${rounds} (${Math.round(low * 100)} to ${Math.round(high * 100)} %)`;
  return `${`${truthPercent} %`.padStart(9)}      ${seen.padEnd(28)}  ${
    `${covered} of ${rounds}`.padEnd(26)
  }  ${middle.toFixed(2)} %\n`;
}

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}

// Holds measurements through real processes against the truth: `deno task calibrate:processes [ROUNDS]`. Each row is a
// simulated device whose true cost is known. Prints how often a cost was seen and how often its interval held the truth, of
// CPU and of the memory that the device holds. The truth of CPU is what the device by its own ledger really used, its
// bookkeeping included: that goes with the work, and makes about 1 % of it. Where the machine was too busy for the device to
// use its share, the round is not counted.
import $ from "dax";
import { wilsonInterval } from "../../model/wilson_interval.ts";
import { startSimulatedDevice } from "../../host/simulated/simulated_device.ts";
import { followLedger } from "./follow_ledger.ts";
import { injectedEffects } from "./injected_effects.ts";
import type { RunRecord } from "../../model/record/run_record.ts";

const MAIN = new URL("../../main.ts", import.meta.url).pathname;
const FLAGS = ["--no-prompt", "--allow-read", "--allow-write", "--allow-run", "--allow-env", "--allow-sys"];
/** Part of a core without behavior monitoring. */
const BASE_SHARE = 0.01;
/** Up to 80 %: a thread that also keeps its books cannot give a whole core away. Generated data goes to 100 %. */
const SHARES = [0, 0.05, 0.2, 0.8] as const;

/** What is held in memory besides, where anything is added. */
const MEMORY_BYTES = { base: 16 * 2 ** 20, added: 64 * 2 ** 20 } as const;

/**
 * The device pays ten times a second, so a block holds one payment more or less by chance: of 5 % in blocks of 0.8 s that
 * was 0.4 points a block, and 0.08 points of the shift of eight, which looked like a bias.
 */
const BLOCK_SECONDS = "3";

/** A device that used less than this was no device of known cost. */
const LEAST_USED_SHARE = 0.8;

/** What the rounds of one truth came to. */
interface Row {
  readonly truthPercent: number;
  /** Rounds that count. */
  readonly rounds: number;
  readonly fellBehind: number;
  readonly told: number;
  readonly covered: number;
  readonly memoryCovered: number;
  readonly shifts: readonly number[];
  /** What was really added in each round, in percent of a core. */
  readonly truths: readonly number[];
}

if (import.meta.main) await main();

async function main(): Promise<void> {
  const rounds = Number(Deno.args[0] ?? 5);
  print(
    `True cost of behavior monitoring against what "measure" says, ${rounds} rounds each, through real processes\n`,
  );
  print(
    "added CPU  really used  costs seen (95 % interval)   interval holds the truth  memory too    median shift  fell behind\n",
  );
  const rows: Row[] = [];
  for (const share of SHARES) {
    const row = await calibrate(share, rounds);
    print(line(row));
    rows.push(row);
  }
  print("80 % stands for a whole core, which one thread that also keeps its books cannot use up.\n");
  if (rows.some(({ fellBehind }) => fellBehind > 0)) {
    print(
      "Fell behind: the machine was too busy for the device to use its share. Calibrate on a quiet one.\n",
    );
  }
}

async function calibrate(share: number, rounds: number): Promise<Row> {
  const truthPercent = share * 100;
  const shifts: number[] = [];
  const truths: number[] = [];
  let told = 0;
  let covered = 0;
  let memoryCovered = 0;
  let fellBehind = 0;
  for (let round = 0; round < rounds; round++) {
    const { cpu, memory, added, usedShare } = await measureOnce(share, round + 1);
    if (usedShare < LEAST_USED_SHARE) {
      fellBehind++;
      continue;
    }
    if (cpu === undefined || added === null) {
      throw new Error("The measurement has no CPU time of wdavdaemon_unprivileged");
    }
    if (cpu.conclusion === "costs" || cpu.conclusion === "saves") told++;
    if (holds(cpu, added)) covered++;
    if (holds(memory, share === 0 ? 0 : MEMORY_BYTES.added)) memoryCovered++;
    truths.push(added);
    shifts.push(cpu.shift?.value ?? Number.NaN);
  }
  return {
    truthPercent,
    rounds: rounds - fellBehind,
    fellBehind,
    told,
    covered,
    memoryCovered,
    shifts,
    truths,
  };
}

type Measurement = RunRecord["measurements"][number];

function holds(measurement: Measurement | undefined, truth: number): boolean {
  const { low, high } = measurement?.shift ?? { low: null, high: null };
  return (low ?? Infinity) <= truth && (high ?? -Infinity) >= truth;
}

interface Measured {
  readonly cpu: Measurement | undefined;
  readonly memory: Measurement | undefined;
  /** What behavior monitoring really added, in percent of a core. */
  readonly added: number | null;
  /** Of the time that the device was told to use, the part that it used. */
  readonly usedShare: number;
}

/** One measurement of an idle device that costs exactly so much more with behavior monitoring on. */
async function measureOnce(share: number, seed: number): Promise<Measured> {
  const steadyCpuShare = { off: BASE_SHARE, on: BASE_SHARE + share };
  const { base, added } = MEMORY_BYTES;
  const heldBytes = { off: base, on: share === 0 ? base : base + added };
  const device = await startSimulatedDevice({ profile: "idle-twin", cost: { steadyCpuShare, heldBytes } });
  const folder = await Deno.makeTempDir({ prefix: "bmverify-calibrate-" });
  const ledger = followLedger(() => Promise.resolve(device.root));
  try {
    const options = [
      ...["--mdatp", device.agentPath, "--platform", "darwin", "--yes", "--json", "--seed", String(seed)],
      ...["--workload", "idle", "--block-seconds", BLOCK_SECONDS, "--settle", "0.5", "--reporter", "json"],
      ...["--out", `${folder}/out`, "--state", `${folder}/state`],
    ];
    // The exit code says what was found; without a word there was no measurement.
    const { stdout: text, stderr } = await $`${Deno.execPath()} run ${FLAGS} ${MAIN} measure ${options}`
      .noThrow().stdin("null").stdout("piped").stderr("piped");
    if (text === "") throw new Error(stderr);
    const record: RunRecord = JSON.parse(text);
    const find = (wanted: string) =>
      record.measurements.find(({ process, metric }) =>
        process === "wdavdaemon_unprivileged" && metric === wanted
      );
    const usedShare = share === 0 ? 1 : await readUsedShare(device.root);
    const [cpu] = injectedEffects(record, await ledger.end());
    return { cpu: find("cpu.mean"), memory: find("rss.mean"), added: cpu?.added ?? null, usedShare };
  } finally {
    await ledger.end();
    await device.close();
    await Deno.remove(folder, { recursive: true });
  }
}

/** By the device's own ledger. What it gave up it owed with behavior monitoring on: off, there is next to nothing to do. */
async function readUsedShare(root: string): Promise<number> {
  const { paidMs, droppedMs }: { readonly paidMs: number; readonly droppedMs: number } = JSON.parse(
    await Deno.readTextFile(`${root}/state/cost.json`),
  );
  return paidMs / (paidMs + droppedMs);
}

function middleOf(values: readonly number[]): string {
  return `${(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN).toFixed(2)} %`;
}

function line(row: Row): string {
  const { truthPercent, rounds, fellBehind, told, covered, memoryCovered, shifts, truths } = row;
  const name = `${truthPercent} %`.padStart(9);
  if (rounds === 0) return `${name}      cannot tell: the device fell behind in all ${fellBehind} rounds\n`;
  const { low, high } = wilsonInterval({ passed: told, total: rounds });
  const seen = `${told} of ${rounds} (${Math.round(low * 100)} to ${Math.round(high * 100)} %)`;
  const cells = [
    name,
    middleOf(truths).padStart(11),
    seen.padEnd(27),
    `${covered} of ${rounds}`.padEnd(24),
    `${memoryCovered} of ${rounds}`.padEnd(12),
    middleOf(shifts).padStart(12),
    String(fellBehind).padStart(11),
  ];
  return `${cells.join("  ")}\n`;
}

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}

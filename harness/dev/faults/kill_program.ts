// `deno task faults:processes [COUNT [SEED]]`: real runs on simulated devices, each ended by SIGKILL at a moment that the
// seed draws, and `restore` after it. Prints each moment with what was left, and exits with 1 when anything was.
import { seededRandom } from "../../cost/statistics/seeded_random.ts";
import { endOf, makeScratch, runBmverify, startBmverify } from "../../testing/e2e/run_bmverify.ts";
import { startDevice } from "../../testing/e2e/start_device.ts";

const DEFAULT_COUNT = 20;
const WORDS = [
  ...["--yes", "--scenario", "*.change-file-test,*.disabled", "--deadline", "20", "--settle", "0.3"],
  ...["--reporter", "json", "--quiet"],
];

if (import.meta.main) await main(Deno.args);

async function main(
  [count = String(DEFAULT_COUNT), seed = String(Date.now() % 1_000_000)]: readonly string[],
): Promise<void> {
  print(`${count} runs, seed ${seed}`);
  const random = seededRandom(Number(seed));
  const lengthMs = await runOnce(null).then(({ tookMs }) => tookMs);
  let [unrestored, killed] = [0, 0];
  for (let left = Number(count); left > 0; left -= 1) {
    const atMs = Math.round(random() * lengthMs);
    const { wasKilled, found, restored } = await runOnce(atMs);
    if (wasKilled) killed += 1;
    if (!restored) unrestored += 1;
    print(
      `${atMs} ms: ${wasKilled ? "killed" : "ended before"}, left ${found}, ${
        restored ? "restored" : "NOT RESTORED"
      }`,
    );
  }
  print(`${killed} of ${count} runs killed within ${Math.round(lengthMs)} ms: ${unrestored} unrestored`);
  if (unrestored > 0) Deno.exit(1);
}

interface Killed {
  readonly tookMs: number;
  readonly wasKilled: boolean;
  /** What the kill left, in words. */
  readonly found: string;
  readonly restored: boolean;
}

async function runOnce(atMs: number | null): Promise<Killed> {
  await using scratch = await makeScratch();
  await using device = await startDevice("off-by-default");
  const look = async (): Promise<string> => {
    const files = await Array.fromAsync(Deno.readDir(device.triggerFolder));
    return `${await device.ask("health --field behavior_monitoring")} and ${files.length} files`;
  };
  const before = await look();
  const started = performance.now();
  const run = startBmverify(["verify", "--mdatp", device.agentPath, ...WORDS, ...scratch.options]);
  const timer = atMs === null ? null : setTimeout(() => {
    try {
      run.kill("SIGKILL");
    } catch (error) {
      // It has ended just now.
      if (!(error instanceof TypeError)) throw error;
    }
  }, atMs);
  const { code } = await endOf(run);
  if (timer !== null) clearTimeout(timer);
  const tookMs = performance.now() - started;
  const found = await look();
  const { code: restoreCode } = await runBmverify([
    "restore",
    "--mdatp",
    device.agentPath,
    "--state",
    scratch.state,
  ])
    .then((ended) => ended.stderr.includes("[state/not-found]") ? { code: 0 } : ended);
  return { tookMs, wasKilled: code === 137, found, restored: restoreCode === 0 && await look() === before };
}

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${text}\n`));
}

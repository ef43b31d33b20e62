// A load whose true cost is known: uses PERCENT of one core for SECONDS, then prints what it really used.
// Steered by its own CPU time, so that a busy machine does not falsify it. For benchmarks.
import process from "node:process";

const [percent, seconds] = Deno.args.map(Number);

if (import.meta.main) await load(percent ?? 0, seconds ?? 0);

async function load(share: number, durationS: number): Promise<void> {
  const startMs = performance.now();
  const before = process.cpuUsage();
  const usedMs = () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  for (;;) {
    const elapsedMs = performance.now() - startMs;
    if (elapsedMs >= durationS * 1000) break;
    while (usedMs() < (elapsedMs * share) / 100);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const wallMs = performance.now() - startMs;
  const truth = { cpuMs: usedMs(), wallMs, percent: (usedMs() / wallMs) * 100 };
  Deno.stdout.writeSync(new TextEncoder().encode(`${JSON.stringify(truth)}\n`));
}

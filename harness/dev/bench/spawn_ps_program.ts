// The usual way to watch processes, for comparison: spawns `ps` at a rate. RATE SECONDS PID,PID,…
const [rateHz = "1", seconds = "1", pids = ""] = Deno.args;

if (import.meta.main) await watch();

async function watch(): Promise<void> {
  const startMs = performance.now();
  const ticks = Math.floor(Number(seconds) * Number(rateHz));
  for (let tick = 0; tick < ticks; tick++) {
    const args = ["-o", "pid=,time=,rss=", "-p", pids];
    const { stdout } = await new Deno.Command("ps", { args, stdout: "piped" }).output();
    Deno.stdout.writeSync(stdout);
    const waitMs = startMs + ((tick + 1) * 1000) / Number(rateHz) - performance.now();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, waitMs)));
  }
}

import { assert, assertEquals, assertGreater, assertLess } from "@std/assert";
import { BlockUsageTotal } from "./block_usage.ts";
import { parseSamplerLine, type SamplerLine } from "./sampler_line.ts";

const program = new URL("./sampler_program.ts", import.meta.url).pathname;
const load = new URL("../../dev/bench/duty_cycle_program.ts", import.meta.url).pathname;
const hasSampler = Deno.build.os === "linux" || Deno.build.os === "darwin";

/** Runs the sampler with no permission but FFI. */
async function sample(
  request: Record<string, unknown>,
): Promise<{ readonly code: number; readonly lines: readonly SamplerLine[] }> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--no-config", "--allow-ffi", program, JSON.stringify(request)],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const { code, stdout } = await child.output();
  await child.stdin.close().catch(() => {});
  const lines = new TextDecoder().decode(stdout).split("\n").flatMap((line) => parseSamplerLine(line) ?? []);
  return { code, lines };
}

function spawnAs(path: string, percent: number, seconds: number): Deno.ChildProcess {
  return new Deno.Command(path, {
    args: ["run", "--no-prompt", "--no-config", load, String(percent), String(seconds)],
    stdout: "piped",
  }).spawn();
}

Deno.test({
  name: "the sampler program measures a known load, with FFI alone",
  ignore: !hasSampler,
  async fn() {
    const root = await Deno.makeTempDir();
    const path = `${root}/wdavdaemon_unprivileged`;
    await Deno.symlink(Deno.execPath(), path);
    const child = spawnAs(path, 30, 3);
    const { code, lines } = await sample({
      names: ["wdavdaemon_unprivileged"],
      root,
      rateHz: 10,
      seconds: 3.4,
    });
    const truth = JSON.parse(new TextDecoder().decode((await child.output()).stdout));
    await Deno.remove(root, { recursive: true });
    assertEquals(code, 0);
    const total = new BlockUsageTotal({ intervalMs: 100, cores: 8 });
    // Start-up of the runtime is no part of the known load.
    const ticks = lines.flatMap((line) => line.kind === "tick" && line.processes.length > 0 ? [line] : []);
    ticks.slice(6, 26).forEach((tick) => total.add(tick));
    const [usage] = total.summarize().processes;
    // A wrong unit would be off by a factor. How exact it is, on a quiet machine, is for `deno task bench`.
    assertLess(Math.abs((usage?.cpuPercent ?? 0) - truth.percent), 12, `truth ${truth.percent}`);
    assertGreater(usage?.meanBytes ?? 0, 10_000_000);
    const cost = lines.at(-1);
    assert(cost?.kind === "cost" && cost.ticks >= 20, "the sampler accounts for itself");
  },
});

Deno.test({
  name: "the sampler program ends when its standard input ends",
  ignore: !hasSampler,
  async fn() {
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", "--no-config", "--allow-ffi", program, '{"names":["none"],"rateHz":1}'],
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    await child.stdin.close();
    const { code, stdout } = await child.output();
    assertEquals(code, 0);
    assert(new TextDecoder().decode(stdout).includes('"kind":"cost"'));
  },
});

Deno.test({
  name: "the sampler program says what it cannot do and exits 3",
  ignore: !hasSampler,
  async fn() {
    const { code, lines } = await sample({ names: ["a"], rateHz: 99 });
    assertEquals(code, 3);
    const [line] = lines;
    assert(line?.kind === "failed" && line.why.includes("0.1 to 20"));
  },
});

import { assert, assertEquals, assertGreater, assertLess } from "@std/assert";
import { BlockUsageTotal } from "./block_usage.ts";
import { parseSamplerLine, type SamplerLine, type SampleTick } from "./sampler_line.ts";

const program = new URL("./sampler_program.ts", import.meta.url).pathname;
const ignore = Deno.build.os !== "linux" && Deno.build.os !== "darwin";
/** Works so many rounds as each line of its input says, then tells what CPU time it has used since its start. */
const LOAD = "while read -r rounds; do for ((i = 0; i < rounds; i++)); do :; done; times; done";

/** Starts the sampler with no permission but FFI; it ends with its input. */
function startSampler(request: Record<string, unknown>): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--no-config", "--allow-ffi", program, JSON.stringify(request)],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
}

async function* linesOf(output: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  let rest = "";
  for await (const text of output.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}

/** Goes through lines up to a tick that was taken after a moment and shows a process. */
async function tickAfter(lines: AsyncGenerator<string>, wallMs: number): Promise<readonly SampleTick[]> {
  const ticks: SampleTick[] = [];
  for (;;) {
    const { value, done } = await lines.next();
    assert(done !== true, "the sampler ended");
    const line = parseSamplerLine(value);
    if (line?.kind !== "tick") continue;
    ticks.push(line);
    if (line.wallMs > wallMs && line.processes.length > 0) return ticks;
  }
}

/** Sets the load to work; gives the CPU time it has used in all once it is idle again. */
async function work(
  input: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>,
  output: AsyncGenerator<string>,
  rounds: number,
): Promise<number> {
  await input.write(new TextEncoder().encode(`${rounds}\n`));
  // Own user and system time, `0m0.352s 0m0.004s`; those of children, of which it has none, stand in the next line.
  const { value: own = "" } = await output.next();
  await output.next();
  const seconds = [...String(own).matchAll(/(\d+)m([\d.]+)s/g)].map(([, m, s]) => Number(m) * 60 + Number(s));
  return seconds.reduce((sum, value) => sum + value * 1000, 0);
}

Deno.test({
  name: "the sampler program reads what a process used, with FFI alone",
  ignore,
  async fn() {
    const root = await Deno.makeTempDir();
    const path = `${root}/wdavdaemon_unprivileged`;
    await Deno.symlink("/bin/bash", path);
    const load = new Deno.Command(path, {
      args: ["-c", LOAD],
      env: { LC_ALL: "C" },
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    const [input, output] = [load.stdin.getWriter(), linesOf(load.stdout)];
    const sampler = startSampler({ names: ["wdavdaemon_unprivileged"], root, rateHz: 10 });
    const lines = linesOf(sampler.stdout);

    const idleMs = await work(input, output, 0);
    const before = await tickAfter(lines, Date.now());
    const busyMs = await work(input, output, 150_000);
    const ticks = await tickAfter(lines, Date.now());

    await input.close();
    await sampler.stdin.close();
    const rest: (SamplerLine | null)[] = [];
    for await (const line of lines) rest.push(parseSamplerLine(line));
    for await (const _ of output);
    await load.status;
    assertEquals((await sampler.status).code, 0);
    await Deno.remove(root, { recursive: true });

    // So many cores that no reading counts as implausible because a busy machine took it late.
    const total = new BlockUsageTotal({ intervalMs: 100, cores: 64 });
    for (const tick of [...before.slice(-1), ...ticks]) total.add(tick);
    const [usage] = total.summarize().processes;
    // Both tell the scheduler's own figure. A wrong unit would be off by a factor of 41 and more.
    const difference = Math.abs((usage?.cpuMs ?? 0) - (busyMs - idleMs));
    assertGreater(busyMs - idleMs, 50);
    assertLess(difference, 30, `${usage?.cpuMs} ms read, ${busyMs - idleMs} ms used`);
    assert((usage?.meanBytes ?? 0) > 200_000 && (usage?.meanBytes ?? 0) < 200_000_000, "bytes, not pages");
    const cost = rest.at(-1);
    assert(cost?.kind === "cost" && cost.ticks > ticks.length && cost.cpuMs > 0, "it accounts for itself");
  },
});

Deno.test({
  name: "the sampler program ends when its standard input ends",
  ignore,
  async fn() {
    const child = startSampler({ names: ["none"], rateHz: 1 });
    await child.stdin.close();
    const { code, stdout } = await child.output();
    assertEquals(code, 0);
    assert(new TextDecoder().decode(stdout).includes('"kind":"cost"'));
  },
});

Deno.test({
  name: "the sampler program says what it cannot do and exits 3",
  ignore,
  async fn() {
    const child = startSampler({ names: ["a"], rateHz: 101 });
    const { code, stdout } = await child.output();
    await child.stdin.close().catch(() => {});
    assertEquals(code, 3);
    const line = parseSamplerLine(new TextDecoder().decode(stdout));
    assert(line?.kind === "failed" && line.why.includes("0.1 to 100"));
  },
});

import { assertEquals } from "@std/assert";
import { agentFilter, OWN_QUESTIONS } from "./agent_processes.ts";
import { createLinuxSource, type LinuxCalls } from "./linux_source.ts";
import { RUSAGE_BYTES } from "./macos_readings.ts";
import { createMacSource, type MacCalls } from "./macos_source.ts";
import { Sampler } from "./sampler.ts";
import { parseSamplerLine, parseSamplerRequest } from "./sampler_line.ts";

const filter = agentFilter(null, 4000);

interface FakeProcess {
  readonly path: string;
  readonly start: number;
  readonly parent?: number;
  cpuMs: number;
}

const LOADAVG = 1;

/** A Linux system of a few processes. */
class FakeLinux implements LinuxCalls {
  readonly pageSize = 4096;
  readonly counters = null;
  readonly processes = new Map<number, FakeProcess>();
  readonly #open = new Map<number, FakeProcess>();
  #next = 3;
  listings = 0;
  /** Null: another one at every look, as on a busy system. */
  newestPid: number | null = null;
  #looks = 0;

  get newest(): number {
    return this.newestPid ?? 1000 + this.#looks++;
  }

  listPids(): readonly number[] {
    this.listings++;
    return [...this.processes.keys()];
  }

  readText(path: string): string | null {
    const [, pid, file] = /^\/proc\/(\d+)\/(\w+)$/.exec(path) ?? [];
    const process = this.processes.get(Number(pid));
    if (process === undefined) return null;
    if (file === "cmdline") return `${process.path}\0`;
    if (file === "status") return "VmHWM:\t 12 kB\n";
    return `${pid} (x) S ${process.parent ?? 1} ${"0 ".repeat(17)}${process.start} 0`;
  }

  open(path: string): number | null {
    if (path === "/proc/loadavg") return LOADAVG;
    const process = this.processes.get(Number(path.split("/")[2]));
    if (process === undefined) return null;
    this.#open.set(++this.#next, process);
    return this.#next;
  }

  readAgain(file: number): string | null {
    if (file === LOADAVG) return `0.10 0.20 0.30 1/99 ${this.newest}\n`;
    const process = this.#open.get(file);
    return process !== undefined && [...this.processes.values()].includes(process) ? "9 2 1" : null;
  }

  close(file: number): void {
    this.#open.delete(file);
  }

  cpuMs(pid: number): number | null {
    return this.processes.get(pid)?.cpuMs ?? null;
  }

  get openFiles(): number {
    return this.#open.size;
  }
}

const daemon = (start: number, cpuMs = 0): FakeProcess => ({ path: "/opt/sbin/wdavdaemon", start, cpuMs });

Deno.test("Sampler reads CPU time and memory of each agent process", () => {
  const linux = new FakeLinux();
  linux.processes.set(1, { path: "/sbin/init", start: 1, cpuMs: 5 });
  linux.processes.set(20, daemon(7, 1234.5));
  const { readings } = new Sampler(createLinuxSource(linux, filter)).tick(0);
  assertEquals(readings, [
    { pid: 20, startedAt: "7", label: "wdavdaemon", cpuMs: 1234.5, bytes: 8192, peakBytes: 12288 },
  ]);
});

Deno.test("Sampler tells our own questions from those of others", () => {
  const linux = new FakeLinux();
  linux.processes.set(10, { path: "/usr/bin/mdatp", start: 1, cpuMs: 1, parent: 4000 });
  linux.processes.set(11, { path: "/usr/bin/mdatp", start: 1, cpuMs: 1 });
  const { readings } = new Sampler(createLinuxSource(linux, filter)).tick(0);
  assertEquals(readings.map(({ label }) => label), [OWN_QUESTIONS, "mdatp"]);
});

Deno.test("Sampler picks up a new process within a second", () => {
  const linux = new FakeLinux();
  const sampler = new Sampler(createLinuxSource(linux, filter));
  assertEquals(sampler.tick(0).readings.length, 0);
  linux.processes.set(20, daemon(7));
  assertEquals(sampler.tick(900).readings.length, 0);
  assertEquals(sampler.tick(1000).readings.length, 1);
});

Deno.test("Sampler finds a restarted daemon at the very next tick", () => {
  const linux = new FakeLinux();
  linux.processes.set(20, daemon(7));
  const sampler = new Sampler(createLinuxSource(linux, filter));
  sampler.tick(0);
  linux.processes.delete(20);
  linux.processes.set(21, daemon(50, 3));
  assertEquals(sampler.tick(100).readings.map(({ pid, startedAt }) => [pid, startedAt]), [[21, "50"]]);
  assertEquals(linux.openFiles, 1);
});

Deno.test("Sampler takes the same pid with another start for another process", () => {
  const linux = new FakeLinux();
  linux.processes.set(20, daemon(7));
  const sampler = new Sampler(createLinuxSource(linux, filter));
  sampler.tick(0);
  linux.processes.set(20, daemon(99));
  assertEquals(sampler.tick(100).readings.map(({ startedAt }) => startedAt), ["99"]);
});

Deno.test("Sampler sees a process that becomes the agent by exec", () => {
  const linux = new FakeLinux();
  linux.processes.set(20, { ...daemon(7), path: "/bin/sh" });
  const sampler = new Sampler(createLinuxSource(linux, filter));
  sampler.tick(0);
  linux.processes.set(20, daemon(7));
  assertEquals(sampler.tick(1000).readings.length, 1);
});

Deno.test("Sampler does not go through a list of processes that cannot have grown", () => {
  const linux = new FakeLinux();
  linux.newestPid = 20;
  linux.processes.set(1, { path: "/sbin/init", start: 1, cpuMs: 5 });
  linux.processes.set(20, daemon(7));
  const sampler = new Sampler(createLinuxSource(linux, filter));
  for (let second = 0; second < 60; second++) assertEquals(sampler.tick(second * 1000).readings.length, 1);
  // Three looks at the other process, in case it becomes the agent by exec.
  assertEquals(linux.listings, 3);
  linux.processes.delete(20);
  assertEquals(sampler.tick(60_000).readings, []);
  linux.processes.set(21, daemon(8));
  linux.newestPid = 21;
  assertEquals(sampler.tick(61_000).readings.length, 1);
});

Deno.test("Sampler keeps no file open for processes that are gone", () => {
  const linux = new FakeLinux();
  const sampler = new Sampler(createLinuxSource(linux, filter));
  for (let pid = 20; pid < 40; pid++) {
    linux.processes.clear();
    linux.processes.set(pid, daemon(pid));
    sampler.tick(pid * 1000);
  }
  assertEquals(linux.openFiles, 1);
});

function usage(startTicks: bigint): Uint8Array {
  const bytes = new Uint8Array(RUSAGE_BYTES);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(16, 24_000_000n, true);
  view.setBigUint64(72, 5000n, true);
  view.setBigUint64(80, startTicks, true);
  view.setBigUint64(240, 6000n, true);
  view.setBigUint64(248, 77n, true);
  return bytes;
}

function fakeMac(other: Partial<MacCalls>): MacCalls {
  return {
    ticksPerSecond: 24_000_000,
    listPids: () => [557],
    pathOf: () => "/Applications/Microsoft Defender.app/Contents/MacOS/wdavdaemon",
    argumentsOf: () => null,
    parentOf: () => 1,
    usageOf: () => usage(9n),
    ...other,
  };
}

Deno.test("createMacSource() reads footprint and ticks", () => {
  const { readings } = new Sampler(createMacSource(fakeMac({}), filter)).tick(0);
  assertEquals(readings, [
    {
      pid: 557,
      startedAt: "9",
      label: "wdavdaemon",
      cpuMs: 1000,
      bytes: 5000,
      peakBytes: 6000,
      counts: { instructions: 77, cycles: null, energyNj: null },
    },
  ]);
});

Deno.test("createMacSource() finds what runs from the agent's folders, and our own questions apart", () => {
  const app = "/Applications/Microsoft Defender.app/Contents";
  const paths: Readonly<Record<number, string>> = {
    1: `${app}/MacOS/Microsoft Defender`,
    2: `${app}/Frameworks/Microsoft Defender Helper.app/Contents/MacOS/Microsoft Defender Helper`,
    3: `${app}/Resources/Tools/wdavdaemonclient`,
    4: "/Library/Application Support/Microsoft/DLP/com.microsoft.dlp.daemon.app/Contents/MacOS/daemon",
    5: "/Applications/Microsoft Defender.app.old/Contents/MacOS/other",
  };
  const mac = fakeMac({
    listPids: () => Object.keys(paths).map(Number),
    pathOf: (pid) => paths[pid] ?? null,
    parentOf: (pid) => pid === 3 ? 4000 : 1,
  });
  const { readings } = new Sampler(createMacSource(mac, filter)).tick(0);
  assertEquals(readings.map(({ label }) => label), [
    "Microsoft Defender",
    "Microsoft Defender Helper",
    OWN_QUESTIONS,
    "daemon",
  ]);
});

Deno.test("createMacSource() reports a process of root as refused, not as absent", () => {
  const outcome = new Sampler(createMacSource(fakeMac({ usageOf: () => "refused" }), filter)).tick(0);
  assertEquals(outcome.readings, []);
  assertEquals(outcome.refused.map(({ label }) => label), ["wdavdaemon"]);
});

Deno.test("createMacSource() goes by the first argument on a simulated device", () => {
  const text = "\x02\0\0\0/opt/deno\0\0\0/tmp/d/sbin/wdavdaemon_enterprise\0run\0";
  const mac = fakeMac({ pathOf: () => "/opt/deno", argumentsOf: () => new TextEncoder().encode(text) });
  const { readings } = new Sampler(createMacSource(mac, { ...filter, root: "/tmp/d" })).tick(0);
  assertEquals(readings.map(({ label }) => label), ["wdavdaemon_enterprise"]);
});

Deno.test("parseSamplerLine() drops what is no line of the sampler", () => {
  assertEquals(parseSamplerLine('{"kind":"failed","why":"x"}'), { kind: "failed", why: "x" });
  for (
    const line of [
      "",
      "warning: something",
      '{"kind":"tick","atMs"',
      '{"kind":"tick"}',
      '{"kind":"x"}',
      "null",
    ]
  ) {
    assertEquals(parseSamplerLine(line), null, line);
  }
});

Deno.test("parseSamplerRequest() refuses rates out of range and nothing to look for", () => {
  assertEquals(parseSamplerRequest('{"names":["a"],"rateHz":100}').rateHz, 100);
  for (
    const bad of ['{"names":[]}', undefined, '{"names":["a"],"rateHz":0}', '{"names":["a"],"rateHz":101}']
  ) {
    let thrown: unknown;
    try {
      parseSamplerRequest(bad);
    } catch (error) {
      thrown = error;
    }
    assertEquals(thrown instanceof RangeError, true, String(bad));
  }
});

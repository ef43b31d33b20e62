// The sampler as a program of its own: `deno run --allow-ffi sampler_program.ts REQUEST`. Holds the system calls
// and the loop; what they mean stands in linux_source.ts, macos_source.ts and sampler.ts. Needs no other
// permission: /proc cannot be read through the runtime without all of them.
import { openLinux } from "./calls/open_linux.ts";
import { openMac } from "./calls/open_mac.ts";
import type { OpenSource, Poll } from "./calls/open_source.ts";
import { Sampler } from "./sampler.ts";
import { parseSamplerRequest, type SamplerLine, type SamplerRequest } from "./sampler_line.ts";

const encoder = new TextEncoder();

if (import.meta.main) main();

function main(): void {
  try {
    const request = parseSamplerRequest(Deno.args[0]);
    const opened = Deno.build.os === "darwin" ? openMac(request) : openLinux(request);
    sample(opened, request);
  } catch (error) {
    print({ kind: "failed", why: error instanceof Error ? error.message : String(error) });
    Deno.exitCode = 3;
  }
}

function sample(
  { source, selfCheck, noCounts, ownCpuMs, bootMs, poll }: OpenSource,
  request: SamplerRequest,
): void {
  const pause = waitOnInput(poll);
  const sampler = new Sampler(source);
  const intervalMs = 1000 / request.rateHz;
  const startMs = performance.now();
  const endMs = request.seconds === null ? Infinity : startMs + request.seconds * 1000;
  const refused = new Set<number>();
  const counts = { ticks: 0, missed: 0 };
  const cost = (): SamplerLine => {
    return { kind: "cost", cpuMs: ownCpuMs(), wallMs: performance.now() - startMs, ...counts };
  };
  print({
    kind: "start",
    source: source.source,
    metric: source.metric,
    rateHz: request.rateHz,
    cores: navigator.hardwareConcurrency,
    selfCheck,
    noCounts,
  });
  let due = 0;
  let nextCostMs = startMs + 10_000;
  while (performance.now() < endMs) {
    const atMs = performance.now();
    const sinceBootMs = bootMs();
    const slot = Math.floor((atMs - startMs) / intervalMs + 1e-6);
    const missed = Math.max(0, slot - due);
    const outcome = sampler.tick(atMs);
    counts.ticks++;
    counts.missed += missed;
    const tookMs = round(performance.now() - atMs);
    for (const { pid, label } of outcome.refused) {
      if (!refused.has(pid)) print({ kind: "refused", pid, label });
      refused.add(pid);
    }
    print({
      kind: "tick",
      atMs: round(atMs),
      wallMs: Date.now(),
      ...(sinceBootMs === null ? {} : { bootMs: round(sinceBootMs) }),
      missed,
      tookMs,
      processes: outcome.readings,
    });
    if (atMs >= nextCostMs) {
      print(cost());
      nextCostMs += 10_000;
    }
    due = slot + 1;
    if (pause(startMs + due * intervalMs - performance.now())) break;
  }
  print(cost());
}

/**
 * Waits in the kernel until the time is over or standard input ends; true when it ended. The harness closes it, and
 * it ends with the harness: no sampler is left behind. Timers of the runtime cost several times as much a tick.
 */
function waitOnInput(poll: Poll): (durationMs: number) => boolean {
  const buffer = new Uint8Array(64);
  return (durationMs) => {
    const untilMs = performance.now() + durationMs;
    for (;;) {
      // struct pollfd: descriptor 0, events POLLIN.
      const request = new Int32Array([0, 1]);
      const leftMs = Math.max(0, untilMs - performance.now());
      if (poll(request, Math.ceil(leftMs)) <= 0) return false;
      if (Deno.stdin.readSync(buffer) === null) return true;
    }
  };
}

function print(line: SamplerLine): void {
  const bytes = encoder.encode(`${JSON.stringify(line)}\n`);
  for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

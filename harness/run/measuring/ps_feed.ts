// Ticks from `ps`, once a second, where the sampler cannot read the agent's processes.
import type { Platform } from "../../model/platform.ts";
import type { Clock } from "../../ports/clock.ts";
import type { CommandRunner } from "../../ports/command_runner.ts";
import type { ProcessFilter } from "../../cost/sampling/agent_processes.ts";
import {
  type ListedProcess,
  parsePsListing,
  pickAgentProcesses,
  psArguments,
} from "../../cost/sampling/ps_readings.ts";
import type { SampleTick } from "../../cost/sampling/sampler_line.ts";

const PS_PATH = "/bin/ps";
const TIMEOUT_MS = 5000;
const LARGEST_LISTING = 8_000_000;

/** The command that lists all processes. */
export function psCommand(platform: Platform): readonly [string, ...string[]] {
  return [PS_PATH, ...psArguments(platform)];
}

/** What listing processes needs. */
export interface PsPorts {
  readonly clock: Clock;
  readonly commandRunner: CommandRunner;
}

/** All processes that run now; null when `ps` cannot be run. */
export async function listProcesses(
  ports: PsPorts,
  platform: Platform,
): Promise<readonly ListedProcess[] | null> {
  try {
    const { stdout, exitCode } = await ports.commandRunner.run({
      argv: psCommand(platform),
      timeoutMs: TIMEOUT_MS,
      maxOutputBytes: LARGEST_LISTING,
    });
    return exitCode === 0 ? parsePsListing(new TextDecoder().decode(stdout), platform).processes : null;
  } catch {
    return null;
  }
}

/** Lists processes at an interval until `signal` aborts; `onTick` hears of each. */
export async function followPs(
  ports: PsPorts,
  request: { readonly platform: Platform; readonly filter: ProcessFilter; readonly intervalMs: number },
  { signal, onTick }: { readonly signal: AbortSignal; readonly onTick: (tick: SampleTick) => void },
): Promise<void> {
  const { clock } = ports;
  const startMs = clock.monotonicMs();
  let due = 0;
  while (!signal.aborted) {
    const atMs = clock.monotonicMs();
    const slot = Math.floor((atMs - startMs) / request.intervalMs + 1e-6);
    const listing = await listProcesses(ports, request.platform);
    const tookMs = clock.monotonicMs() - atMs;
    if (listing !== null) {
      const processes = pickAgentProcesses(listing, request.filter);
      const missed = Math.max(0, slot - due);
      onTick({
        kind: "tick",
        atMs: atMs + tookMs / 2,
        wallMs: Date.parse(clock.now()),
        missed,
        tookMs,
        processes,
      });
    }
    due = Math.max(slot + 1, due);
    await clock.sleep(startMs + due * request.intervalMs - clock.monotonicMs(), signal);
  }
}

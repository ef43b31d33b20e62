// What a command costs, children included, as the system counts it for the one who waits for it.

/** CPU time in seconds, user and system; the largest resident memory of any of its processes in MB. */
export interface CommandCost {
  readonly cpuS: number;
  readonly peakMb: number;
}

const COUNTER = `
import os, sys
pid = os.fork()
if pid == 0:
    out = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2): os.dup2(out, stream)
    try: os.execvp(sys.argv[1], sys.argv[1:])
    except OSError: os._exit(127)
_, status, used = os.wait4(pid, 0)
scale = 1e6 if sys.platform == "darwin" else 1e3
print(used.ru_utime + used.ru_stime, used.ru_maxrss / scale, os.waitstatus_to_exitcode(status))
`;

/**
 * The cheapest of some rounds. Null where there is no such program, or no python3 to count by.
 *
 * @param accepts Exit codes that count as done.
 */
export async function costOf(
  argv: readonly [string, ...string[]],
  { rounds = 1, accepts = [0], env = {} }: {
    readonly rounds?: number;
    readonly accepts?: readonly number[];
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): Promise<CommandCost | null> {
  const costs: CommandCost[] = [];
  for (let round = 0; round < rounds; round++) {
    const { stdout, success } = await new Deno.Command("python3", {
      args: ["-c", COUNTER, ...argv],
      env: { NO_COLOR: "1", ...env },
      stdin: "null",
      stderr: "null",
    }).output().catch(() => ({ stdout: new Uint8Array(), success: false }));
    const [cpuS = NaN, peakMb = NaN, code = NaN] = new TextDecoder().decode(stdout).split(" ").map(Number);
    if (!success || code === 127) return null;
    if (!accepts.includes(code)) throw new Error(`"${argv.join(" ")}" ended with ${code}`);
    costs.push({ cpuS, peakMb });
  }
  return costs.toSorted((a, b) => a.cpuS - b.cpuS)[0] ?? null;
}

/** CPU milliseconds of such a command; null where it is not here. */
export async function cpuMs(
  argv: readonly [string, ...string[]],
  options: Parameters<typeof costOf>[1] = {},
): Promise<number | null> {
  const cost = await costOf(argv, options);
  return cost === null ? null : cost.cpuS * 1000;
}

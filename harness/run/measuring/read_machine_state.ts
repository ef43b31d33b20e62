// Asks the machine about power, heat, load and memory, and who else was busy. What cannot be read is unknown.
import type { ProcessFilter } from "../../cost/sampling/agent_processes.ts";
import { LINUX_STATE_SCRIPT, parseLinuxState } from "../../cost/sampling/linux_state.ts";
import type { MachineState } from "../../cost/sampling/machine_state.ts";
import {
  parseFreeBytes,
  parseLowPowerMode,
  parseMacLoad,
  parsePowerSource,
  parseSwapUsed,
  parseThermal,
} from "../../cost/sampling/macos_state.ts";
import { type ListedProcess, otherConsumers } from "../../cost/sampling/ps_readings.ts";
import type { PsPorts } from "./ps_feed.ts";

const TIMEOUT_MS = 5000;
const LARGEST_ANSWER = 200_000;
const CONSUMERS = 3;

/** State of the machine save for its other consumers. */
export async function readMachineState(
  ports: PsPorts,
  platform: "darwin" | "linux",
): Promise<Omit<MachineState, "otherConsumers">> {
  if (platform === "linux") return parseLinuxState(await ask(ports, ["/bin/sh", "-c", LINUX_STATE_SCRIPT]));
  const [battery, thermal, custom, load, swap, memory] = await Promise.all([
    ask(ports, ["/usr/bin/pmset", "-g", "batt"]),
    ask(ports, ["/usr/bin/pmset", "-g", "therm"]),
    ask(ports, ["/usr/bin/pmset", "-g", "custom"]),
    ask(ports, ["/usr/sbin/sysctl", "-n", "vm.loadavg"]),
    ask(ports, ["/usr/sbin/sysctl", "-n", "vm.swapusage"]),
    ask(ports, ["/usr/bin/vm_stat"]),
  ]);
  const powerSource = parsePowerSource(battery);
  return {
    powerSource,
    lowPowerMode: parseLowPowerMode(custom, powerSource),
    thermal: parseThermal(thermal),
    load1: parseMacLoad(load),
    freeBytes: parseFreeBytes(memory),
    swapUsedBytes: parseSwapUsed(swap),
  };
}

/** What others used between two listings; nothing when a listing is missing. */
export function busiestOthers(
  listings: {
    readonly before: readonly ListedProcess[] | null;
    readonly after: readonly ListedProcess[] | null;
  },
  filter: ProcessFilter,
  ownPid: number,
): MachineState["otherConsumers"] {
  const { before, after } = listings;
  if (before === null || after === null) return [];
  return otherConsumers(before, after, { filter, ignored: new Set([ownPid]), limit: CONSUMERS });
}

async function ask(ports: PsPorts, argv: readonly [string, ...string[]]): Promise<string> {
  try {
    const output = await ports.commandRunner.run({
      argv,
      timeoutMs: TIMEOUT_MS,
      maxOutputBytes: LARGEST_ANSWER,
    });
    return new TextDecoder().decode(output.stdout);
  } catch {
    return "";
  }
}

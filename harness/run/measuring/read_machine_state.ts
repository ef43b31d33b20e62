// Asks the machine about power, heat, load and memory, and who else was busy. What cannot be read is unknown.
import type { ProcessFilter } from "../../cost/sampling/agent_processes.ts";
import { LINUX_STATE_SCRIPT, parseLinuxState } from "../../cost/sampling/linux_state.ts";
import type { MachineState } from "../../cost/sampling/machine_state.ts";
import {
  parseBackupRunning,
  parseFreeBytes,
  parseLowPowerMode,
  parseMacLoad,
  parsePowerSource,
  parseSwapUsed,
  parseThermal,
  parseThermalLevel,
  THERMAL_PRESSURE,
  thermalState,
} from "../../cost/sampling/macos_state.ts";
import { indexingCpuMs, type ListedProcess, otherConsumers } from "../../cost/sampling/ps_readings.ts";
import type { PsPorts } from "./ps_feed.ts";

const TIMEOUT_MS = 5000;
const LARGEST_ANSWER = 200_000;
const CONSUMERS = 3;

/** What is asked of the machine before and after each block, by name. */
const COMMANDS = {
  linux: { all: ["/bin/sh", "-c", LINUX_STATE_SCRIPT] },
  darwin: {
    battery: ["/usr/bin/pmset", "-g", "batt"],
    thermal: ["/usr/bin/pmset", "-g", "therm"],
    pressure: ["/usr/bin/notifyutil", "-g", THERMAL_PRESSURE],
    backup: ["/usr/bin/tmutil", "status"],
    custom: ["/usr/bin/pmset", "-g", "custom"],
    load: ["/usr/sbin/sysctl", "-n", "vm.loadavg"],
    swap: ["/usr/sbin/sysctl", "-n", "vm.swapusage"],
    memory: ["/usr/bin/vm_stat"],
  },
} as const;

/** The commands that {@linkcode readMachineState} runs on such a system. */
export function machineStateCommands(platform: "darwin" | "linux"): readonly (readonly string[])[] {
  return Object.values(COMMANDS[platform]);
}

/** State of the machine save for what other processes did. */
export async function readMachineState(
  ports: PsPorts,
  platform: "darwin" | "linux",
): Promise<Omit<MachineState, "otherConsumers" | "indexingCpuMs">> {
  if (platform === "linux") return parseLinuxState(await ask(ports, COMMANDS.linux.all));
  const { battery, thermal, pressure, backup, custom, load, swap, memory } = COMMANDS.darwin;
  const answers = [battery, thermal, pressure, backup, custom, load, swap, memory].map((argv) =>
    ask(ports, argv)
  );
  const [
    onBattery = "",
    heat = "",
    level = "",
    backups = "",
    modes = "",
    loads = "",
    swaps = "",
    pages = "",
  ] = await Promise.all(answers);
  const thermalLevel = parseThermalLevel(level);
  const powerSource = parsePowerSource(onBattery);
  return {
    powerSource,
    lowPowerMode: parseLowPowerMode(modes, powerSource),
    thermal: thermalState(parseThermal(heat), thermalLevel),
    thermalLevel,
    backupRunning: parseBackupRunning(backups),
    load1: parseMacLoad(loads),
    freeBytes: parseFreeBytes(pages),
    swapUsedBytes: parseSwapUsed(swaps),
  };
}

/** What others did between two listings; nothing is known when a listing is missing. */
export function whatOthersDid(
  listings: {
    readonly before: readonly ListedProcess[] | null;
    readonly after: readonly ListedProcess[] | null;
  },
  filter: ProcessFilter,
  ownPid: number,
): Pick<MachineState, "otherConsumers" | "indexingCpuMs"> {
  const { before, after } = listings;
  if (before === null || after === null) return { otherConsumers: [], indexingCpuMs: null };
  return {
    otherConsumers: otherConsumers(before, after, { filter, ignored: new Set([ownPid]), limit: CONSUMERS }),
    indexingCpuMs: indexingCpuMs(before, after),
  };
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

// What exactly was tested: the programs of the agent by digest and signature, the machine, and who ran the harness.
// What cannot be told stays null; nothing here decides a verdict.
import { agentFilter, labelProcess } from "../../cost/sampling/agent_processes.ts";
import type { DeviceRecord } from "../../model/record/run_record.ts";
import type { EvidenceStore } from "../../ports/bundle.ts";
import type { Host } from "../../ports/host.ts";
import type { FootprintPlace } from "../footprint/footprint.ts";
import { UNTOLD_DEVICE } from "../../model/record/untold.ts";
import {
  LINUX_HARDWARE_SCRIPT,
  MAC_HARDWARE_NAMES,
  type MachineFacts,
  parseLinuxHardware,
  parseMacHardware,
  parseSwVers,
} from "./parse_machine_facts.ts";
import { parseSignature } from "./parse_signature.ts";
import { listProcesses, psCommand } from "../measuring/ps_feed.ts";
import type { ChosenDevice } from "../open_device.ts";

/** The part of the device record that is found here. */
export type DeviceIdentity = MachineFacts & Pick<DeviceRecord, "user" | "programs">;

type IdentifyHost = Pick<Host, "facts" | "clock" | "commandRunner" | "identifyFile" | "readInput">;
type Program = DeviceRecord["programs"][number];

const TIMEOUT_MS = 10_000;
const LARGEST_ANSWER = 100_000;
const MACHINE_COMMANDS = {
  darwin: {
    version: ["/usr/bin/sw_vers"],
    hardware: ["/usr/sbin/sysctl", ...MAC_HARDWARE_NAMES],
  },
  linux: { hardware: ["/bin/sh", "-c", LINUX_HARDWARE_SCRIPT] },
} as const;
const LINUX_MODELS = ["/sys/class/dmi/id/product_name", "/proc/device-tree/model"];
/** Shows whose signature it is, and its seal is checked as well. */
const CODESIGN = ["/usr/bin/codesign", "--verify", "--display", "--verbose=2"] as const;

/** The commands that a run asks the machine for this, as a person would write them. */
export function identifyCommands(
  { profile, platform, hostPlatform }: Pick<FootprintPlace, "profile" | "platform" | "hostPlatform">,
): readonly string[] {
  const machine: readonly (readonly string[])[] = platform === hostPlatform
    ? Object.values(MACHINE_COMMANDS[hostPlatform])
    : [];
  const signature = hostPlatform === "darwin" ? [[...CODESIGN, "(program of the agent)"]] : [];
  const real = profile === null ? [psCommand(hostPlatform), ...signature] : [];
  return [...machine, ...real].map((argv) => argv.join(" "));
}

/** Asks the machine. Of a simulated device only the command line is looked at: its parts are programs of ours. */
export async function identifyDevice(
  host: IdentifyHost,
  device: Pick<ChosenDevice, "platform" | "agentPath" | "simulated">,
  evidence: EvidenceStore,
): Promise<DeviceIdentity> {
  const { platform, userId, userName, startedBy } = host.facts;
  // This machine says nothing about a system that was named with --platform.
  const isHere = platform === device.platform;
  const daemons = device.simulated === null && platform !== null ? await agentPrograms(host, platform) : [];
  const paths = [...new Set([device.agentPath, ...daemons])];
  const asked = device.simulated === null && platform === "darwin";
  const [programs, machine] = await Promise.all([
    Promise.all(paths.map((path) => identifyProgram(host, path, asked ? evidence : null))),
    isHere ? machineFacts(host) : { osVersion: null, ...UNTOLD_DEVICE },
  ]);
  return {
    ...machine,
    user: { id: userId, name: userName, startedBy },
    programs,
  };
}

async function agentPrograms(host: IdentifyHost, platform: "darwin" | "linux"): Promise<readonly string[]> {
  const filter = agentFilter(null, null);
  const processes = await listProcesses(host, platform) ?? [];
  return processes.flatMap(({ argv }) => {
    const path = argv[0] ?? "";
    return labelProcess(argv, filter) !== null && path.startsWith("/") ? [path] : [];
  }).sort();
}

async function identifyProgram(
  host: IdentifyHost,
  path: string,
  evidence: EvidenceStore | null,
): Promise<Program> {
  const file = await host.identifyFile(path);
  const none = { path, realPath: file?.realPath ?? null, sha256: file?.sha256 ?? null, signature: null };
  if (file === null || evidence === null) return none;
  try {
    const argv = [...CODESIGN, file.realPath] as const;
    const output = await host.commandRunner.run({
      argv,
      timeoutMs: TIMEOUT_MS,
      maxOutputBytes: LARGEST_ANSWER,
    });
    await evidence.keep("codesign", output);
    return { ...none, signature: parseSignature(output) };
  } catch {
    return none;
  }
}

async function machineFacts(host: IdentifyHost): Promise<MachineFacts> {
  const { facts: { platform, osVersion } } = host;
  if (platform !== "darwin") {
    const hardware = parseLinuxHardware(await ask(host, MACHINE_COMMANDS.linux.hardware));
    return { osVersion, osBuild: null, hardwareModel: await linuxModel(host), ...hardware };
  }
  const { version, hardware } = MACHINE_COMMANDS.darwin;
  const [versions, hardwares] = await Promise.all([ask(host, version), ask(host, hardware)]);
  const product = parseSwVers(versions);
  return { ...product, osVersion: product.osVersion ?? osVersion, ...parseMacHardware(hardwares) };
}

/** What it prints, also when it ends with an error because it does not know all that was asked; empty without an answer. */
async function ask(
  { commandRunner }: IdentifyHost,
  argv: readonly [string, ...string[]],
): Promise<string> {
  try {
    const { stdout } = await commandRunner.run({
      argv,
      timeoutMs: TIMEOUT_MS,
      maxOutputBytes: LARGEST_ANSWER,
    });
    return new TextDecoder().decode(stdout);
  } catch {
    return "";
  }
}

async function linuxModel({ readInput }: IdentifyHost): Promise<string | null> {
  for (const path of LINUX_MODELS) {
    try {
      const text = new TextDecoder().decode(await readInput(path)).replaceAll("\0", "").trim();
      if (text !== "") return text;
    } catch {
      // Not every machine has it, and containers hide it.
    }
  }
  return null;
}

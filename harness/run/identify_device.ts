// What exactly was tested: the programs of the agent by digest and signature, the machine, and who ran the harness.
// What cannot be told stays null; nothing here decides a verdict.
import { AGENT_PROCESS_NAMES, labelProcess } from "../cost/sampling/agent_processes.ts";
import type { DeviceRecord } from "../model/record/run_record.ts";
import type { EvidenceStore } from "../ports/bundle.ts";
import type { Host } from "../ports/host.ts";
import { parseSignature } from "./parse_signature.ts";
import { listProcesses, psCommand } from "./measuring/ps_feed.ts";
import type { ChosenDevice } from "./open_device.ts";

/** The part of the device record that is found here. */
export type DeviceIdentity = Pick<DeviceRecord, "osVersion" | "hardwareModel" | "user" | "programs">;

type IdentifyHost = Pick<Host, "facts" | "clock" | "commandRunner" | "identifyFile" | "readInput">;
type Program = DeviceRecord["programs"][number];

const TIMEOUT_MS = 10_000;
const LARGEST_ANSWER = 100_000;
const MACHINE_COMMANDS = {
  productVersion: ["/usr/bin/sw_vers", "-productVersion"],
  model: ["/usr/sbin/sysctl", "-n", "hw.model"],
} as const;
const LINUX_MODELS = ["/sys/class/dmi/id/product_name", "/proc/device-tree/model"];
/** Shows whose signature it is, and its seal is checked as well. */
const CODESIGN = ["/usr/bin/codesign", "--verify", "--display", "--verbose=2"] as const;

/** The commands that a run asks the machine for this, as a person would write them. */
export function identifyCommands(
  { profile, hostPlatform }: { readonly profile: string | null; readonly hostPlatform: "darwin" | "linux" },
): readonly string[] {
  const machine = hostPlatform === "darwin" ? Object.values(MACHINE_COMMANDS) : [];
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
  const { platform, userId, userName, startedBy, osVersion } = host.facts;
  // This machine says nothing about a system that was named with --platform.
  const isHere = platform === device.platform;
  const daemons = device.simulated === null && platform !== null ? await agentPrograms(host, platform) : [];
  const paths = [...new Set([device.agentPath, ...daemons])];
  const asked = device.simulated === null && platform === "darwin";
  const [programs, productVersion, model] = await Promise.all([
    Promise.all(paths.map((path) => identifyProgram(host, path, asked ? evidence : null))),
    platform === "darwin" ? firstLine(host, MACHINE_COMMANDS.productVersion) : osVersion,
    platform === "darwin" ? firstLine(host, MACHINE_COMMANDS.model) : linuxModel(host),
  ]);
  return {
    osVersion: isHere ? productVersion ?? osVersion : null,
    hardwareModel: isHere ? model : null,
    user: { id: userId, name: userName, startedBy },
    programs,
  };
}

async function agentPrograms(host: IdentifyHost, platform: "darwin" | "linux"): Promise<readonly string[]> {
  const filter = { names: AGENT_PROCESS_NAMES, root: null };
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

async function firstLine(
  { commandRunner }: IdentifyHost,
  argv: readonly [string, ...string[]],
): Promise<string | null> {
  try {
    const { exitCode, stdout } = await commandRunner.run({
      argv,
      timeoutMs: TIMEOUT_MS,
      maxOutputBytes: LARGEST_ANSWER,
    });
    const line = new TextDecoder().decode(stdout).split("\n", 1)[0]?.trim() ?? "";
    return exitCode === 0 && line !== "" ? line : null;
  } catch {
    return null;
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

// The composition of everything that touches the machine.
import type { Clock } from "../ports/clock.ts";
import type { Host } from "../ports/host.ts";
import { BashTriggerRunner } from "./processes/bash_trigger_runner.ts";
import { denoProgramHolder } from "./processes/deno_program_holder.ts";
import { denoSamplerStarter } from "./processes/deno_sampler_process.ts";
import { DenoCommandRunner } from "./processes/deno_command_runner.ts";
import { outputRules } from "./files/output_rules.ts";
import { DiskProfileFiles } from "./files/disk_profile_files.ts";
import { FileInstallationProbe } from "./files/file_installation_probe.ts";
import { DiskBundleFiles } from "./bundle/disk_bundle_files.ts";
import { giveUpRights } from "./system/give_up_rights.ts";
import { DiskHistories } from "./history/disk_histories.ts";
import { openFileBundle } from "./bundle/file_bundle.ts";
import { MACHINE_STATE_FOLDER } from "./state/device_places.ts";
import { findForeignStates, listStateStores, openDeviceState } from "./state/find_states.ts";
import { GuardedTriggerFiles } from "./files/guarded_trigger_files.ts";
import { SignalInterruption } from "./system/interruption.ts";
import { readBundle } from "./bundle/read_bundle.ts";
import { readHostFacts } from "./system/read_host_facts.ts";
import { findReplacer } from "./files/find_replacer.ts";
import { identifyFile } from "./files/identify_file.ts";
import { makeScratch } from "./files/scratch_folder.ts";
import { findFile, readInput, waitForEnd } from "./files/read_input.ts";
import { attachSimulatedDevice } from "./simulated/attach_simulated_device.ts";
import { listSimulatedProfiles, startSimulatedDevice } from "./simulated/simulated_device.ts";
import { SystemClock } from "./system/system_clock.ts";
import { SystemTerminal } from "./system/system_terminal.ts";
import { TRIAL_PROGRAMS } from "./trials/trial_programs.ts";

/** Builds the machine as the commands see it. Time is the system's, but for who makes it pass faster. */
export function createHost(clock: Clock = new SystemClock()): Host {
  const facts = readHostFacts();
  const terminal = new SystemTerminal();
  const rules = outputRules(facts, codeOwner());
  const stateRoots = {
    machineFolder: MACHINE_STATE_FOLDER[facts.platform ?? "linux"],
    ownFolder: facts.stateFolder,
    userId: facts.userId,
  };
  return {
    facts,
    pid: Deno.pid,
    clock,
    terminal,
    commandRunner: new DenoCommandRunner(clock),
    installationProbe: new FileInstallationProbe(),
    profileFiles: new DiskProfileFiles(rules),
    triggerFiles: new GuardedTriggerFiles(facts.userId),
    samplerStarter: denoSamplerStarter,
    programHolder: denoProgramHolder,
    trialPrograms: TRIAL_PROGRAMS,
    loadWorkloadRunner: async () =>
      new (await import(
        import.meta.resolve("./processes/zx_workload_runner.ts")
      ) as typeof import("./processes/zx_workload_runner.ts")).ZxWorkloadRunner(clock),
    triggerRunner: (folder) => new BashTriggerRunner(clock, folder),
    openBundle: (out, runId) => openFileBundle(clock, { out, runId }, rules),
    readBundle,
    bundleFiles: new DiskBundleFiles(rules),
    histories: new DiskHistories(rules),
    makeScratch,
    unpackArchive: async (path, place) => {
      const { unpackArchive } = await import(
        import.meta.resolve("./files/unpack_archive.ts")
      ) as typeof import("./files/unpack_archive.ts");
      return await unpackArchive(path, place);
    },
    send: async (posting) => {
      const { send } = await import(
        import.meta.resolve("./processes/send.ts")
      ) as typeof import("./processes/send.ts");
      await send(posting);
    },
    deviceState: (stateFolder, agentPath) => openDeviceState(stateFolder, agentPath, stateRoots),
    listDeviceStates: (stateFolder) => listStateStores(stateFolder, stateRoots),
    findForeignStates: (agentPath) => findForeignStates(agentPath, stateRoots),
    readInput,
    readSecret: async (path) => {
      const { readSecret } = await import(
        import.meta.resolve("./files/read_secret.ts")
      ) as typeof import("./files/read_secret.ts");
      return await readSecret(path);
    },
    giveUp: giveUpRights,
    findFile,
    findReplacer: (path) => findReplacer(path, new Set([0, facts.userId ?? 0])),
    findWriter: (path) => findReplacer(path, new Set([0, facts.userId ?? 0, codeOwner() ?? 0])),
    identifyFile,
    startSimulatedDevice,
    attachSimulatedDevice,
    listProfiles: listSimulatedProfiles,
    watchInterruption: (onRepeat) => {
      const watch = new SignalInterruption(onRepeat);
      terminal.waitUntil(watch.signal);
      return watch;
    },
    waitForEnd,
    randomId: () => crypto.getRandomValues(new Uint8Array(8)).toHex(),
  };
}

/** The user that this program belongs to. */
function codeOwner(): number | null {
  try {
    return Deno.lstatSync(new URL(import.meta.url)).uid;
  } catch {
    return null;
  }
}

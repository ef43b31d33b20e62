// The real machine, with a note of every command that is started on it and every trigger file that is made.
import type { Host } from "../../ports/host.ts";
import type { TriggerRunner } from "../../ports/trigger_runner.ts";
import { OWN_PID } from "../../run/footprint/run_footprints.ts";
import type { WorkloadRunner } from "../../ports/workload_runner.ts";
import type { DeviceState } from "../../ports/state_store.ts";

/** A host, and what was started and made on it. */
export interface RecordingHost {
  readonly host: Host;
  /** Commands by the port they went through, as a person would write them. */
  readonly commands: string[];
  readonly scripts: string[];
  readonly workloads: string[];
  readonly tools: string[];
  readonly samplers: string[];
  readonly devices: string[];
  readonly triggerFiles: string[];
  /**
   * Files that were seen in the folders of a device's state: `home/NAME`, where lock and journal lie, `state/NAME`, and
   * `listed/NAME` below the folder of this user.
   */
  readonly stateFiles: Set<string>;
  /** What was printed. */
  readonly out: () => string;
}

/** Records on this host. What it prints is kept instead of shown. */
export function recordOn(machine: Host): RecordingHost {
  let out = "";
  const noted = {
    commands: [] as string[],
    scripts: [] as string[],
    workloads: [] as string[],
    tools: [] as string[],
    samplers: [] as string[],
    devices: [] as string[],
    triggerFiles: [] as string[],
    stateFiles: new Set<string>(),
  };
  const host: Host = {
    ...machine,
    terminal: {
      ...machine.terminal,
      write: (text) => void (out += text),
      writeError: (text) => void (out += text),
      startLiveLine: () => ({ finish: () => {} }),
    },
    commandRunner: {
      run: (command) => {
        noted.commands.push(command.argv.join(" "));
        return machine.commandRunner.run(command);
      },
    },
    triggerRunner: (folder) => {
      const runner = machine.triggerRunner(folder);
      const recorded: TriggerRunner = {
        start: (name, lines) => {
          noted.scripts.push(name);
          return runner.start(name, lines);
        },
        dispose: () => runner.dispose(),
      };
      return recorded;
    },
    triggerFiles: {
      inspect: (path) => machine.triggerFiles.inspect(path),
      look: (path, wanted) => machine.triggerFiles.look(path, wanted),
      remove: async (path) => {
        if ((await machine.triggerFiles.inspect(path)).kind === "ours") noted.triggerFiles.push(path);
        return await machine.triggerFiles.remove(path);
      },
    },
    deviceState: async (folder, agentPath) =>
      watched(await machine.deviceState(folder, agentPath), machine.facts.stateFolder, noted.stateFiles),
    samplerStarter: {
      start: (request, onLine) => {
        noted.samplers.push(request);
        return machine.samplerStarter.start(request, onLine);
      },
    },
    programHolder: {
      hold: (argv) => {
        noted.commands.push(argv.join(" ").replace(String(machine.pid), OWN_PID));
        return machine.programHolder.hold(argv);
      },
    },
    loadWorkloadRunner: async () => {
      const runner = await machine.loadWorkloadRunner();
      const recorded: WorkloadRunner = {
        findTool: (names) => {
          noted.tools.push(names.join(", "));
          return runner.findTool(names);
        },
        makeFolder: (parent) => runner.makeFolder(parent),
        removeFolder: (folder) => runner.removeFolder(folder),
        freeBytes: (folder) => runner.freeBytes(folder),
        run: (script) => {
          noted.workloads.push(script.folder);
          return runner.run(script);
        },
      };
      return recorded;
    },
    startSimulatedDevice: (request) => {
      noted.devices.push(request.profile);
      return machine.startSimulatedDevice(request);
    },
  };
  return { host, ...noted, out: () => out };
}

/** The state with a look into its folder after each step that may have written there. */
function watched(state: DeviceState, own: string, seen: Set<string>): DeviceState {
  const listed = own + state.folder.slice(state.folder.lastIndexOf("/"));
  const look = async (): Promise<void> => {
    for (
      const [place, folder] of [["home", state.home], ["state", state.folder], ["listed", listed]] as const
    ) {
      for await (const { name, isFile } of Deno.readDir(folder)) if (isFile) seen.add(`${place}/${name}`);
    }
  };
  return {
    home: state.home,
    folder: state.folder,
    about: state.about,
    isInUse: () => state.isInUse(),
    remarks: () => state.remarks(),
    abandoned: () => state.abandoned(),
    lock: async (holder, options) => {
      await state.lock(holder, options);
      await look();
    },
    open: async (entry) => {
      const opened = await state.open(entry);
      await look();
      return opened;
    },
    close: (id) => state.close(id),
    pending: () => state.pending(),
    unlock: () => state.unlock(),
    discard: () => state.discard(),
  };
}

// `restore`: undoes what is open in the journals, of one device or of all that have state here.
import { restoreDevice } from "../../run/setting/restore_device.ts";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import type { Problem } from "../../model/harness_error.ts";
import type { RestoreRecord } from "../../model/record/run_record.ts";
import type { DeviceState, Host } from "../../ports/host.ts";
import type { JournalEntry } from "../../ports/state_store.ts";
import { type ChosenDevice, NO_EVIDENCE, openDevice } from "../../run/open_device.ts";
import { simulatedProfile } from "../words/device_options.ts";
import { newRunId } from "../../run/run_id.ts";

/** Values of the options of `restore`. */
export interface RestoreOptions {
  readonly device?: string;
  readonly mdatp?: string;
  readonly platform?: "darwin" | "linux";
  readonly state?: string;
  readonly dryRun?: true;
  readonly json?: true;
  readonly quiet?: true;
}

/** How long a simulated device gets to go away after its harness was killed. */
const GONE_WITHIN_MS = 3_000;
const LOOK_AGAIN_MS = 100;

/** What became of one device. */
interface DeviceRestore {
  readonly agentPath: string;
  readonly simulated: boolean;
  readonly restore: RestoreRecord;
  readonly problems: readonly Problem[];
}

/** Runs `restore`: exit 0 when nothing is left to undo, 5 when something could not be undone. */
export async function restore(host: Host, options: RestoreOptions): Promise<ExitCode> {
  const states = await statesOf(host, options);
  const restored: DeviceRestore[] = [];
  const errors: unknown[] = [];
  for (const state of states) {
    try {
      restored.push(...await restoreOne(host, state, options));
    } catch (error) {
      // One device that is in use must not keep the others from being restored.
      errors.push(error);
    }
  }
  const isFailed = restored.some(({ restore }) => restore.status === "failed");
  if (options.dryRun !== true && (restored.length > 0 || errors.length === 0)) tell(host, restored, options);
  if (errors.length > 0 && !isFailed) throw errors[0];
  return isFailed ? EXIT_CODE.notRestored : EXIT_CODE.pass;
}

/** Undoes what is open on one device, or tells it; nothing when nothing is. */
async function restoreOne(
  host: Host,
  state: DeviceState,
  options: RestoreOptions,
): Promise<readonly DeviceRestore[]> {
  const pending = (await state.pending()).filter((entry) => isMeant(entry, options));
  const [first] = pending;
  if (first === undefined) return [];
  if (options.dryRun !== true) return [await restoreLocked(host, state, first)];
  host.terminal.write(describe(pending));
  return [];
}

async function statesOf(host: Host, { mdatp, state }: RestoreOptions): Promise<readonly DeviceState[]> {
  const folder = state ?? host.facts.stateFolder;
  if (mdatp === undefined) return await host.listDeviceStates(folder);
  return [await host.deviceState(folder, await host.findFile(mdatp) ?? mdatp)];
}

function isMeant({ simulatedProfile: profile }: JournalEntry, { device }: RestoreOptions): boolean {
  if (device === undefined) return true;
  const wanted = simulatedProfile(device);
  if (wanted === null) return profile === null;
  return device.includes(":") ? profile === wanted : profile !== null;
}

async function restoreLocked(host: Host, state: DeviceState, first: JournalEntry): Promise<DeviceRestore> {
  await state.lock({ pid: host.pid, runId: newRunId(host), since: host.clock.now() });
  const about = { agentPath: first.agentPath, simulated: first.simulatedProfile !== null };
  try {
    // The lock was free, so whoever wrote these entries is gone; read again what is open now.
    const pending = await state.pending();
    await host.triggerRunner(`${state.folder}/scripts`).dispose();
    if (about.simulated && await isGone(host, first.agentPath)) {
      for (const entry of pending) await state.close(entry.id);
      return { ...about, restore: GONE_WITH_DEVICE, problems: [] };
    }
    const ports = {
      device: openDevice(host, chosenDevice(first), NO_EVIDENCE),
      clock: host.clock,
      triggerFiles: host.triggerFiles,
      state,
    };
    return { ...about, ...await restoreDevice(ports, pending, { leaveEnabled: false }) };
  } finally {
    await state.unlock();
    if (about.simulated && (await state.pending()).length === 0) await state.discard();
  }
}

const GONE_WITH_DEVICE: RestoreRecord = {
  status: "restored",
  detail: "The simulated device is gone, and its settings and files with it",
};

/** A simulated device whose harness was killed ends by itself, a moment later. */
async function isGone(
  { installationProbe, clock, attachSimulatedDevice }: Host,
  agentPath: string,
): Promise<boolean> {
  const until = clock.monotonicMs() + GONE_WITHIN_MS;
  while (true) {
    if ((await installationProbe.probe(agentPath)).kind !== "installed") return true;
    // One that a person started goes on, and has to be restored like any other.
    if (await attachSimulatedDevice(agentPath) !== null) return false;
    if (clock.monotonicMs() >= until) return false;
    await clock.sleep(LOOK_AGAIN_MS);
  }
}

function chosenDevice({ agentPath, platform }: JournalEntry): ChosenDevice {
  return {
    agentPath,
    platform,
    platformAssumed: true,
    triggerFolder: "/tmp",
    simulated: null,
    startedHere: false,
  };
}

function describe(pending: readonly JournalEntry[]): string {
  return pending.map(({ agentPath, intent }) =>
    intent.kind === "file"
      ? `Would remove ${intent.path}\n`
      : `Would run: ${agentPath} config ${intent.setting} --value ${intent.from}\n`
  ).join("");
}

function tell({ terminal }: Host, restored: readonly DeviceRestore[], { json, quiet }: RestoreOptions): void {
  if (json === true) return terminal.write(`${JSON.stringify({ devices: restored }, null, 2)}\n`);
  if (restored.length === 0 && quiet !== true) terminal.write("Nothing is left to restore\n");
  for (const { agentPath, restore: { status, detail }, problems } of restored) {
    if (quiet !== true) terminal.write(`${agentPath}: ${status}. ${detail}\n`);
    for (const { hint } of problems) terminal.writeError(`bmverify: ${hint}\n`);
  }
}

// `restore`: undoes what is open in the journals, of one device or of all that have state here.
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import type { Host } from "../../ports/host.ts";
import type { DeviceState, JournalEntry } from "../../ports/state_store.ts";
import { type DeviceRestore, restoreState } from "../../run/setting/restore_state.ts";
import { simulatedProfile } from "../words/device_options.ts";

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
  if (options.dryRun !== true) return [await restoreState(host, state, first)];
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

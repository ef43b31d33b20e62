// `restore`: undoes what is open in the journals, of one device or of all that have state here.
import { CATALOGUE } from "../../../scenarios/catalogue.ts";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import { HarnessError, toProblem } from "../../model/harness_error.ts";
import { restoreCommand } from "../../model/text/command_with.ts";
import type { Host } from "../../ports/host.ts";
import type { DeviceState, ForeignState, JournalEntry, StateOwner } from "../../ports/state_store.ts";
import { AGENT_PATH } from "../../run/open_device.ts";
import {
  type DeviceRestore,
  GONE_WITH_DEVICE,
  isGone,
  putAway,
  restoreState,
} from "../../run/setting/restore_state.ts";
import { foreignRestore } from "../../run/undo_earlier_runs.ts";
import { forgetRun } from "./forget_run.ts";
import { simulatedProfile } from "../words/device_options.ts";
import { exitCodeOfProblem } from "../words/exit_code_of_problem.ts";
import { jsonText } from "../../model/text/printable.ts";

/** Values of the options of `restore`. */
export interface RestoreOptions {
  readonly device?: string;
  readonly mdatp?: string;
  readonly platform?: "darwin" | "linux";
  readonly state?: string;
  readonly forget?: string;
  readonly dryRun?: true;
  readonly json?: true;
  readonly quiet?: true;
}

/** Problems of one device after which something of it is, or may be, left to undo. */
const LEAVES_OPEN: ReadonlySet<string> = new Set(["restore/failed", "state/unreadable"]);

const TRIGGER_FILE_NAMES: ReadonlySet<string> = new Set(CATALOGUE.flatMap(({ trigger }) => trigger.files));

/**
 * Runs `restore`: exit 0 when nothing is left to undo, 5 when something could not be undone, may not be undone by this
 * user, or cannot be known.
 */
export async function restore(host: Host, options: RestoreOptions): Promise<ExitCode> {
  const states = await statesOf(host, options);
  if (options.forget !== undefined) {
    return await forgetRun(host, states, {
      ...options,
      runId: options.forget,
      isMeant: (entry) => isMeant(entry, options),
    });
  }
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
  const foreign = await foreignStates(host, options);
  const problems = errors.map(toProblem);
  const isLeft = restored.some(({ restore }) => restore.status === "failed") ||
    problems.some(({ code }) => LEAVES_OPEN.has(code)) || foreign.some(({ isInUse }) => !isInUse);
  const isNothing = restored.length === 0 && (errors.length > 0 || foreign.length > 0);
  if (options.dryRun !== true) {
    if (options.json === true) tellJson(host, { devices: restored, problems, others: foreign });
    else if (!isNothing) tell(host, restored, options);
  }
  for (const { code, message, hint } of problems) {
    const unknown = code === "state/unreadable" ? " It is not known what is left to undo." : "";
    host.terminal.writeError(`bmverify: ${message}.${unknown} ${hint} [${code}]\n`);
  }
  for (const state of foreign) tellForeign(host, state, options);
  if (isLeft) return EXIT_CODE.notRestored;
  const [problem] = problems;
  if (problem !== undefined) return exitCodeOfProblem(problem.code);
  return foreign.length > 0 ? EXIT_CODE.inconclusive : EXIT_CODE.pass;
}

/** Undoes what is open on one device, or tells it; nothing when nothing is. */
async function restoreOne(
  host: Host,
  state: DeviceState,
  options: RestoreOptions,
): Promise<readonly DeviceRestore[]> {
  const pending = (await state.pending()).filter((entry) => isMeant(entry, options));
  for (const remark of await state.remarks()) host.terminal.writeError(`bmverify: ${remark}\n`);
  const [first] = pending;
  if (first === undefined) {
    const gone = await forgetGone(host, state, options);
    if (gone.length === 0 && options.dryRun !== true) await putAway(host, state);
    return gone;
  }
  await refuseReplaced(host, first, options);
  if (options.dryRun !== true) {
    return [
      await restoreState(host, {
        state,
        about: first,
        known: pending,
        triggerFileNames: TRIGGER_FILE_NAMES,
        words: {
          mdatp: first.agentPath,
          state: options.state,
          ...(host.facts.startedBy === null ? {} : { sudo: true }),
        },
      }),
    ];
  }
  host.terminal.write(describe(pending));
  return [];
}

/**
 * An agent that the journal names is started with the rights of this user, so it must be the one that was named then.
 * Whoever names it again has looked.
 */
async function refuseReplaced(
  host: Host,
  { agentPath }: JournalEntry,
  { mdatp, state }: RestoreOptions,
): Promise<void> {
  const isVendors = Object.values<string>(AGENT_PATH).includes(agentPath);
  const replacer = mdatp === undefined && !isVendors ? await host.findReplacer(agentPath) : null;
  if (replacer === null) return;
  throw new HarnessError(
    "restore/failed",
    `Cannot start "${agentPath}" to put its settings back: ${replacer}`,
    {
      hint: `Look that it is the agent, then run "${restoreCommand({ mdatp: agentPath, state })}"`,
    },
  );
}

/** A simulated device that ended with its harness took its journal along. */
async function forgetGone(
  host: Host,
  state: DeviceState,
  options: RestoreOptions,
): Promise<readonly DeviceRestore[]> {
  const { about } = state;
  if (about === null || about.simulatedProfile === null || !isMeant(about, options)) return [];
  if (options.dryRun === true || !await isGone(host, about.agentPath)) return [];
  await state.discard();
  return [{ agentPath: about.agentPath, simulated: true, restore: GONE_WITH_DEVICE, problems: [] }];
}

async function statesOf(host: Host, { mdatp, state }: RestoreOptions): Promise<readonly DeviceState[]> {
  const folder = state ?? host.facts.stateFolder;
  if (state !== undefined && await host.bundleFiles.resolve(state) === null) {
    throw new HarnessError("state/not-found", `Cannot look into the state folder "${state}": there is none`, {
      hint: "Give the folder that the run was given, or leave --state out",
    });
  }
  if (mdatp === undefined) return await host.listDeviceStates(folder);
  const agentPath = await host.findFile(mdatp);
  if (agentPath !== null) return [await host.deviceState(folder, agentPath)];
  // An agent that is gone is known by what its journal says.
  const wanted = mdatp.startsWith("/") ? mdatp : `${host.facts.workingFolder}/${mdatp}`;
  const states = [...await host.listDeviceStates(folder), await host.deviceState(folder, wanted)];
  const named = await Promise.all(states.map((one) => isOf(one, wanted)));
  return states.filter((_, index) => named[index]);
}

async function isOf(state: DeviceState, agentPath: string): Promise<boolean> {
  if (state.about?.agentPath === agentPath) return true;
  return (await state.pending().catch(() => [])).some((entry) => entry.agentPath === agentPath);
}

function isMeant({ simulatedProfile: profile }: StateOwner, { device }: RestoreOptions): boolean {
  if (device === undefined) return true;
  const wanted = simulatedProfile(device);
  if (wanted === null) return profile === null;
  return device.includes(":") ? profile === wanted : profile !== null;
}

async function foreignStates(host: Host, options: RestoreOptions): Promise<readonly ForeignState[]> {
  const { mdatp } = options;
  const agentPath = mdatp === undefined ? null : await host.findFile(mdatp) ?? mdatp;
  const found = await host.findForeignStates(agentPath);
  return found.filter(({ about }) => about === null || isMeant(about, options));
}

function tellForeign(
  { terminal }: Host,
  { home, userId, about, isInUse }: ForeignState,
  options: RestoreOptions,
): void {
  const who = userId === 0 ? "root" : `another user (${userId})`;
  const command = foreignRestore(
    userId,
    options.mdatp === undefined ? {} : { mdatp: about?.agentPath ?? options.mdatp },
  );
  terminal.writeError(
    isInUse
      ? `bmverify: A run of ${who} is at work on ${about?.agentPath ?? home}; nothing of it is undone now\n`
      : `bmverify: A run of ${who} left changes behind in "${home}". Run "${command}"\n`,
  );
}

function describe(pending: readonly JournalEntry[]): string {
  return pending.map(({ agentPath, runId, intent }) =>
    intent.kind === "file"
      ? `Would remove ${intent.path} (run ${runId})\n`
      : `Would run: ${agentPath} config ${intent.setting} --value ${intent.from} (run ${runId})\n`
  ).join("");
}

function tellJson({ terminal }: Host, outcome: object): void {
  terminal.write(`${jsonText(outcome)}\n`);
}

function tell(
  { terminal }: Host,
  restored: readonly DeviceRestore[],
  { quiet, state }: RestoreOptions,
): void {
  if (restored.length === 0 && quiet !== true) {
    terminal.write(
      `Nothing is left to restore${state === undefined ? "" : ` of the runs with --state ${state}`}\n`,
    );
  }
  for (const { agentPath, restore: { status, detail }, problems } of restored) {
    if (quiet !== true) terminal.write(`${agentPath}: ${status}. ${detail}\n`);
    for (const { hint } of problems) terminal.writeError(`bmverify: ${hint}\n`);
  }
}

// What an earlier run left, undone before the next one starts.
import { HarnessError } from "../model/harness_error.ts";
import { restoreCommand } from "../model/text/command_with.ts";
import type { Host } from "../ports/host.ts";
import { type ChosenDevice, NO_EVIDENCE, openDevice } from "./open_device.ts";
import { restoreDevice } from "./setting/restore_device.ts";
import type { DeviceState, ForeignState, JournalEntry } from "../ports/state_store.ts";

/** What undoing needs of the machine. */
export type EarlierRunsHost =
  & Parameters<typeof openDevice>[0]
  & Pick<Host, "triggerFiles" | "triggerRunner" | "terminal" | "findForeignStates">;

/** A run that is about to start. */
export interface BeforeRun {
  readonly device: ChosenDevice;
  readonly state: DeviceState;
  readonly restoreFirst: boolean;
}

/**
 * An earlier run that was killed comes first: what it left open would be taken for the state as found.
 *
 * @throws HarnessError `restore/pending` unless it is to be undone first, or why that failed.
 */
export async function undoEarlierRuns(
  host: EarlierRunsHost,
  { device, state, restoreFirst }: BeforeRun,
): Promise<void> {
  const [foreign] = await host.findForeignStates(device.agentPath);
  if (foreign !== undefined) throw pendingOfOthers(foreign, device);
  const open = (await state.pending()).filter(({ kept }) => !kept);
  await disposeAbandoned(host, state);
  const { clock, triggerFiles } = host;
  const ports = { device: openDevice(host, device, NO_EVIDENCE), clock, triggerFiles, state };
  // Litter stands in the way of nothing, and is taken away without a question.
  await restoreDevice(ports, open.filter(isLitter), { leaveEnabled: false });
  const left = open.filter((entry) => !isLitter(entry));
  if (left.length === 0) return;
  const during = killedInTrigger(left);
  if (!restoreFirst) {
    const changes = left.length === 1 ? "change" : "changes";
    throw new HarnessError(
      "restore/pending",
      `Cannot start: run ${left[0]?.runId} left ${left.length} ${changes} behind${
        during === null ? "" : `. ${during}`
      }`,
      { hint: `Run "${restoreCommand(device.chosenBy)}", or give --restore-first` },
    );
  }
  if (during !== null) host.terminal.writeError(`bmverify: ${during}\n`);
  const { problems: [problem] } = await restoreDevice(ports, left, {
    leaveEnabled: false,
    words: device.chosenBy,
  });
  if (problem === undefined) return;
  // Whatever it was, the device is not as it was found.
  throw new HarnessError("restore/failed", problem.message, { hint: problem.hint });
}

/** A folder that a killed measurement has left: no change of the device. */
export function isLitter({ intent }: JournalEntry): boolean {
  return intent.kind === "folder";
}

/** Scripts of a run that was killed; its folder may be another than that of this one. */
export async function disposeAbandoned(
  { triggerRunner }: Pick<Host, "triggerRunner">,
  state: DeviceState,
): Promise<void> {
  const abandoned = await state.abandoned();
  if (abandoned !== null) await triggerRunner(`${abandoned}/scripts`).dispose();
}

function pendingOfOthers({ home, userId }: ForeignState, { chosenBy }: ChosenDevice): HarnessError {
  const who = userId === 0 ? "root" : `another user (${userId})`;
  return new HarnessError(
    "restore/pending",
    `Cannot start: a run of ${who} left changes behind in "${home}"`,
    {
      hint: `Run "${foreignRestore(userId, chosenBy)}"`,
    },
  );
}

/** The command by which whoever left it undoes it. */
export function foreignRestore(userId: number, words: ChosenDevice["chosenBy"]): string {
  // The folder that this user names is not that of the other.
  const command = restoreCommand({ ...words, state: undefined });
  return userId === 0 ? `sudo ${command}` : `sudo -u '#${userId}' ${command}`;
}

/** A file that is still in the journal: its run ended while a trigger ran. Null when there is none. */
function killedInTrigger(left: readonly JournalEntry[]): string | null {
  const entry = left.find(({ intent }) => intent.kind === "file");
  return entry === undefined
    ? null
    : `Run ${entry.runId} ended while its trigger ran or was put away (the harness or a helper was killed): it is inconclusive`;
}

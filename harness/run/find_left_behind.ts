// What stands in the way of a run that the device itself does not show: a change that is still to be undone.
import { restoreCommand } from "../model/text/command_with.ts";
import { toProblem } from "../model/harness_error.ts";
import type { Host } from "../ports/host.ts";
import type { ChosenDevice } from "./open_device.ts";
import { foreignRestore, isLitter } from "./undo_earlier_runs.ts";

/** A sentence that says what an earlier run left, and what undoes it; null when a run may start. */
export async function findLeftBehind(
  host: Pick<Host, "deviceState" | "findForeignStates">,
  { agentPath, chosenBy }: Pick<ChosenDevice, "agentPath" | "chosenBy">,
  stateFolder: string,
): Promise<string | null> {
  const [foreign] = await host.findForeignStates(agentPath);
  if (foreign !== undefined) {
    const who = foreign.userId === 0 ? "root" : `another user (${foreign.userId})`;
    return foreign.isInUse
      ? `A run of ${who} is at work on this device now`
      : `A run of ${who} left changes behind. Run "${foreignRestore(foreign.userId, chosenBy)}"`;
  }
  try {
    const state = await host.deviceState(stateFolder, agentPath);
    if (await state.isInUse()) return "A run is at work on this device now";
    const left = (await state.pending()).filter((entry) => !entry.kept && !isLitter(entry));
    return left[0] === undefined
      ? null
      : `Run ${left[0].runId} left changes behind. Run "${restoreCommand(chosenBy)}"`;
  } catch (error) {
    const { message, hint } = toProblem(error);
    return `${message}. ${hint}`;
  }
}

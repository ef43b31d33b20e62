// `restore --forget`: gives up what a run left, for an agent that never comes back.
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import { HarnessError } from "../../model/harness_error.ts";
import type { Host } from "../../ports/host.ts";
import type { DeviceState, JournalEntry } from "../../ports/state_store.ts";
import { newRunId } from "../../run/run_id.ts";

/** What is to be given up. */
export interface ForgetRequest {
  readonly runId: string;
  readonly isMeant: (entry: JournalEntry) => boolean;
  readonly dryRun?: true;
  readonly quiet?: true;
}

/**
 * Closes what a run left without undoing it, and says so.
 *
 * @throws HarnessError `usage/unknown` for a run that left nothing.
 */
export async function forgetRun(
  host: Pick<Host, "pid" | "randomId" | "clock" | "terminal">,
  states: readonly DeviceState[],
  { runId, isMeant, dryRun, quiet }: ForgetRequest,
): Promise<ExitCode> {
  let count = 0;
  for (const state of states) {
    const isWanted = (entry: JournalEntry) => entry.runId === runId && isMeant(entry);
    if (!(await state.pending()).some(isWanted)) continue;
    if (dryRun !== true) {
      await state.lock({ pid: host.pid, runId: newRunId(host), since: host.clock.now() }, {
        besideOthers: true,
      });
    }
    try {
      for (const entry of (await state.pending()).filter(isWanted)) {
        count += 1;
        if (dryRun !== true) await state.close(entry.id);
        if (quiet !== true) {
          host.terminal.write(
            `${dryRun === true ? "Would forget" : "Forgot, without undoing it"}: ${inWords(entry)}\n`,
          );
        }
      }
    } finally {
      await state.unlock();
    }
  }
  if (count > 0) return EXIT_CODE.pass;
  throw new HarnessError("usage/unknown", `Cannot forget run "${runId}": it left nothing behind here`, {
    hint: 'Run "bmverify restore --dry-run" to see what is left, and of which run',
  });
}

function inWords({ agentPath, intent }: JournalEntry): string {
  return intent.kind !== "setting"
    ? intent.path
    : `"${intent.setting}" of ${agentPath}, which was "${intent.from}" before the run`;
}

// The job of `enable` and `disable`: one change that is meant to stay. It is journalled like any other, so that
// `restore` can undo it. The order around it stands in run_in_order.ts.
import { HarnessError, type Problem } from "../model/harness_error.ts";
import type { RunStarted } from "../model/record/run_event.ts";
import type { EnablementRecord } from "../model/record/run_record.ts";
import type { Interruption, OrderPorts } from "../ports/run_ports.ts";
import { eventsInMemory } from "./events_in_memory.ts";
import { runInOrder } from "./run_in_order.ts";
import type { Journal } from "./setting/journal.ts";
import type { OnOff } from "../model/on_off.ts";

/** What is to be changed. */
export interface SettingRequest {
  readonly start: Omit<RunStarted, "kind">;
  readonly wanted: OnOff;
  readonly interruption: Interruption;
}

/**
 * Makes the change. Null when a signal came before it was begun.
 *
 * @throws HarnessError for what kept the change from being tried, a journal that cannot be written for instance.
 */
export async function settingRun(
  ports: Omit<OrderPorts, "log">,
  { start, wanted, interruption }: SettingRequest,
): Promise<EnablementRecord | null> {
  // No bundle is kept of one change; what was told of it is needed until the command ends.
  const { log, events } = eventsInMemory(ports.clock);
  const made = () => events.find((event) => event.kind === "enablement-finished")?.enablement ?? null;
  let lost: Problem | null = null;
  await runInOrder({ ...ports, log }, {
    start,
    check: null,
    askConsent: null,
    enable: wanted,
    settleMs: start.options.settleMs,
    work: async ({ journal }) => {
      lost = (await journal.pending()).problem;
    },
    onStop: (_stop, journal) => forgetUnlessChanged(journal, made()),
    restore: null,
    interruption,
  });
  const problem = lost ?? events.find((event) => event.kind === "problem")?.problem;
  if (problem === undefined) return made();
  throw new HarnessError(problem.code, problem.message, { hint: problem.hint });
}

/** Where nothing was changed there is nothing to undo later; unless the agent said "updated" and may yet act on it. */
async function forgetUnlessChanged(journal: Journal, enablement: EnablementRecord | null): Promise<void> {
  const mayStillChange = enablement?.problem?.code === "enablement/not-verified";
  if (enablement === null || enablement.changed || mayStillChange) return;
  for (const entry of (await journal.pending()).entries) await journal.close(entry);
}

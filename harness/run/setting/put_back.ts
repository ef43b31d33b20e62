// The last step of a run: undoes what is open in its journal, and tells it in the log. It never replaces what went
// wrong before, and has a verdict of its own.
import type { RunEventBody } from "../../model/record/run_event.ts";
import type { GivenWords } from "../../model/text/command_with.ts";
import type { RestoreRecord } from "../../model/record/run_record.ts";
import type { OrderPorts } from "../../ports/run_ports.ts";
import type { Journal } from "./journal.ts";
import { restoreDevice } from "./restore_device.ts";

/** How the device is left. */
export interface PutBackPlan {
  /** Leaves behavior monitoring on; all else is undone. */
  readonly leaveEnabled: boolean;
  /** How soon a change of this agent shows, as the run was told. */
  readonly settleMs: number;
  /** A signal came: somebody waits, and may kill what takes too long. */
  readonly isUrgent: boolean;
  /** The words that mean this device again. */
  readonly words: GivenWords;
}

/** Puts the device back. Never throws: a log that cannot be written must not stop it. */
export async function putBack(
  ports: OrderPorts,
  journal: Journal,
  { leaveEnabled, settleMs, isUrgent, words }: PutBackPlan,
): Promise<RestoreRecord> {
  const tell = (event: RunEventBody) => ports.log.append(event).catch(() => undefined);
  const { entries, problem: lost } = await journal.pending();
  if (lost !== null) await tell({ kind: "problem", problem: lost });
  const intents = entries.map(({ intent }) => intent);
  const setting = intents.find((intent) =>
    intent.kind === "setting" && intent.setting === "behavior-monitoring"
  );
  if (setting?.kind === "setting") await tell({ kind: "restore-started", wanted: setting.from });
  const device = ports.restoringDevice ?? ports.device;
  const plan = { leaveEnabled, isUrgent, words };
  const { restore, problems } = await restoreDevice({ ...ports, device, settleMs }, entries, plan);
  for (const problem of problems) await tell({ kind: "problem", problem });
  await tell({ kind: "restore-finished", restore });
  return restore;
}

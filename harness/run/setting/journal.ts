// The write-ahead journal as the run uses it: the intent is on disk before the change, and closed after it was
// undone. What a killed run leaves open, `bmverify restore` undoes.
import { type Problem, toProblem } from "../../model/harness_error.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Device } from "../../ports/device.ts";
import type { JournalEntry, JournalIntent, StateStore } from "../../ports/state_store.ts";
import type { OnOff } from "../../model/on_off.ts";

/** Journal of one run on one device. */
export interface Journal {
  open(intent: JournalIntent): Promise<JournalEntry>;
  close(entry: JournalEntry): Promise<void>;
  /** Never rejects: what the run knows itself is enough to put the device back. */
  pending(): Promise<OpenIntents>;
}

/** What is open of a run. */
export interface OpenIntents {
  /** What the run knows together with what the disk says, oldest first. */
  readonly entries: readonly JournalEntry[];
  /** Set when the disk does not say what the run has written there: after a crash it would not have been undone. */
  readonly problem: Problem | null;
}

/** What binds a journal to a run. */
export interface JournalOwner {
  readonly runId: string;
  /** The changes are meant to stay after the command has ended. */
  readonly kept: boolean;
}

/** Binds the state of a device to a run. */
export function createJournal(
  { state, device, clock }: {
    readonly state: StateStore;
    readonly device: Pick<Device, "agentPath" | "platform" | "simulated">;
    readonly clock: Clock;
  },
  { runId, kept }: JournalOwner,
): Journal {
  const known = new Map<number, JournalEntry>();
  // Undone all the same; but had the run been killed before, nobody would have.
  const gone = new Map<number, JournalEntry>();
  const open = async (intent: JournalIntent): Promise<JournalEntry> => {
    const entry = await state.open({
      runId,
      agentPath: device.agentPath,
      platform: device.platform,
      simulatedProfile: device.simulated?.profile ?? null,
      at: clock.now(),
      kept,
      intent,
    });
    known.set(entry.id, entry);
    return entry;
  };
  const close = async (entry: JournalEntry): Promise<void> => {
    if (!await state.close(entry.id)) gone.set(entry.id, entry);
    known.delete(entry.id);
  };
  const pending = async (): Promise<OpenIntents> => {
    try {
      const onDisk = (await state.pending()).filter((entry) => entry.runId === runId);
      const numbers = new Set(onDisk.map(({ id }) => id));
      const missing = [...known.values()].filter(({ id }) => !numbers.has(id));
      const entries = [...onDisk, ...missing].toSorted((left, right) => left.id - right.id);
      const lacking = [...gone.values(), ...missing];
      return { entries, problem: lacking.length === 0 ? null : lost(lacking) };
    } catch (error) {
      // A journal that cannot be read any more must not keep the device from being put back.
      const entries = [...known.values()];
      return { entries, problem: lost([...gone.values(), ...entries], toProblem(error).message) };
    }
  };
  return { open, close, pending };
}

/** The intent to switch behavior monitoring. */
export function settingIntent(from: OnOff, to: OnOff): JournalIntent {
  return { kind: "setting", setting: "behavior-monitoring", from, to };
}

function lost(missing: readonly JournalEntry[], why = "somebody removed or replaced it"): Problem {
  const what = missing.map(({ intent }) =>
    intent.kind !== "setting" ? intent.path : `"${intent.setting}" from "${intent.from}" to "${intent.to}"`
  );
  const noted = what.length === 0 ? "" : ` (${what.join("; ")})`;
  return {
    code: "state/lost",
    message: `The journal on disk does not hold what this run noted in it${noted}: ${why}`,
    hint: "Find out what removes files of the state folder while a run is at work, and run it again",
  };
}

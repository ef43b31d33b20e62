// One run on one device, for every command that runs something: signals, device, lock, what earlier runs left, the
// place where everything of the run goes; then the run in its order, its reports, and all of it let go at the end.
import type { ExitCode } from "../model/exit_code.ts";
import type { Host, InterruptionWatch } from "../ports/host.ts";
import { restoreCommand } from "../model/text/command_with.ts";
import { chooseDevice, type ChosenDevice, type DeviceChoice } from "./open_device.ts";
import { newRunId } from "./run_id.ts";
import { type EarlierRunsHost, undoEarlierRuns } from "./undo_earlier_runs.ts";
import type { DeviceState } from "../ports/state_store.ts";

/** What the frame has to know. */
export interface FramePlan {
  readonly device: DeviceChoice;
  /** Folder for lock and journal. */
  readonly stateFolder: string;
  /** Undoes what an earlier run left, instead of refusing to start. */
  readonly restoreFirst: boolean;
  /** A simulated device that is late is late against it; in milliseconds. */
  readonly deadlineMs?: number;
}

/** What a run gets: a device that is locked, and where everything of it goes. */
export interface LockedRun<Kept> {
  readonly runId: string;
  readonly device: ChosenDevice;
  readonly state: DeviceState;
  readonly kept: Kept;
  readonly interruption: InterruptionWatch;
}

/** What is run. */
export interface FramedRun<Kept, Outcome> {
  readonly plan: FramePlan;
  /** Opens the place where everything of the run goes, before the device is asked anything. */
  readonly open: (runId: string) => Promise<Kept>;
  /** The run in its order; gives what became of the device. */
  readonly act: (locked: LockedRun<Kept>) => Promise<Outcome>;
  /** What is left once the device was put back. */
  readonly report: (locked: LockedRun<Kept>, outcome: Outcome) => Promise<ExitCode> | ExitCode;
}

/** What the frame needs of the machine. */
export type FrameHost =
  & EarlierRunsHost
  & Parameters<typeof chooseDevice>[0]
  & Pick<Host, "terminal" | "watchInterruption" | "deviceState" | "pid" | "randomId">;

/**
 * Chooses the device, starts it when it is simulated, and runs under its lock.
 *
 * @throws HarnessError `lock/held`, `restore/pending`, `output/not-writable`, and why no device could be chosen.
 */
export async function runOnDevice<Kept, Outcome>(
  host: FrameHost,
  run: FramedRun<Kept, Outcome>,
): Promise<ExitCode> {
  let words = run.plan.device.chosenBy;
  const interruption = host.watchInterruption(() =>
    host.terminal.writeError(
      `bmverify: Ending, the device first of all; please wait. If this is killed, run: ${
        restoreCommand(words)
      }\n`,
    )
  );
  try {
    const { device: choice, deadlineMs } = run.plan;
    const device = await chooseDevice(host, choice, deadlineMs === undefined ? {} : { deadlineMs });
    words = device.chosenBy;
    try {
      return await underLock(host, run, { device, interruption });
    } finally {
      await device.simulated?.close();
    }
  } finally {
    interruption.dispose();
  }
}

async function underLock<Kept, Outcome>(
  host: FrameHost,
  { plan, open, act, report }: FramedRun<Kept, Outcome>,
  { device, interruption }: Pick<LockedRun<Kept>, "device" | "interruption">,
): Promise<ExitCode> {
  const runId = newRunId(host);
  const state = await host.deviceState(plan.stateFolder, device.agentPath);
  await state.lock({ pid: host.pid, runId, since: host.clock.now() });
  try {
    await undoEarlierRuns(host, { device, state, restoreFirst: plan.restoreFirst });
    const locked = { runId, device, state, interruption, kept: await open(runId) };
    return await report(locked, await act(locked));
  } finally {
    await state.unlock();
    if (device.startedHere) await state.discard();
  }
}

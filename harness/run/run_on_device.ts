// The frame of every run: signals, device, lock, what earlier runs left, bundle; and all of it let go at the end.
import type { ExitCode } from "../model/exit_code.ts";
import type { Bundle } from "../ports/bundle.ts";
import type { DeviceState, Host, InterruptionWatch } from "../ports/host.ts";
import { chooseDevice, type ChosenDevice, type DeviceOptions } from "./open_device.ts";
import { newRunId } from "./run_id.ts";
import { undoEarlierRuns } from "./undo_earlier_runs.ts";

/** Options that the frame needs. */
export interface FrameOptions extends DeviceOptions {
  readonly out: string;
  readonly restoreFirst?: true;
}

/** What a run gets: a device that is locked, and where everything of it goes. */
export interface LockedRun {
  readonly device: ChosenDevice;
  readonly state: DeviceState;
  readonly bundle: Bundle;
  readonly interruption: InterruptionWatch;
}

/** What is run, and on what. */
export interface DeviceRun {
  readonly options: FrameOptions;
  /** A profile that is late is late against it. */
  readonly deadlineMs: number;
  readonly work: (run: LockedRun) => Promise<ExitCode>;
}

/**
 * Chooses the device, starts it when it is simulated, and runs `work` under its lock.
 *
 * @throws HarnessError `lock/held`, `restore/pending`, `output/not-writable`, and why no device could be chosen.
 */
export async function runOnDevice(host: Host, { options, deadlineMs, work }: DeviceRun): Promise<ExitCode> {
  const interruption = host.watchInterruption(() =>
    host.terminal.writeError(
      "bmverify: Putting the device back; please wait. If this is killed, run: bmverify restore\n",
    )
  );
  try {
    const device = await chooseDevice(host, options, { deadlineMs });
    try {
      return await underLock(host, { options, device, work: (locked) => work({ ...locked, interruption }) });
    } finally {
      await device.simulated?.close();
    }
  } finally {
    interruption.dispose();
  }
}

async function underLock(
  host: Host,
  { options, device, work }: {
    readonly options: FrameOptions;
    readonly device: ChosenDevice;
    readonly work: (run: Omit<LockedRun, "interruption">) => Promise<ExitCode>;
  },
): Promise<ExitCode> {
  const runId = newRunId(host);
  const state = await host.deviceState(options.state ?? host.facts.stateFolder, device.agentPath);
  await state.lock({ pid: host.pid, runId, since: host.clock.now() });
  try {
    await undoEarlierRuns({ host, options, device }, state);
    return await work({ device, state, bundle: await host.openBundle(options.out, runId) });
  } finally {
    await state.unlock();
    if (device.startedHere) await state.discard();
  }
}

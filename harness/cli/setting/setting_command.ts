// `enable` and `disable`: one change, journalled, proved by reading again; `restore` undoes it.
import { switchBehaviorMonitoring } from "../../run/setting/switch_behavior_monitoring.ts";
import { createJournal, settingIntent } from "../../run/setting/journal.ts";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import type { EnablementRecord } from "../../model/record/run_record.ts";
import type { OnOff } from "../../ports/device.ts";
import type { Host } from "../../ports/host.ts";
import {
  chooseDevice,
  type ChosenDevice,
  type DeviceOptions,
  NO_EVIDENCE,
  openDevice,
} from "../../run/open_device.ts";
import { newRunId } from "../../run/run_id.ts";

/** Values of the options of `enable` and `disable`. */
export interface SettingOptions extends DeviceOptions {
  readonly settle?: number;
  readonly dryRun?: true;
  readonly json?: true;
}

const ANY_DEADLINE_MS = 30_000;

/** Runs `enable` or `disable`: exit 0 when reading again shows the wanted state, 3 otherwise. */
export async function switchSetting(host: Host, wanted: OnOff, options: SettingOptions): Promise<ExitCode> {
  if (options.dryRun === true) {
    host.terminal.write(`Would run: mdatp config behavior-monitoring --value ${wanted}\n`);
    return EXIT_CODE.pass;
  }
  const device = await chooseDevice(host, options, { deadlineMs: ANY_DEADLINE_MS });
  try {
    const enablement = await switchLocked(host, { device, wanted, options });
    tell(host, enablement, options);
    return enablement.problem === null ? EXIT_CODE.pass : EXIT_CODE.inconclusive;
  } finally {
    await device.simulated?.close();
  }
}

async function switchLocked(
  host: Host,
  { device, wanted, options }: {
    readonly device: ChosenDevice;
    readonly wanted: OnOff;
    readonly options: SettingOptions;
  },
): Promise<EnablementRecord> {
  const { clock } = host;
  const state = await host.deviceState(options.state ?? host.facts.stateFolder, device.agentPath);
  const runId = newRunId(host);
  await state.lock({ pid: host.pid, runId, since: clock.now() });
  try {
    const adapter = openDevice(host, device, NO_EVIDENCE);
    const journal = createJournal({ state, device: adapter, clock }, { runId, kept: true });
    const write = async (from: OnOff, to: OnOff): Promise<void> => {
      await journal.open(settingIntent(from, to));
    };
    const enablement = await switchBehaviorMonitoring({ device: adapter, clock, journal: write }, wanted, {
      settleMs: options.settle ?? 0,
    });
    // Nothing was changed, so there is nothing to undo later; unless the agent said "updated" and may yet act on it.
    const mayStillChange = enablement.problem?.code === "enablement/not-verified";
    if (!enablement.changed && !mayStillChange) {
      for (const entry of await journal.pending()) await journal.close(entry);
    }
    return enablement;
  } finally {
    await state.unlock();
    if (device.startedHere) await state.discard();
  }
}

function tell({ terminal }: Host, enablement: EnablementRecord, { json }: SettingOptions): void {
  if (json === true) return terminal.write(`${JSON.stringify(enablement, null, 2)}\n`);
  const { problem, changed, wanted } = enablement;
  if (problem !== null) return terminal.writeError(`bmverify: ${problem.message}. ${problem.hint}\n`);
  terminal.write(
    changed
      ? `Behavior monitoring is ${wanted}, as reading it again shows. Undo with: bmverify restore\n`
      : `Behavior monitoring is ${wanted} already; nothing was changed\n`,
  );
}

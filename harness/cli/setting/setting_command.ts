// `enable` and `disable`: one change, journalled, proved by reading again; `restore` undoes it.
import { EXIT_CODE, EXIT_CODE_OF_SIGNAL, type ExitCode } from "../../model/exit_code.ts";
import type { EnablementRecord } from "../../model/record/run_record.ts";
import { SCHEMA_VERSION } from "../../model/record/schema_version.ts";
import { restoreCommand } from "../../model/text/command_with.ts";
import type { Host } from "../../ports/host.ts";
import { addFootprints, type Footprint, footprintPlace } from "../../run/footprint/footprint.ts";
import { frameFootprint, switchFootprint } from "../../run/footprint/run_footprints.ts";
import { NO_SCENARIOS } from "../../run/no_scenarios.ts";
import { deviceRecord, NO_EVIDENCE, openDevice } from "../../run/open_device.ts";
import { type FramePlan, type LockedRun, runOnDevice } from "../../run/run_on_device.ts";
import { settingRun } from "../../run/setting_run.ts";
import { describeFootprint } from "../showing/describe_footprint.ts";
import { deviceChoice, type DeviceOptions } from "../words/device_options.ts";
import { TOOL } from "../words/tool.ts";
import type { OnOff } from "../../model/on_off.ts";
import { jsonText } from "../../model/text/printable.ts";

/** Values of the options of `enable` and `disable`. */
export interface SettingOptions extends DeviceOptions {
  readonly settleMs: number | undefined;
  readonly restoreFirst?: true;
  readonly dryRun?: true;
  readonly json?: true;
  readonly quiet?: true;
}

/** What is left of the options once they are understood. */
interface SettingPlan {
  readonly frame: FramePlan;
  readonly wanted: OnOff;
  readonly settleMs: number;
  readonly shown: "text" | "json" | "nothing";
}

/** One change depends on no prerequisite. */
const NO_POLICY = {
  id: "none",
  title: "No prerequisite is checked",
  source: "",
  date: "",
  chosenBy: "option",
  why: null,
} as const;

/** Runs `enable` or `disable`: exit 0 when reading again shows the wanted state, 3 otherwise. */
export async function switchSetting(host: Host, wanted: OnOff, options: SettingOptions): Promise<ExitCode> {
  const plan: SettingPlan = {
    frame: {
      device: deviceChoice(options),
      stateFolder: options.state ?? host.facts.stateFolder,
      restoreFirst: options.restoreFirst === true,
    },
    wanted,
    settleMs: options.settleMs ?? 0,
    shown: options.json === true ? "json" : options.quiet === true ? "nothing" : "text",
  };
  if (options.dryRun === true) {
    host.terminal.write(describeFootprint(footprint(host, plan)));
    return EXIT_CODE.pass;
  }
  return await runOnDevice(host, {
    plan: plan.frame,
    open: () => Promise.resolve(null),
    act: (locked) => change(host, plan, locked),
    report: ({ interruption, device }, enablement) => {
      const afterwards = device.startedHere
        ? "The simulated device ends with this command, and the change with it"
        : `Undo with: ${restoreCommand(device.chosenBy)}`;
      if (enablement !== null) tell(host, { ...plan, afterwards }, enablement);
      if (interruption.by !== null) return EXIT_CODE_OF_SIGNAL[interruption.by];
      return enablement?.problem === null ? EXIT_CODE.pass : EXIT_CODE.inconclusive;
    },
  });
}

function footprint({ facts }: Pick<Host, "facts">, { frame, wanted }: SettingPlan): Footprint {
  const place = footprintPlace(frame.device, { ...frame, facts });
  const { removed, kept, ...rest } = frameFootprint(place, { journal: "kept.ndjson" });
  // The journal stays: `restore` reads in it what the change was. A simulated device ends with the command.
  const isUndone = (path: string) => place.profile !== null || path.endsWith("/holder.json");
  return addFootprints([
    {
      ...rest,
      removed: removed.filter(isUndone),
      kept: [...kept, ...removed.filter((path) => !isUndone(path))],
    },
    switchFootprint(place, { wanted, undone: false }),
  ]);
}

function change(
  host: Host,
  { wanted, settleMs }: SettingPlan,
  { runId, device, state, interruption }: LockedRun<null>,
): Promise<EnablementRecord | null> {
  const { clock, triggerFiles } = host;
  return settingRun({ device: openDevice(host, device, NO_EVIDENCE), clock, triggerFiles, state }, {
    start: {
      schemaVersion: SCHEMA_VERSION,
      runId,
      tool: TOOL,
      simulated: device.simulated !== null,
      device: deviceRecord(host, device),
      policy: NO_POLICY,
      options: { ...NO_SCENARIOS, settleMs },
    },
    wanted,
    interruption,
  });
}

function tell(
  { terminal }: Host,
  { shown, afterwards }: Pick<SettingPlan, "shown"> & { readonly afterwards: string },
  enablement: EnablementRecord,
): void {
  if (shown === "json") return terminal.write(`${jsonText(enablement)}\n`);
  const { problem, changed, wanted } = enablement;
  if (problem !== null) return terminal.writeError(`bmverify: ${problem.message}. ${problem.hint}\n`);
  if (shown === "nothing") return;
  terminal.write(
    changed
      ? `Behavior monitoring is ${wanted}, as reading it again shows. ${afterwards}\n`
      : `Behavior monitoring is ${wanted} already; nothing was changed\n`,
  );
}

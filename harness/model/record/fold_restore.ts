// Whether the device was put back, from what the events say of the setting.
import { restoreCommand } from "../text/command_with.ts";
import type { ChangeAndRestore, DeviceRecord, EnablementRecord, RestoreRecord } from "./run_record.ts";

/** What the events have said of the setting so far. */
export interface SettingSoFar {
  readonly device: DeviceRecord;
  readonly enablement: EnablementRecord | null;
  /** A change was begun and its end not noted: what the setting is now is not known. */
  readonly changing: boolean;
  /** The setting before the first change and after the last. */
  readonly setting: { readonly before: string; readonly now: string } | null;
  readonly restore: RestoreRecord | null;
}

/** A run that says of its own change that nothing had to be put back is not believed. */
export function foldRestore(run: SettingSoFar): ChangeAndRestore {
  const { enablement, setting } = run;
  const told = run.restore !== null && !run.changing ? run.restore : missingRestore(run);
  const isChanged = enablement?.changed === true || (setting !== null && setting.before !== setting.now);
  const restore = told.status === "not-needed" && isChanged ? denied(run, told.detail) : told;
  if (enablement === null) return { enablement, restore };
  const { changed } = enablement;
  if (!changed) return { enablement: { ...enablement, changed }, restore };
  const { status, detail } = restore;
  // Said once more, for the type: it was denied above.
  return status === "not-needed"
    ? { enablement: { ...enablement, changed }, restore: denied(run, detail) }
    : { enablement: { ...enablement, changed }, restore: { status, detail } };
}

function denied(run: SettingSoFar, said: string): RestoreRecord & { readonly status: "failed" } {
  const detail = `The run changed behavior monitoring, and then said "${said}". ${restoreHint(run)}`;
  return { status: "failed", detail };
}

function restoreHint({ device }: SettingSoFar): string {
  return `Run "${restoreCommand(device.chosenBy)}".`;
}

function missingRestore(run: SettingSoFar): RestoreRecord {
  const how = restoreHint(run);
  if (run.changing) {
    const detail =
      "The run ended while behavior monitoring was being changed, and its state was not read again. ";
    return { status: "failed", detail: detail + how };
  }
  if (run.setting === null || run.setting.before === run.setting.now) {
    return { status: "not-needed", detail: "Nothing was changed." };
  }
  const { before, now } = run.setting;
  const detail = `Behavior monitoring was "${before}" before the run and was left "${now}". `;
  return { status: "failed", detail: detail + how };
}

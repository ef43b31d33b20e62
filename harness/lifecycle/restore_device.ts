// Putting a device back as it was found: undoes what the journal says was begun, proves it by reading again.
import { type Problem, toProblem } from "../model/harness_error.ts";
import type { Reading } from "../model/reading.ts";
import type { RestoreRecord } from "../model/run_record.ts";
import type { Clock } from "../ports/clock.ts";
import type { ChangeableSetting, Device, OnOff } from "../ports/device.ts";
import type { JournalEntry, JournalIntent, StateStore } from "../ports/state_store.ts";
import type { TriggerFiles } from "../ports/trigger_files.ts";

/** How often a refused or invisible change is tried again, and the pauses between. */
const TRY_PAUSES_MS = [0, 500, 2_000] as const;

/** What restoring needs. */
export interface RestorePorts {
  readonly device: Device;
  readonly clock: Clock;
  readonly triggerFiles: TriggerFiles;
  readonly state: Pick<StateStore, "close">;
}

/** The record of a restore, with what went wrong. */
export interface RestoreOutcome {
  readonly restore: RestoreRecord;
  readonly problems: readonly Problem[];
}

type SettingEntry = JournalEntry & { readonly intent: Extract<JournalIntent, { kind: "setting" }> };
type FileEntry = JournalEntry & { readonly intent: Extract<JournalIntent, { kind: "file" }> };

/**
 * Undoes open intents, oldest first in the list, whether or not the change behind an intent was completed. With
 * `leaveEnabled` the settings stay as they are and only files are removed.
 */
export async function restoreDevice(
  ports: RestorePorts,
  pending: readonly JournalEntry[],
  { leaveEnabled }: { readonly leaveEnabled: boolean },
): Promise<RestoreOutcome> {
  const problems: Problem[] = [];
  const details: string[] = [];
  for (const entry of pending.filter(isFile)) {
    try {
      await ports.triggerFiles.remove(entry.intent.path);
      await ports.state.close(entry.id);
      details.push(`removed "${entry.intent.path}"`);
    } catch (error) {
      problems.push(toProblem(error));
    }
  }
  for (const [setting, entries] of settingsOf(pending)) {
    if (leaveEnabled) {
      details.push(`left "${setting}" as the run set it, as asked`);
      await closeAll(ports, entries);
      continue;
    }
    const wanted = entries[0]?.intent.from ?? "disabled";
    const problem = await putBack(ports, setting, wanted);
    if (problem === null) {
      await closeAll(ports, entries);
      details.push(`"${setting}" is "${wanted}" again`);
    } else {
      problems.push(problem);
      details.push(problem.message);
    }
  }
  return { restore: summary(pending, { details, problems }), problems };
}

function summary(
  pending: readonly JournalEntry[],
  { details, problems }: { readonly details: readonly string[]; readonly problems: readonly Problem[] },
): RestoreRecord {
  if (problems.length > 0) {
    return { status: "failed", detail: problems.map(({ message }) => message).join("; ") };
  }
  if (pending.length === 0) return { status: "not-needed", detail: "Nothing was left changed" };
  return { status: "restored", detail: sentence(details.join("; ")) };
}

/** Puts one setting back to what it was; null when that is proved, or is all the agent can say. */
async function putBack(
  { device, clock }: RestorePorts,
  setting: ChangeableSetting,
  wanted: OnOff,
): Promise<Problem | null> {
  if (setting !== "behavior-monitoring") return await putBackUnread(device, setting, wanted);
  let last = "it could not be read";
  for (const pauseMs of TRY_PAUSES_MS) {
    await clock.sleep(pauseMs);
    const before = await device.readBehaviorMonitoring();
    if (before.kind === "read" && before.value.value === wanted) return null;
    if (isGone(before)) break;
    const answer = await device.change(setting, wanted);
    const after = await device.readBehaviorMonitoring();
    if (after.kind === "read" && after.value.value === wanted) return null;
    last = after.kind === "read"
      ? `it is still "${after.value.value}", and the agent answered "${answer.message}"`
      : after.problem.message;
    if (isGone(after)) break;
  }
  return notPutBack(setting, wanted, last);
}

/** The statistics switches show in no reading, so the agent's answer is all there is. */
async function putBackUnread(
  device: Device,
  setting: ChangeableSetting,
  wanted: OnOff,
): Promise<Problem | null> {
  const answer = await device.change(setting, wanted);
  return answer.kind === "refused"
    ? notPutBack(setting, wanted, `the agent answered "${answer.message}"`)
    : null;
}

function notPutBack(setting: ChangeableSetting, wanted: OnOff, why: string): Problem {
  return {
    code: "restore/failed",
    message: `Cannot put "${setting}" back to "${wanted}": ${why}`,
    hint: `Run "sudo mdatp config ${setting} --value ${wanted}", then "bmverify restore"`,
  };
}

/** An agent that let a question time out would only add up more time-outs. */
function isGone(reading: Reading<unknown>): boolean {
  return reading.kind === "unreadable" && reading.problem.code === "agent/timed-out";
}

function isFile(entry: JournalEntry): entry is FileEntry {
  return entry.intent.kind === "file";
}

function isSetting(entry: JournalEntry): entry is SettingEntry {
  return entry.intent.kind === "setting";
}

/** Open setting intents by setting, oldest first: the oldest one knows how the device was found. */
function settingsOf(pending: readonly JournalEntry[]): Map<ChangeableSetting, SettingEntry[]> {
  return Map.groupBy(pending.filter(isSetting), ({ intent }) => intent.setting);
}

async function closeAll({ state }: RestorePorts, entries: readonly JournalEntry[]): Promise<void> {
  for (const entry of entries) await state.close(entry.id);
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

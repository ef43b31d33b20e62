// Putting a device back as it was found: undoes what the journal says was begun, proves it by reading again.
import { shellWord } from "../../model/text/command_with.ts";
import { type Problem, toProblem } from "../../model/harness_error.ts";
import type { Reading } from "../../model/reading.ts";
import type { RestoreRecord } from "../../model/record/run_record.ts";
import type { Clock } from "../../ports/clock.ts";
import type { ChangeableSetting, Device } from "../../ports/device.ts";
import type { JournalEntry, JournalIntent, StateStore } from "../../ports/state_store.ts";
import type { TriggerFiles } from "../../ports/trigger_runner.ts";
import type { OnOff } from "../../model/on_off.ts";

/** How often a refused or invisible change is tried again, and the pauses between. */
const TRY_PAUSES_MS = [0, 500, 2_000] as const;

/** How long a change that was made before may take to show: as long as switching waits for one. */
const SHOWS_WITHIN_MS = 3_000;

/** What restoring needs. */
export interface RestorePorts {
  readonly device: Device;
  /** The same device without keeping evidence: the last resort when a full disk makes every question throw. */
  readonly bareDevice?: Device;
  readonly clock: Clock;
  readonly triggerFiles: TriggerFiles;
  readonly state: Pick<StateStore, "close">;
  /** How soon a change of this agent shows, as the run was told (`--settle`); 3 s at most, and when left out. */
  readonly settleMs?: number;
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
 * `leaveEnabled` behavior monitoring stays on, and is switched on when the last step of the run switched it off; all
 * else is undone. Never throws: what could not be undone, or not be noted as undone, makes the restore fail.
 */
export async function restoreDevice(
  ports: RestorePorts,
  pending: readonly JournalEntry[],
  { leaveEnabled }: { readonly leaveEnabled: boolean },
): Promise<RestoreOutcome> {
  const outcomes: Undone[] = [];
  for (const entry of pending.filter(isFile)) outcomes.push(await removeFile(ports, entry));
  for (const [setting, entries] of settingsOf(pending)) {
    outcomes.push(await undoSetting(ports, { setting, entries, leaveEnabled }));
  }
  const details = outcomes.flatMap(({ detail }) => detail === null ? [] : [detail]);
  const problems = outcomes.flatMap(({ problem }) => problem === null ? [] : [problem]);
  return { restore: summary(pending, { details, problems }), problems };
}

/** What became of the intents of one file or setting. */
interface Undone {
  readonly detail: string | null;
  readonly problem: Problem | null;
}

async function removeFile({ triggerFiles, state }: RestorePorts, entry: FileEntry): Promise<Undone> {
  try {
    await triggerFiles.remove(entry.intent.path);
    await state.close(entry.id);
    return { detail: `removed "${entry.intent.path}"`, problem: null };
  } catch (error) {
    return { detail: null, problem: toProblem(error) };
  }
}

async function undoSetting(
  ports: RestorePorts,
  { setting, entries, leaveEnabled }: {
    readonly setting: ChangeableSetting;
    readonly entries: readonly SettingEntry[];
    readonly leaveEnabled: boolean;
  },
): Promise<Undone> {
  const staysOn = leaveEnabled && setting === "behavior-monitoring";
  const wanted = staysOn ? "enabled" : entries[0]?.intent.from ?? "disabled";
  const isLeftOn = staysOn && entries.at(-1)?.intent.to === "enabled";
  const problem = isLeftOn ? null : await putBack(ports, setting, wanted);
  if (problem !== null) return { detail: null, problem };
  try {
    // The oldest one last: it alone knows how the device was found, should the harness be killed in between.
    for (const entry of entries.toReversed()) await ports.state.close(entry.id);
  } catch (error) {
    return { detail: null, problem: toProblem(error) };
  }
  const detail = staysOn ? `left "${setting}" enabled, as asked` : `"${setting}" is "${wanted}" again`;
  return { detail, problem: null };
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
  { device, bareDevice, clock, settleMs = SHOWS_WITHIN_MS }: Pick<
    RestorePorts,
    "device" | "bareDevice" | "clock" | "settleMs"
  >,
  setting: ChangeableSetting,
  wanted: OnOff,
): Promise<Problem | null> {
  try {
    if (setting !== "behavior-monitoring") return await putBackUnread(device, setting, wanted);
    return await putBackProved({ device, clock, settleMs }, setting, wanted);
  } catch (error) {
    if (bareDevice !== undefined) {
      return await putBack({ device: bareDevice, clock, settleMs }, setting, wanted);
    }
    return notPutBack(device, { setting, wanted, why: toProblem(error).message });
  }
}

async function putBackProved(
  ports: Required<Pick<RestorePorts, "device" | "clock" | "settleMs">>,
  setting: ChangeableSetting,
  wanted: OnOff,
): Promise<Problem | null> {
  let last = "it could not be read";
  for (const pauseMs of TRY_PAUSES_MS) {
    await ports.clock.sleep(pauseMs);
    const tried = await tryOnce(ports, wanted);
    if (tried.done) return null;
    last = tried.why;
    if (tried.isGone) break;
  }
  return notPutBack(ports.device, { setting, wanted, why: last });
}

type Tried =
  | { readonly done: true }
  | { readonly done: false; readonly why: string; readonly isGone: boolean };

async function tryOnce(
  { device, clock, settleMs }: Required<Pick<RestorePorts, "device" | "clock" | "settleMs">>,
  wanted: OnOff,
): Promise<Tried> {
  const before = await device.readBehaviorMonitoring();
  if (isGone(before)) return { done: false, why: before.problem.message, isGone: true };
  // Said even when it reads as wanted: the agent may be about to act on an earlier change.
  const answer = await device.change("behavior-monitoring", wanted);
  const hasShown = before.kind === "read" && before.value.value !== wanted;
  if (!hasShown) await clock.sleep(Math.min(settleMs, SHOWS_WITHIN_MS));
  const after = await device.readBehaviorMonitoring();
  if (after.kind === "unreadable") return { done: false, why: after.problem.message, isGone: isGone(after) };
  if (after.value.value === wanted) return { done: true };
  const why = `it is still "${after.value.value}", and the agent answered "${answer.message}"`;
  return { done: false, why, isGone: false };
}

/** The statistics switches show in no reading, so the agent's answer is all there is. */
async function putBackUnread(
  device: Device,
  setting: ChangeableSetting,
  wanted: OnOff,
): Promise<Problem | null> {
  const answer = await device.change(setting, wanted);
  return answer.kind === "refused"
    ? notPutBack(device, { setting, wanted, why: `the agent answered "${answer.message}"` })
    : null;
}

function notPutBack(
  { agentPath, simulated }: Device,
  { setting, wanted, why }: {
    readonly setting: ChangeableSetting;
    readonly wanted: OnOff;
    readonly why: string;
  },
): Problem {
  const sudo = simulated === null ? "sudo " : "";
  return {
    code: "restore/failed",
    message: `Cannot put "${setting}" back to "${wanted}": ${why}`,
    hint: `Run "${sudo}${shellWord(agentPath)} config ${setting} --value ${wanted}", then restore again`,
  };
}

/** An agent that let a question time out would only add up more time-outs. */
function isGone(reading: Reading<unknown>): reading is Extract<Reading<unknown>, { kind: "unreadable" }> {
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

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

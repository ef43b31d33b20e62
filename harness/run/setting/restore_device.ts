// Putting a device back as it was found: undoes what the journal says was begun, proves it by reading again.
import { type Problem, toProblem } from "../../model/harness_error.ts";
import { type GivenWords, restoreCommand, shellWord } from "../../model/text/command_with.ts";
import type { RestoreRecord } from "../../model/record/run_record.ts";
import type { ChangeableSetting } from "../../ports/device.ts";
import type { JournalEntry, JournalIntent, StateStore } from "../../ports/state_store.ts";
import type { Removal, TriggerFiles } from "../../ports/trigger_runner.ts";
import type { OnOff } from "../../model/on_off.ts";
import { type PutBack, type PutBackPorts, putBackSetting } from "./put_back_setting.ts";

/** What restoring needs. */
export interface RestorePorts extends PutBackPorts {
  readonly triggerFiles: TriggerFiles;
  readonly state: Pick<StateStore, "close">;
}

/** The record of a restore, with what went wrong. */
export interface RestoreOutcome {
  readonly restore: RestoreRecord;
  readonly problems: readonly Problem[];
}

type SettingEntry = JournalEntry & { readonly intent: Extract<JournalIntent, { kind: "setting" }> };
type FileEntry = JournalEntry & { readonly intent: Extract<JournalIntent, { kind: "file" | "folder" }> };

/** How it is undone. */
export interface RestoreOptions {
  /** Leaves behavior monitoring on; all else is undone. */
  readonly leaveEnabled: boolean;
  /** Somebody waits for the end: the change is sent before the setting is read, not after. */
  readonly isUrgent?: boolean;
  /** Whether a trigger of ours writes at a path of the journal; all that a run notes itself when left out. */
  readonly mayRemove?: (path: string) => boolean;
  /** The words that mean this device again, for the commands that hints name. */
  readonly words?: GivenWords;
}

/**
 * Undoes open intents, oldest first in the list, whether or not the change behind an intent was completed. With
 * `leaveEnabled` behavior monitoring stays on, and is switched on when the last step of the run switched it off; all
 * else is undone. Settings come first: they are what protects the device. Never throws: what could not be undone, or
 * not be noted as undone, makes the restore fail.
 */
export async function restoreDevice(
  ports: RestorePorts,
  pending: readonly JournalEntry[],
  options: RestoreOptions,
): Promise<RestoreOutcome> {
  const outcomes: Undone[] = [];
  const missing = pending.some(isSetting) ? await whyGone(ports) : null;
  for (const [setting, entries] of settingsOf(pending)) {
    outcomes.push(
      missing === null
        ? await undoSetting(ports, { ...options, setting, entries })
        : goneWithAgent(ports, { ...options, setting, entries, why: missing }),
    );
  }
  for (const entry of pending.filter(isFile)) outcomes.push(await removeFile(ports, entry, options));
  const details = outcomes.flatMap(({ detail }) => detail === null ? [] : [detail]);
  const problems = outcomes.flatMap(({ problem }) => problem === null ? [] : [problem]);
  return { restore: summary(pending, { details, problems }), problems };
}

/** What became of the intents of one file or setting. */
interface Undone {
  readonly detail: string | null;
  readonly problem: Problem | null;
}

interface SettingToUndo extends RestoreOptions {
  readonly setting: ChangeableSetting;
  /** Oldest first. */
  readonly entries: readonly SettingEntry[];
}

/** Why there is no agent that could be told anything; null when there is one. */
async function whyGone({ device }: RestorePorts): Promise<string | null> {
  try {
    const installation = await device.readInstallation();
    switch (installation.kind) {
      case "installed":
        return null;
      case "absent":
        return "the agent is gone";
      case "shim":
        return "the agent is gone; a launcher without an agent is there";
      case "not-executable":
        return `the agent cannot be started (${installation.why})`;
    }
  } catch {
    // Whatever kept it from being looked at, asking it will tell.
    return null;
  }
}

/** Nothing is tried: an agent that is not there does not come back by being asked. */
function goneWithAgent(
  { device: { agentPath } }: RestorePorts,
  { setting, entries, why, words }: SettingToUndo & { readonly why: string },
): Undone {
  const runs = [...new Set(entries.map(({ runId }) => runId))];
  return {
    detail: null,
    problem: {
      code: "restore/failed",
      message: `Cannot put "${setting}" back to "${entries[0]?.intent.from}": ${why} ("${agentPath}")`,
      hint: `Install the agent and run "${restoreCommand(words)}"; if it stays away, run "${
        runs.map((runId) => forgetCommand(runId, words)).join('" and "')
      }"`,
    },
  };
}

function forgetCommand(runId: string, words: GivenWords = {}): string {
  return `${restoreCommand(words)} --forget ${shellWord(runId)}`;
}

async function removeFile(
  { triggerFiles, state }: RestorePorts,
  entry: FileEntry,
  { mayRemove = () => true, words }: RestoreOptions,
): Promise<Undone> {
  const { runId, intent: { kind, path } } = entry;
  if (kind === "file" && !mayRemove(path)) {
    const problem: Problem = {
      code: "trigger/removal-failed",
      message: `Cannot remove "${path}": no trigger of this version writes there, so it is left alone`,
      hint: `Look what it is, then run "${forgetCommand(runId, words)}"`,
    };
    return { detail: null, problem };
  }
  try {
    const removal = kind === "file" ? await triggerFiles.remove(path) : await triggerFiles.removeFolder(path);
    await state.close(entry.id);
    return { detail: describeRemoval(path, removal), problem: null };
  } catch (error) {
    return { detail: null, problem: toProblem(error) };
  }
}

function describeRemoval(path: string, removal: Removal): string {
  switch (removal.kind) {
    case "removed":
      return removal.otherNames === 0
        ? `removed "${path}"`
        : `removed the name "${path}" of a file that somebody gave ${removal.otherNames} more`;
    case "absent":
      return `"${path}" was gone already`;
    case "left":
      return `left "${path}" alone: ${removal.why}`;
  }
}

async function undoSetting(ports: RestorePorts, undo: SettingToUndo): Promise<Undone> {
  const { setting, entries, leaveEnabled } = undo;
  const staysOn = leaveEnabled && setting === "behavior-monitoring";
  const wanted = staysOn ? "enabled" : entries[0]?.intent.from ?? "disabled";
  const left = entries.at(-1)?.intent.to ?? wanted;
  const done: PutBack = staysOn && left === "enabled"
    ? { problem: null, found: null }
    : await putBackSetting(ports, {
      setting,
      wanted,
      isUrgent: undo.isUrgent === true,
      again: restoreCommand(undo.words),
    });
  if (done.problem !== null) return { detail: null, problem: done.problem };
  try {
    // The oldest one last: it alone knows how the device was found, should the harness be killed in between.
    for (const entry of entries.toReversed()) await ports.state.close(entry.id);
  } catch (error) {
    const problem = toProblem(error);
    const message = `"${setting}" is "${wanted}", but the journal cannot note it: ${problem.message}`;
    return { detail: null, problem: { ...problem, message } };
  }
  const detail = staysOn ? `left "${setting}" enabled, as asked` : `"${setting}" is "${wanted}" again`;
  return { detail: `${detail}${difference(done.found, left)}`, problem: null };
}

/** What the run has left is not always what is found: somebody else may have changed it, or the change was never made. */
function difference(found: OnOff | null, left: OnOff): string {
  return found === null || found === left
    ? ""
    : ` (it was found "${found}", though the run was to leave it "${left}": it was not changed yet, or somebody else has changed it)`;
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

function isFile(entry: JournalEntry): entry is FileEntry {
  return entry.intent.kind !== "setting";
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

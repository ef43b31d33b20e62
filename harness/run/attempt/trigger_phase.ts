// What an attempt does to the machine: the paths of the trigger guarded and journalled, its processes started, and
// everything put away again.
import { HarnessError, type Problem, toProblem } from "../../model/harness_error.ts";
import type { TriggerFileRecord } from "../../model/record/run_record.ts";
import { type Scenario, TRIGGER_FOLDER } from "../../model/scenario.ts";
import type { RunPorts } from "../../ports/run_ports.ts";
import type { JournalEntry } from "../../ports/state_store.ts";
import type { RunningTrigger } from "../../ports/trigger_runner.ts";
import type { Journal } from "../setting/journal.ts";
import { stopAll } from "./stop_triggers.ts";

/** What an attempt has to end and to remove. */
export interface CleanUp {
  readonly running: RunningTrigger[];
  readonly files: { readonly path: string; readonly entry: JournalEntry }[];
}

/** Looks at the paths, journals them and has removed what an earlier trigger of ours left there. */
export async function clearPaths(
  { device, triggerFiles }: RunPorts,
  journal: Journal,
  { scenario, cleanUp }: { readonly scenario: Scenario; readonly cleanUp: CleanUp },
): Promise<void> {
  for (const name of scenario.trigger.files) {
    const path = `${device.triggerFolder}/${name}`;
    const state = await triggerFiles.inspect(path);
    if (state.kind === "unsafe" || state.kind === "unreadable") {
      throw new HarnessError("trigger/path-unsafe", `Cannot use the trigger path "${path}": ${state.why}`, {
        hint: `Look at it with "ls -ld ${path}" and remove it if it is not needed`,
      });
    }
    const entry = await journal.open({ kind: "file", path });
    cleanUp.files.push({ path, entry });
    if (state.kind === "ours") await triggerFiles.remove(path);
  }
}

/** Starts the processes of the trigger, one after the other. */
export async function startTriggers(
  { device, triggerRunner }: RunPorts,
  { trigger }: Scenario,
  cleanUp: CleanUp,
): Promise<readonly [RunningTrigger, ...RunningTrigger[]]> {
  const [firstProcess, ...otherProcesses] = trigger.processes;
  const start = async ({ scriptName, lines }: typeof firstProcess) => {
    const running = await triggerRunner.start(scriptName, scriptOf(lines, device));
    cleanUp.running.push(running);
    return running;
  };
  const first = await start(firstProcess);
  const others: RunningTrigger[] = [];
  for (const process of otherProcesses) others.push(await start(process));
  return [first, ...others];
}

/** The lines as they run: the folder of the device put in. */
export function scriptOf(
  lines: readonly string[],
  { triggerFolder }: { readonly triggerFolder: string },
): readonly string[] {
  return lines.map((line) => line.replaceAll(TRIGGER_FOLDER, triggerFolder));
}

/** What the trigger left at its paths. */
export function lookAtFiles(
  { device, triggerFiles }: RunPorts,
  { trigger, expectation }: Scenario,
): Promise<readonly TriggerFileRecord[]> {
  // An antivirus acts on who opens its test file: that must stay the trigger.
  const wanted = { content: trigger.content, opens: expectation.kind !== "file-removed-and-recorded" };
  return Promise.all(trigger.files.map(async (name) => ({
    name,
    ...await triggerFiles.look(`${device.triggerFolder}/${name}`, wanted),
  })));
}

/** Stops what still runs and removes the files. */
export async function tidy(
  { triggerFiles, triggerRunner }: RunPorts,
  journal: Journal,
  { running, files }: CleanUp,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  await stopAll(running).catch((error: unknown) => problems.push(toProblem(error)));
  for (const { path, entry } of files) {
    try {
      await triggerFiles.remove(path);
      await journal.close(entry);
    } catch (error) {
      problems.push(toProblem(error));
    }
  }
  await triggerRunner.dispose().catch((error: unknown) => problems.push(toProblem(error)));
  return problems;
}

// How something is mended on the device of a record: by a command that works there, or in words where none can.
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { remedyCommand } from "../../harness/model/remedy.ts";
import { shellWord } from "../../harness/model/text/command_with.ts";
import { asSentence } from "../../harness/model/text/sentence.ts";

/** The one thing to do next: a sentence, and the command to paste where there is one. */
export interface NextStep {
  readonly text: string;
  readonly command: string | null;
}

type DeviceOfRecord = Pick<RunRecord, "recorded" | "device">;

/** What is to be mended, and by what. */
export interface Trouble {
  /** As `"Real-time protection works"`; null when it was said before. */
  readonly what: string | null;
  readonly remedy: string;
  /** It could not be read: the remedy tells more, and mends nothing. */
  readonly isUnread: boolean;
}

/** The step that a remedy is; null when it is no command. */
export function mendStep(record: DeviceOfRecord, { what, remedy, isUnread }: Trouble): NextStep | null {
  const command = remedyCommand(remedy);
  if (command === null) return null;
  if (isGone(record)) {
    const where = record.recorded ? "this device is a recording" : "this device was made for its run";
    const how = `a real one is ${isUnread ? "asked" : "mended"} with "${onRealDevice(record, command)}".`;
    const text = `${where}; ${how}`;
    return { text: what === null ? capital(text) : `${what}: ${text}`, command: null };
  }
  const see = "See what this command prints, then run again.";
  if (isUnread) return { text: what === null ? see : `${what} could not be read. ${see}`, command };
  return { text: `Mend ${what ?? "it"} with this command, then run again.`, command };
}

/** A hint as a sentence; on a device that is gone it is one for a real device. */
export function hintFor(record: DeviceOfRecord, hint: string): string {
  return isGone(record) ? asSentence(`On a real device: ${onRealDevice(record, hint)}`) : asSentence(hint);
}

/** The agent's command line as a person types it on the device. */
export function agentWord({ device, ...record }: DeviceOfRecord): string {
  return isGone({ device, ...record }) || STANDARD_PATHS.includes(device.agentPath)
    ? "mdatp"
    : shellWord(device.agentPath);
}

const STANDARD_PATHS: readonly string[] = ["/usr/local/bin/mdatp", "/usr/bin/mdatp"];

/** Whether it was made for the run, or stands in a recording: no command reaches it. */
function isGone({ recorded, device: { chosenBy } }: DeviceOfRecord): boolean {
  return recorded || chosenBy.device?.startsWith("simulated") === true;
}

function onRealDevice({ device: { agentPath } }: DeviceOfRecord, words: string): string {
  return words.replaceAll(shellWord(agentPath), "sudo mdatp");
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

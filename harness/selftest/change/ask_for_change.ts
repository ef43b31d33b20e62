// One change of behavior monitoring, in the journal before it is asked for; whoever gave the trial puts it back.
import { printableLine } from "../../model/text/printable.ts";
import type { OnOff } from "../../model/on_off.ts";
import type { ChangeAnswer } from "../../ports/device.ts";
import { settingIntent } from "../../run/setting/journal.ts";
import { type ChangeTrial, type Finding, type Trial, untested } from "../assumption.ts";

/** Pauses between readings until a change shows. */
const RE_READ_PAUSES_MS = [0, 500, 1000, 1500] as const;

/** What the agent answered, and whether reading shows the value asked for. */
export interface AskedChange {
  readonly answer: ChangeAnswer;
  readonly isSeen: boolean;
}

/** Asks for the value that `choose` makes of the present one; why not where there is none, or who decides is another. */
export async function askForChange(
  { change }: Trial,
  choose: (present: OnOff) => OnOff,
  decidedBy: "nobody" | "profile" = "nobody",
): Promise<AskedChange | { readonly finding: Finding }> {
  if (change === null) return { finding: untested("No change may be asked for") };
  const before = await change.device.readBehaviorMonitoring();
  if (before.kind === "unreadable") return { finding: untested(before.problem.message) };
  if (before.value.managed !== (decidedBy === "profile")) {
    const who = before.value.managed ? "A profile" : "No profile";
    return { finding: untested(`${who} manages behavior monitoring here`) };
  }
  const wanted = choose(before.value.value);
  await change.journal.open(settingIntent(before.value.value, wanted));
  const answer = await change.device.change("behavior-monitoring", wanted);
  return { answer, isSeen: await shows(change, wanted) };
}

/** Off for on, and on for off. */
export function otherValue(present: OnOff): OnOff {
  return present === "enabled" ? "disabled" : "enabled";
}

/** `updated with exit code 0, "Configuration property updated", and reading shows it`. */
export function answerTold({ answer, isSeen }: AskedChange): string {
  const { kind, exitCode, message } = answer;
  const words = message === "" ? "without a word" : `"${printableLine(message, 100)}"`;
  return `${kind} with exit code ${exitCode}, ${words}, and reading ${
    isSeen ? "shows it" : "does not show it"
  }`;
}

async function shows({ device, clock }: ChangeTrial, wanted: OnOff): Promise<boolean> {
  for (const pauseMs of RE_READ_PAUSES_MS) {
    await clock.sleep(pauseMs);
    const reading = await device.readBehaviorMonitoring();
    if (reading.kind === "read" && reading.value.value === wanted) return true;
  }
  return false;
}

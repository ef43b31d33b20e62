// Putting one setting back to what it was, as often as it takes and no oftener.
import { shellWord } from "../../model/text/command_with.ts";
import { type Problem, toProblem } from "../../model/harness_error.ts";
import type { OnOff } from "../../model/on_off.ts";
import type { Clock } from "../../ports/clock.ts";
import type { ChangeableSetting, ChangeAnswer, Device } from "../../ports/device.ts";

/** How often a refused or invisible change is tried again, and the pauses between. */
const TRY_PAUSES_MS = [0, 500, 2_000] as const;

/** How long a change that was made before may take to show: as long as switching waits for one. */
const SHOWS_WITHIN_MS = 3_000;

/** What came of putting one setting back. */
export interface PutBack {
  /** Null when it is proved, or is all the agent can say. */
  readonly problem: Problem | null;
  /** The setting before; null when nothing told. */
  readonly found: OnOff | null;
}

/** What is to be put back. */
export interface WantedSetting {
  readonly setting: ChangeableSetting;
  readonly wanted: OnOff;
  /** The change is sent before the setting is read, not after. */
  readonly isUrgent: boolean;
  /** The command that tries it again. */
  readonly again: string;
}

/** What putting back needs. */
export interface PutBackPorts {
  readonly device: Device;
  /** The same device without keeping evidence: the last resort when a full disk makes every question throw. */
  readonly bareDevice?: Device;
  readonly clock: Clock;
  /** How soon a change of this agent shows, as the run was told (`--settle`); 3 s at most, and when left out. */
  readonly settleMs?: number;
}

type OnePort = Required<Omit<PutBackPorts, "bareDevice">>;

/** Changes the setting and proves it by reading again, as far as it shows in a reading. Never throws. */
export async function putBackSetting(
  { device, bareDevice, clock, settleMs = SHOWS_WITHIN_MS }: PutBackPorts,
  wanted: WantedSetting,
): Promise<PutBack> {
  try {
    if (wanted.setting !== "behavior-monitoring") return await putBackUnread(device, wanted);
    return await putBackProved({ device, clock, settleMs }, wanted);
  } catch (error) {
    if (bareDevice !== undefined) {
      return await putBackSetting({ device: bareDevice, clock, settleMs }, wanted);
    }
    return { problem: notPutBack(device, { ...wanted, why: toProblem(error).message }), found: null };
  }
}

async function putBackProved(
  ports: OnePort,
  wanted: WantedSetting,
): Promise<PutBack> {
  let last = "it could not be read";
  let found: OnOff | null = null;
  for (const pauseMs of TRY_PAUSES_MS) {
    await ports.clock.sleep(pauseMs);
    const tried = await tryOnce(ports, wanted);
    found ??= tried.found;
    if (tried.why === null) return { problem: null, found };
    last = tried.why;
    if (tried.isGone) break;
  }
  return { problem: notPutBack(ports.device, { ...wanted, why: last }), found };
}

/** One try; `why` is null when it is done. */
interface Tried {
  readonly why: string | null;
  /** Asking again would only add up time-outs. */
  readonly isGone: boolean;
  readonly found: OnOff | null;
}

async function tryOnce(
  { device, clock, settleMs }: OnePort,
  { wanted, isUrgent }: WantedSetting,
): Promise<Tried> {
  const before = isUrgent ? null : await device.readBehaviorMonitoring();
  // Said whatever was read, or not: the agent may be about to act on an earlier change.
  const answer = await device.change("behavior-monitoring", wanted);
  if (before?.kind === "unreadable" && isSilent(before.problem) && isSilent(answer.problem)) {
    return { why: before.problem.message, isGone: true, found: null };
  }
  const found = before?.kind === "read" ? before.value.value : foundBy(answer, wanted);
  const hasShown = found !== null && found !== wanted;
  if (!hasShown) await clock.sleep(Math.min(settleMs, SHOWS_WITHIN_MS));
  const after = await device.readBehaviorMonitoring();
  if (after.kind === "unreadable") {
    return { why: after.problem.message, isGone: isSilent(after.problem), found };
  }
  if (after.value.value === wanted) return { why: null, isGone: false, found };
  const why = `it is still "${after.value.value}", and the agent answered "${answer.message}"`;
  return { why, isGone: false, found };
}

/** "Updated" is said of a setting that was the other, "the same" of one that was so already. */
function foundBy({ kind }: ChangeAnswer, wanted: OnOff): OnOff | null {
  if (kind === "refused") return null;
  const other = wanted === "enabled" ? "disabled" : "enabled";
  return kind === "unchanged" ? wanted : other;
}

/** The statistics switches show in no reading, so the agent's answer is all there is. */
async function putBackUnread(device: Device, undo: WantedSetting): Promise<PutBack> {
  const answer = await device.change(undo.setting, undo.wanted);
  const problem = answer.kind === "refused"
    ? notPutBack(device, { ...undo, why: `the agent answered "${answer.message}"` })
    : null;
  return { problem, found: foundBy(answer, undo.wanted) };
}

function notPutBack(
  { agentPath, simulated }: Device,
  { setting, wanted, again, why }: WantedSetting & { readonly why: string },
): Problem {
  const sudo = simulated === null ? "sudo " : "";
  return {
    code: "restore/failed",
    message: `Cannot put "${setting}" back to "${wanted}": ${why}`,
    hint: `Run "${sudo}${shellWord(agentPath)} config ${setting} --value ${wanted}", then "${again}"`,
  };
}

/** An agent that let a question time out would only add up more time-outs. */
function isSilent(problem: Problem | null): boolean {
  return problem?.code === "agent/timed-out";
}

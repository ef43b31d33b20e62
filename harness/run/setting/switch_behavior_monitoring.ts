// Switching behavior monitoring and proving it by reading again. The agent's own "updated" is no proof.
import type { Problem } from "../../model/harness_error.ts";
import type { EnablementRecord } from "../../model/record/run_record.ts";
import type { Clock } from "../../ports/clock.ts";
import { type Journal, settingIntent } from "./journal.ts";
import { changeCommand } from "../../prerequisites/remedies.ts";
import type { ChangeAnswer, Device } from "../../ports/device.ts";
import type { OnOff } from "../../model/on_off.ts";

/** Pauses between readings after a change that is not visible at once. */
const RE_READ_PAUSES_MS = [0, 200, 400, 800, 1600] as const;

/** What a switch needs. */
export interface SwitchPorts {
  readonly device: Device;
  readonly clock: Clock;
  /** The intent is opened in it before the change. */
  readonly journal: Pick<Journal, "open">;
}

/** Limits of a switch. */
export interface SwitchOptions {
  /** Wait after a change that was seen to work, so that the agent acts on it. */
  readonly settleMs: number;
  readonly signal?: AbortSignal;
}

/**
 * Brings behavior monitoring to `wanted`. The result says what was seen before and after; `problem` is null only
 * when re-reading shows `wanted`. Nothing is changed when it is so already, is managed, or cannot be read.
 */
export async function switchBehaviorMonitoring(
  { device, clock, journal }: SwitchPorts,
  wanted: OnOff,
  { settleMs, signal }: SwitchOptions,
): Promise<EnablementRecord> {
  const before = await device.readBehaviorMonitoring();
  const base = { wanted, changed: false, settleMs: 0 };
  if (before.kind === "unreadable") {
    return { ...base, before: null, after: null, problem: before.problem };
  }
  if (before.value.value === wanted) {
    return { ...base, before: before.value, after: before.value, problem: null };
  }
  if (before.value.managed) {
    return { ...base, before: before.value, after: before.value, problem: managedProblem(wanted) };
  }
  await journal.open(settingIntent(before.value.value, wanted));
  const answer = await device.change("behavior-monitoring", wanted);
  const after = await reRead({ device, clock }, wanted, signal);
  if (after?.value !== wanted) {
    return {
      ...base,
      before: before.value,
      after,
      changed: after === null,
      problem: notVerified(device, wanted, answer),
    };
  }
  const settled = await settle({ device, clock }, wanted, { settleMs, ...(signal && { signal }) });
  return { before: before.value, wanted, changed: true, settleMs, after, ...settled };
}

/** Lets the agent act on the change and looks once more: a policy may have put it back in the meantime. */
async function settle(
  { device, clock }: Pick<SwitchPorts, "device" | "clock">,
  wanted: OnOff,
  { settleMs, signal }: SwitchOptions,
): Promise<Pick<EnablementRecord, "problem"> & Partial<Pick<EnablementRecord, "after">>> {
  await clock.sleep(settleMs, signal);
  if (settleMs === 0 || signal?.aborted === true) return { problem: null };
  const reading = await device.readBehaviorMonitoring();
  if (reading.kind === "unreadable") return { after: null, problem: reading.problem };
  const after = reading.value;
  return {
    after,
    problem: after.value === wanted ? null : didNotLast(wanted, { now: after.value, settleMs }),
  };
}

async function reRead(
  { device, clock }: Pick<SwitchPorts, "device" | "clock">,
  wanted: OnOff,
  signal: AbortSignal | undefined,
): Promise<EnablementRecord["after"]> {
  let seen: EnablementRecord["after"] = null;
  for (const pauseMs of RE_READ_PAUSES_MS) {
    await clock.sleep(pauseMs, signal);
    const reading = await device.readBehaviorMonitoring();
    seen = reading.kind === "read" ? reading.value : null;
    if (seen?.value === wanted) return seen;
    // What was changed is put back next, and read then.
    if (signal?.aborted === true) return seen;
    // An agent that does not answer will not answer in a second either; asking on would add up time-outs.
    if (reading.kind === "unreadable" && reading.problem.code === "agent/timed-out") return null;
  }
  return seen;
}

function managedProblem(wanted: OnOff): Problem {
  return problemOf(
    "enablement/managed",
    `Cannot set behavior monitoring to "${wanted}": a configuration profile manages it`,
    'Set "antivirusEngine.behaviorMonitoring" and "features.behaviorMonitoring" in the com.microsoft.wdav profile',
  );
}

function notVerified(device: Device, wanted: OnOff, answer: ChangeAnswer): Problem {
  if (answer.problem !== null) return answer.problem;
  if (answer.kind === "refused") {
    return problemOf(
      "enablement/change-refused",
      `Cannot set behavior monitoring to "${wanted}": ${said(answer)}`,
      `Run "${changeCommand(device, `config behavior-monitoring --value ${wanted}`)}" and read the answer`,
    );
  }
  return problemOf(
    "enablement/not-verified",
    `Cannot set behavior monitoring to "${wanted}": the agent said "${answer.message}", but reading it again shows no change`,
    "Check whether a configuration profile or tamper protection overrides the setting",
  );
}

function didNotLast(
  wanted: OnOff,
  { now, settleMs }: { readonly now: OnOff; readonly settleMs: number },
): Problem {
  return problemOf(
    "enablement/not-verified",
    `Cannot set behavior monitoring to "${wanted}": it was "${wanted}", and ${
      settleMs / 1000
    } s later is "${now}" again`,
    "Check whether a configuration profile or tamper protection overrides the setting",
  );
}

function said({ message, exitCode }: ChangeAnswer): string {
  return message === "" ? `the agent refused with exit code ${exitCode}` : `the agent answered "${message}"`;
}

function problemOf(code: Problem["code"], message: string, hint: string): Problem {
  return { code, message, hint };
}

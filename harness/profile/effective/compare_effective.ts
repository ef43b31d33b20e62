// Sets side by side what the profile says and what the agent says, and names the reason where they differ. Pure: the
// command gathers the files and the agent's health.
import { COMPARED_SETTINGS, type ComparedSetting } from "./compared_settings.ts";
import { KEY_TABLE_DATE } from "../keys/known_key.ts";
import type { Platform } from "../../model/platform.ts";
import {
  type Agent,
  type EffectiveInputs,
  type EffectiveSetting,
  type Found,
  type Verdict,
  verdict,
} from "./effective_setting.ts";
import { judgeNotApplied, judgeOverridden, otherSource, PORTAL } from "./judge_difference.ts";

/** The comparison. */
export interface EffectiveReport {
  readonly settings: readonly EffectiveSetting[];
  /** What holds for the device as a whole, like two profiles for one domain. */
  readonly notes: readonly string[];
}

/** Compares all settings that both sides show. */
export function compareEffective(inputs: EffectiveInputs): EffectiveReport {
  return { settings: COMPARED_SETTINGS.map((setting) => compare(setting, inputs)), notes: notesOn(inputs) };
}

function compare(setting: ComparedSetting, inputs: EffectiveInputs): EffectiveSetting {
  const found = inDevice(setting, inputs);
  const agent = inputs.health === null ? null : setting.inHealth(inputs.health);
  return {
    id: setting.id,
    title: setting.title,
    profile: found === null ? null : { value: found.word, key: found.path, source: found.source.path },
    agent: agent === null ? null : { value: agent.word, managed: agent.managed },
    ...judge(setting, { inputs, found, agent }),
  };
}

function inDevice(setting: ComparedSetting, { sources }: EffectiveInputs): Found | null {
  for (const source of sources) {
    if (source.channel !== "device" || source.kind !== "read") continue;
    const value = setting.inProfile(source.settings);
    if (value !== null) return { ...value, source };
  }
  return null;
}

interface Sides {
  readonly inputs: EffectiveInputs;
  readonly found: Found | null;
  readonly agent: Agent | null;
}

function judge(setting: ComparedSetting, { inputs, found, agent }: Sides): Verdict {
  if (agent === null) {
    const why = inputs.healthProblem?.message ?? "the agent does not show it";
    return verdict(
      "unknown",
      `What the agent does cannot be told: ${why}`,
      inputs.healthProblem?.hint ?? null,
    );
  }
  if (found === null) return judgeWithoutProfile(setting, inputs, agent);
  if (agent.managed && agent.word === found.word) {
    return verdict("followed", `The agent follows the profile: ${agent.word}`, null);
  }
  if (agent.managed) return judgeOverridden(setting, { inputs, found, agent });
  return judgeNotApplied(found, inputs, agent.word);
}

const COLLECTED: Readonly<Record<Platform, string>> = {
  darwin: "/Library/Managed Preferences",
  linux: "/etc/opt/microsoft/mdatp/managed/mdatp_managed.json",
};

function judgeWithoutProfile(
  setting: ComparedSetting,
  inputs: EffectiveInputs,
  agent: Agent,
): Verdict {
  const unreadable = inputs.sources.find(({ kind, channel }) =>
    kind === "unreadable" && channel === "device"
  );
  if (unreadable?.kind === "unreadable") {
    return verdict(
      "unknown",
      `What the profile says cannot be told: ${unreadable.problem.message}`,
      unreadable.problem.hint,
    );
  }
  const level = inputs.sources.flatMap((source) =>
    source.kind === "read" && source.channel === "device"
      ? [setting.unknownLevelIn?.(source.settings) ?? null]
      : []
  ).find((word) => word !== null);
  if (level !== undefined) {
    return verdict(
      "unknown",
      `What the profile says cannot be told: the enforcement level "${level}" is not in our table of ${KEY_TABLE_DATE}`,
      "Look the level up in the vendor's list of preferences",
    );
  }
  if (inputs.notCollectedIn !== null) {
    return verdict(
      "unknown",
      `What the profile says cannot be told: no file of managed settings is in "${inputs.notCollectedIn}"`,
      `Copy "${
        COLLECTED[inputs.platform]
      }" of the device there; if the device has no such file, no profile is installed`,
    );
  }
  if (agent.managed) {
    const other = otherSource(setting, inputs, { found: null, word: agent.word });
    if (other !== null) {
      return verdict("followed", `The agent follows ${other}: ${agent.word}`, null);
    }
    return verdict(
      "managed-elsewhere",
      `No profile on the device sets it, yet the agent is managed to ${agent.word}, most probably by a policy of the Defender portal`,
      PORTAL,
    );
  }
  const forUser = inputs.sources.find((source) =>
    source.channel === "user" && source.kind === "read" && setting.inProfile(source.settings) !== null
  );
  const listedForUser = inputs.installed?.find(({ channel, settings }) =>
    channel === "user" && setting.inProfile(settings) !== null
  );
  if (forUser !== undefined || listedForUser !== undefined) {
    const where = listedForUser === undefined ? forUser?.path ?? "" : `user "${listedForUser.user}"`;
    return verdict(
      "installed-for-user",
      `The profile is installed for a user (${where}), where the agent does not look`,
      'Assign it by the device channel (Intune), or at computer level (Jamf), with PayloadScope "System"',
    );
  }
  const listed = inputs.installed?.find(({ channel, settings }) =>
    channel === "device" && setting.inProfile(settings) !== null
  );
  if (listed !== undefined) {
    return verdict(
      "not-delivered",
      `Profile "${listed.profileName}" is installed, but macOS has not written its settings for the agent`,
      "Restart the Mac; if that does not help, remove the profile and let the management tool install it again",
    );
  }
  const place = inputs.sources.filter(({ channel }) => channel === "device").map(({ path }) => path);
  if (inputs.sources.some(({ kind, channel }) => kind === "read" && channel === "device")) {
    return verdict("not-set", `The profile does not set it; ${agent.word} is the device's own value`, null);
  }
  return verdict(
    "not-installed",
    `No profile for the agent is on the device (${place[0] ?? ""}); ${agent.word} is the device's own value`,
    "Check in the management tool that the profile is assigned to this device and that the device has checked in",
  );
}

function notesOn({ installed, sources }: EffectiveInputs): readonly string[] {
  const device = (installed ?? []).filter(({ channel, domain }) =>
    channel === "device" && domain === "com.microsoft.wdav"
  );
  const several = device.length < 2 ? [] : [
    `${device.length} installed profiles are for com.microsoft.wdav (${
      device.map(({ profileName }) => `"${profileName}"`).join(", ")
    }): settings of one are lost, fully or in part; merge them into one`,
  ];
  const unreadable = sources.flatMap((source) =>
    source.kind === "unreadable" ? [`${source.problem.message}. ${source.problem.hint}`] : []
  );
  const errors = sources.flatMap((source) =>
    source.kind === "read" && source.channel === "device"
      ? source.errors.map(({ rule, what }) => `${source.path}: ${what} [${rule}]`)
      : []
  );
  return [...several, ...unreadable, ...errors];
}

/** One sentence on a setting that a profile manages, for the list of prerequisites. */
export function explainManagedSetting({ explanation, remedy }: EffectiveSetting): string {
  return remedy === null ? explanation : `${explanation}. ${remedy}`;
}

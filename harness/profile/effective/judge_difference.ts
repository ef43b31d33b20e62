// Why an agent does not do what the profile says, the simplest explanation first: another profile, settings not read yet,
// settings rejected; a policy of the portal only when nothing on the device explains it.
import type { ComparedSetting } from "./compared_settings.ts";
import { type Agent, type EffectiveInputs, type Found, type Verdict, verdict } from "./effective_setting.ts";

/** Where policies are that no file on the device shows. */
export const PORTAL = "Look in the Defender portal under Endpoint security policies";

/** Managed, but to another value. The portal is named last: a second profile, and settings that the agent has not read yet, explain more simply. */
export function judgeOverridden(
  setting: ComparedSetting,
  { inputs, found, agent }: {
    readonly inputs: EffectiveInputs;
    readonly found: Found;
    readonly agent: Agent;
  },
): Verdict {
  const head = `The profile says ${found.word}, but the agent is managed to ${agent.word}`;
  const other = otherSource(setting, inputs, { found, word: agent.word });
  if (other !== null) {
    return verdict(
      "overridden",
      `${head}, which ${other} says`,
      'Give both the same value, or make one profile of the two ("profile generate --merge FILE")',
    );
  }
  if (isNewer(found, inputs)) {
    return verdict(
      "agent-not-restarted",
      `${head}: the settings came (${found.source.modifiedAt}) after the agent was started (${inputs.agentStartedAt})`,
      "Restart the agent, or the device",
    );
  }
  const [error] = found.source.errors;
  if (error !== undefined) {
    return verdict(
      "rejected",
      `${head}: it most probably rejected the settings, because of this: ${error.what}`,
      error.remedy,
    );
  }
  return verdict(
    "overridden",
    `${head}: nothing on the device says so, so that most probably a policy of the Defender portal does, which comes before any profile`,
    `${PORTAL}, and for a second profile for com.microsoft.wdav`,
  );
}

/** What else on the device says what the agent does: another file, or another installed profile. */
export function otherSource(
  setting: ComparedSetting,
  { sources, installed }: EffectiveInputs,
  { found, word }: { readonly found: Found | null; readonly word: string },
): string | null {
  const file = sources.find((source) =>
    source.kind === "read" && source.channel === "device" && source !== found?.source &&
    setting.inProfile(source.settings)?.word === word
  );
  if (file !== undefined) return `"${file.path}"`;
  const profile = installed?.find(({ channel, settings }) =>
    channel === "device" && setting.inProfile(settings)?.word === word
  );
  return profile === undefined ? null : `the installed profile "${profile.profileName}"`;
}

function isNewer({ source }: Found, { agentStartedAt }: EffectiveInputs): boolean {
  return agentStartedAt !== null && source.modifiedAt !== null &&
    Date.parse(source.modifiedAt) > Date.parse(agentStartedAt);
}

/** Not managed, though a profile says something. */
export function judgeNotApplied(found: Found, inputs: EffectiveInputs, word: string): Verdict {
  const same = word === found.word ? "has the same value only by chance" : `has ${word}`;
  const head = `The profile says ${found.word}, but the agent does not take it as managed and ${same}`;
  const [error] = found.source.errors;
  if (error !== undefined) {
    return verdict(
      "rejected",
      `${head}: it most probably rejected the settings, because of this: ${error.what}`,
      error.remedy,
    );
  }
  if (isNewer(found, inputs)) {
    return verdict(
      "agent-not-restarted",
      `${head}: the settings came (${found.source.modifiedAt}) after the agent was started (${inputs.agentStartedAt})`,
      "Restart the agent, or the device",
    );
  }
  return verdict(
    "not-applied",
    `${head}: it has not read the settings yet, or rejected them without a word`,
    "Restart the device; if it stays so, the settings are rejected: install only the keys that are needed, and add the others one by one",
  );
}

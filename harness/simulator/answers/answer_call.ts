// Answers one command line from the state of the device as it is at this moment, in the time that the profile wants.
import {
  loadCounters,
  loadThreats,
  readIdentity,
  readSeenAtMs,
  readSettings,
  writeJson,
} from "../device/device_files.ts";
import type { DeviceLayout } from "../device/device_state.ts";
import type { DeviceProfile } from "../profiles/device_profile.ts";
import { afterwards, beforehand, cutShort, troubleOf } from "./aftermath.ts";
import type { Answer } from "./answer.ts";
import { answerCommand, type AnswerContext } from "./answer_command.ts";

const SLOW_MS = 1500;
const FAILED: Answer = { stdout: "", exitCode: 1, settings: null };

/** What a device is told apart by here. */
interface Device {
  readonly layout: DeviceLayout;
  readonly profile: DeviceProfile;
}

/** Gives what to print, once settings are as the answer says; never, where the profile does not answer. */
export async function answerCall(args: readonly string[], { layout, profile }: Device): Promise<Answer> {
  if (profile.output.answers === "never") return await new Promise(() => {});
  const [identity, settings, threats, counters, seenAtMs] = await Promise.all([
    readIdentity(layout),
    readSettings(layout),
    loadThreats(layout),
    loadCounters(layout),
    readSeenAtMs(layout),
  ]);
  const nowMs = Date.now();
  const device: AnswerContext = {
    profile,
    identity,
    settings,
    threats,
    counters: settings.realTimeProtectionStatistics === "enabled" ? counters : [],
    triggerFolder: layout.triggerFolder,
    nowMs,
  };
  const trouble = troubleOf(args, { profile, sinceMs: seenAtMs === null ? null : nowMs - seenAtMs });
  if (trouble === "fails") return FAILED;
  if (trouble === "slow") await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
  const answer = answerCommand(args, seenAtMs === null ? beforehand(device) : afterwards(device, seenAtMs));
  if (answer.settings !== null) await writeJson(layout.settings, answer.settings);
  return trouble === "cut" ? { ...answer, stdout: cutShort(answer.stdout) } : answer;
}

// The command line of the simulated agent: a program of its own, found at ROOT/bin/mdatp. Reads the state of the device,
// prints what answer_command.ts says. Without a living agent it says nothing and fails, as the real one does.
import { afterwards, beforehand, cutShort, troubleOf } from "./answers/aftermath.ts";
import { answerCommand, type AnswerContext } from "./answers/answer_command.ts";
import {
  isAgentAlive,
  loadCounters,
  loadThreats,
  readIdentity,
  readSeenAtMs,
  readSettings,
  writeJson,
} from "./device/device_files.ts";
import { type DeviceLayout, layoutOf } from "./device/device_state.ts";
import { findProfile } from "./profiles/profiles.ts";

const GONE_CHECK_MS = 500;
const SLOW_MS = 1500;

async function main([root = "", ...args]: readonly string[]): Promise<number> {
  const layout = layoutOf(root);
  if (!await isAgentAlive(layout)) return 1;
  const [identity, settings, threats, counters, seenAtMs] = await Promise.all([
    readIdentity(layout),
    readSettings(layout),
    loadThreats(layout),
    loadCounters(layout),
    readSeenAtMs(layout),
  ]);
  const profile = findProfile(identity.profile);
  if (profile === null) return 1;
  if (profile.output.answers === "never") return await hang(layout);
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
  if (trouble === "fails") return 1;
  if (trouble === "slow") await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
  const answer = answerCommand(args, seenAtMs === null ? beforehand(device) : afterwards(device, seenAtMs));
  if (answer.settings !== null) await writeJson(layout.settings, answer.settings);
  await writeWhole(trouble === "cut" ? cutShort(answer.stdout) : answer.stdout);
  return answer.exitCode;
}

/** Waits until the device goes away, so that a caller that was killed leaves nothing behind for ever. */
async function hang(layout: DeviceLayout): Promise<number> {
  while (await isAgentAlive(layout)) await new Promise((resolve) => setTimeout(resolve, GONE_CHECK_MS));
  return 1;
}

async function writeWhole(text: string): Promise<void> {
  let rest = new TextEncoder().encode(text);
  while (rest.length > 0) rest = rest.subarray(await Deno.stdout.write(rest));
}

if (import.meta.main) Deno.exit(await main(Deno.args));

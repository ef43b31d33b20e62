// The core process of the simulated agent. Makes the device below its root, starts the other two processes, starts them
// again when they die, answers the command line, and removes everything when whoever started it is gone. Started by
// keeper.sh.
import type { SimulatedCost, SimulatorAnswer } from "../model/simulated_profile.ts";
import { answerCall } from "./answers/answer_call.ts";
import { layoutOf } from "./device/device_state.ts";
import { untilParentEnds } from "./processes/end_with_parent.ts";
import { AgentParts } from "./processes/agent_parts.ts";
import { CallDesk } from "./processes/call_desk.ts";
import { makeDevice } from "./device/make_device.ts";
import { findProfile, PROFILES } from "./profiles/profiles.ts";
import { startSteadyLoad } from "./cost/steady_load.ts";

const TICK_MS = 250;
const ROOT_CHECK_MS = 1000;

async function main(
  [root = "", profileId = "", deadlineMs = "", costJson = ""]: readonly string[],
): Promise<void> {
  const layout = layoutOf(root);
  const profile = findProfile(profileId);
  if (profile === null) return tell({ kind: "unknown-profile", known: PROFILES.map(({ id }) => id) });
  const cost: SimulatedCost = { ...profile.cost, ...JSON.parse(costJson) };
  await makeDevice(layout, { profile, deadlineMs: Number(deadlineMs), cost });
  if (profile.installation !== "installed") return tell({ kind: "ready", processes: [] });
  await new CallDesk(layout.calls, (words) => answerCall(words, { layout, profile })).open();
  const parts = new AgentParts(layout);
  const end = async (removes: boolean): Promise<never> => {
    await parts.end();
    if (removes) await Deno.remove(root, { recursive: true }).catch(() => {});
    Deno.exit(0);
  };
  parts.onGone = () => end(false);
  const processes = await parts.start();
  if (processes === null) return void await end(false);
  startSteadyLoad({
    cpuShare: () => cost.coreCpuShare,
    noiseCpuShare: 0,
    tickMs: TICK_MS,
  });
  setInterval(() => Deno.stat(layout.state).catch(() => end(true)), ROOT_CHECK_MS);
  untilParentEnds().then(() => end(true));
  tell({ kind: "ready", processes: [{ name: "wdavdaemon", pid: Deno.pid }, ...processes] });
}

function tell(answer: SimulatorAnswer): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${JSON.stringify(answer)}\n`));
}

if (import.meta.main) await main(Deno.args);

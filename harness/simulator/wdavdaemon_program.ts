// The core process of the simulated agent. Makes the device below its root, starts the other two processes, starts them
// again when they die, and removes everything when whoever started it is gone. Started by keeper.sh.
import type { SimulatedCost } from "../model/simulated_profile.ts";
import type { DeviceProfile } from "./device_profile.ts";
import { layoutOf } from "./device_state.ts";
import { untilParentEnds } from "./end_with_parent.ts";
import { AgentParts } from "./agent_parts.ts";
import { makeDevice } from "./make_device.ts";
import { findProfile, PROFILES } from "./profiles.ts";
import { startSteadyLoad } from "./steady_load.ts";

const TICK_MS = 250;
const ROOT_CHECK_MS = 1000;

async function main(
  [root = "", deno = "", profileId = "", deadlineMs = "", costJson = ""]: readonly string[],
): Promise<void> {
  const layout = layoutOf(root);
  const profile = findProfile(profileId);
  if (profile === null) return tell({ kind: "unknown-profile", known: PROFILES.map(({ id }) => id) });
  const cost: SimulatedCost = { ...profile.cost, ...JSON.parse(costJson) };
  await makeDevice(layout, { profile, deadlineMs: Number(deadlineMs), cost, deno });
  if (profile.installation !== "installed") return tellReady(layout.root, profile, []);
  // Held until this process ends, however it ends: that is how mdatp knows that the agent is alive.
  const lock = await Deno.open(layout.aliveLock, { read: true, write: true });
  await lock.lock(true);
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
  tellReady(root, profile, [{ name: "wdavdaemon", pid: Deno.pid }, ...processes]);
}

function tellReady(
  root: string,
  profile: DeviceProfile,
  processes: readonly { readonly name: string; readonly pid: number }[],
): void {
  const { mdatp, shim, triggerFolder, workFolder } = layoutOf(root);
  tell({ kind: "ready", profile: profile.id, mdatp, shim, triggerFolder, workFolder, processes });
}

function tell(message: unknown): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${JSON.stringify(message)}\n`));
}

if (import.meta.main) await main(Deno.args);

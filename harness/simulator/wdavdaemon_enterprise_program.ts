// The EDR process of the simulated agent: uses its part of a core and is there. Started by wdavdaemon_program.ts.
import { readIdentity } from "./device/device_files.ts";
import { layoutOf } from "./device/device_state.ts";
import { untilParentEnds } from "./processes/end_with_parent.ts";
import { READY_LINE } from "./processes/handshake.ts";
import { startSteadyLoad } from "./cost/steady_load.ts";

const TICK_MS = 250;

async function main(root: string): Promise<void> {
  const { cost } = await readIdentity(layoutOf(root));
  startSteadyLoad({
    cpuShare: () => cost.enterpriseCpuShare,
    noiseCpuShare: cost.noiseCpuShare,
    tickMs: TICK_MS,
  });
  untilParentEnds().then(() => Deno.exit(0));
  Deno.stdout.writeSync(new TextEncoder().encode(READY_LINE));
}

if (import.meta.main) await main(Deno.args[0] ?? "");

// Recognises the agent of a simulated device that somebody else started, so that a run on it is never taken for
// a run on a real device.
import { HarnessError } from "../../model/harness_error.ts";
import type { SimulatedIdentity } from "../../model/simulated_profile.ts";
import type { SimulatedDevice } from "../../ports/simulated_device.ts";
import { placesOf, SIMULATED_LAYOUT } from "./simulated_layout.ts";

/**
 * The simulated device whose `ROOT/bin/mdatp` this is; null when the agent belongs to none. It is somebody else's:
 * closing it does nothing.
 */
export async function attachSimulatedDevice(agentPath: string): Promise<SimulatedDevice | null> {
  const real = await Deno.realPath(agentPath).catch(() => null);
  const root = real?.match(/^(.*)\/bin\/[^/]+$/)?.[1];
  if (root === undefined) return null;
  const identity = await readIdentity(`${root}/${SIMULATED_LAYOUT.identity}`);
  if (identity === null) return null;
  return {
    ...placesOf(root),
    profile: identity.profile,
    agentPath,
    processes: [],
    close: () => Promise.resolve(),
  };
}

async function readIdentity(path: string): Promise<SimulatedIdentity | null> {
  try {
    const identity = JSON.parse(await Deno.readTextFile(path));
    return typeof identity.profile === "string" ? identity : null;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return null;
    throw new HarnessError(
      "simulator/not-started",
      `Cannot tell whether the agent is a simulated one: ${String(error)}`,
      {
        hint: `Look at "${path}", which says what it is where it is there`,
        cause: error,
      },
    );
  }
}

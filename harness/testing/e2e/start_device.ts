// A simulated device that outlives the runs on it, as `bmverify simulate start` gives it to a person.
import { startSimulatedDevice } from "../../host/simulated/simulated_device.ts";
import type { SimulatedDevice } from "../../ports/simulated_device.ts";

/** A running device. */
export interface StandingDevice extends SimulatedDevice, AsyncDisposable {
  /** Asks its `mdatp`, as a person would, and gives what it printed, trimmed. */
  ask(words: string): Promise<string>;
}

/** Starts a device and waits until it is ready. */
export async function startDevice(profile: string): Promise<StandingDevice> {
  const device = await startSimulatedDevice({ profile });
  const ask = async (words: string): Promise<string> => {
    const { stdout } = await new Deno.Command(device.agentPath, { args: words.split(" ") }).output();
    return new TextDecoder().decode(stdout).trim();
  };
  return { ...device, ask, [Symbol.asyncDispose]: () => device.close() };
}

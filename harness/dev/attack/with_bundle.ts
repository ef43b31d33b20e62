// A stored bundle to attack, of a real run on a simulated device.
import { StoredBundle } from "../../testing/e2e/stored_bundle.ts";
import type { Tried } from "./attack.ts";

/** Makes it, and takes it away in the end. */
export async function withBundle(attack: (stored: string) => Promise<Tried>): Promise<Tried> {
  await using stored = new StoredBundle();
  return await attack(await stored.folder());
}

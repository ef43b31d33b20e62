// What is on the disk where the agent should be.
import type { Installation } from "./device.ts";

/** Looks at the agent's program without running it. */
export interface InstallationProbe {
  probe(agentPath: string): Promise<Installation>;
}

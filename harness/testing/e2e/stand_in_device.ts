// A stand-in agent, installed in a folder of a test.
import type { Scratch } from "./run_bmverify.ts";

const PROGRAM = decodeURIComponent(new URL("./stand_in_agent.sh", import.meta.url).pathname);

/** An agent that shares no line with the simulator. */
export interface StandIn {
  readonly agentPath: string;
  setting(): Promise<string>;
}

/** Installs one with behavior monitoring as it says, and an empty list. */
export async function installStandIn({ folder }: Scratch, setting: string): Promise<StandIn> {
  await Deno.mkdir(`${folder}/agent`);
  await Deno.writeTextFile(`${folder}/agent/setting`, setting);
  await Deno.writeTextFile(`${folder}/agent/threats`, "");
  await Deno.copyFile(PROGRAM, `${folder}/agent/mdatp`);
  await Deno.chmod(`${folder}/agent/mdatp`, 0o755);
  return {
    agentPath: `${folder}/agent/mdatp`,
    setting: async () => (await Deno.readTextFile(`${folder}/agent/setting`)).trim(),
  };
}

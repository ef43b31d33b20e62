// A simulated device that outlives the runs on it, as `bmverify simulate start` gives it to a person.
import { startBmverify } from "./run_bmverify.ts";

/** A running device. */
export interface StandingDevice extends AsyncDisposable {
  readonly root: string;
  readonly agentPath: string;
  readonly triggerFolder: string;
  readonly processes: readonly { readonly name: string; readonly pid: number }[];
  /** Asks its `mdatp`, as a person would, and gives what it printed, trimmed. */
  ask(words: string): Promise<string>;
}

/** Starts a device and waits until it is ready. */
export async function startDevice(profile: string): Promise<StandingDevice> {
  const process = startBmverify(["simulate", "start", profile, "--json"], {}, "piped");
  const reader = process.stdout.getReader();
  let text = "";
  while (!text.includes("\n")) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`The device ended early: ${text}`);
    text += new TextDecoder().decode(value);
  }
  const device = JSON.parse(text);
  const ask = async (words: string): Promise<string> => {
    const { stdout } = await new Deno.Command(device.agentPath, { args: words.split(" ") }).output();
    return new TextDecoder().decode(stdout).trim();
  };
  const dispose = async (): Promise<void> => {
    // The end of its input ends it, as the end of a pipe does.
    await process.stdin.close();
    await reader.cancel();
    await process.stderr.cancel();
    await process.status;
  };
  return { ...device, ask, [Symbol.asyncDispose]: dispose };
}

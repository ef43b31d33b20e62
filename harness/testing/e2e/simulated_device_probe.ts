// What the tests with simulated devices do: run a script, ask the agent, wait until something is so.
import { assert } from "@std/assert";
import type { SimulatedDevice } from "../../ports/simulated_device.ts";
import { startSimulatedDevice } from "../../host/simulated/simulated_device.ts";

export const FIRST = "9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt";
export const SECOND = "f918b422-751c-423e-bfe1-dbbb2ab4385a.txt";
export const NAME = "Name: Behavior:MacOS/MacOSChangeFileTest";
/** Far beyond what anything here takes, also on a busy machine. */
const LIMIT_MS = 60_000;

/** Starts a device, and ends it whatever happens. */
export async function withDevice(
  profile: string,
  use: (device: SimulatedDevice) => Promise<void>,
): Promise<void> {
  const device = await startSimulatedDevice({ profile, deadlineMs: 2000 });
  try {
    await use(device);
  } finally {
    await device.close();
  }
}

/** Asks the agent of a device. */
export async function mdatp(
  device: SimulatedDevice,
  ...args: string[]
): Promise<{ code: number; text: string }> {
  const { code, stdout } = await new Deno.Command(device.agentPath, { args, stdin: "null" }).output();
  return { code, text: new TextDecoder().decode(stdout) };
}

/** Asks again until the answer is right; the limit only bounds a failure. */
export async function eventually<T>(ask: () => Promise<T>, isRight: (answer: T) => boolean): Promise<T> {
  const endMs = performance.now() + LIMIT_MS;
  let answer = await ask();
  while (!isRight(answer) && performance.now() < endMs) {
    await new Promise((resolve) => setTimeout(resolve, 25));
    answer = await ask();
  }
  assert(isRight(answer), `Still not so after ${LIMIT_MS} ms: ${JSON.stringify(answer)}`);
  return answer;
}

/** The line of a script that appends a blank to a file of the trigger folder. */
export function append(device: SimulatedDevice, file: string): string {
  return `echo " " >> ${device.triggerFolder}/${file}`;
}

/** The demonstration as a script. */
export function demonstration(device: SimulatedDevice): readonly string[] {
  return [append(device, FIRST), append(device, SECOND), "sleep 5"];
}

/** Runs a script as the demonstration is run; its `sleep` is ended with it. */
export async function run(
  name: string,
  lines: readonly string[],
): Promise<{ signal: string | null; durationMs: number }> {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/${name}`, `${lines.join("\n")}\n`);
  const startMs = performance.now();
  const child = new Deno.Command("bash", {
    args: [`${folder}/${name}`],
    stdin: "null",
    stdout: "null",
    stderr: "null",
    detached: true,
  }).spawn();
  const { signal } = await child.status;
  const durationMs = performance.now() - startMs;
  if (signal !== null) Deno.kill(-child.pid, "SIGKILL");
  await Deno.remove(folder, { recursive: true });
  return { signal, durationMs };
}

/** All processes with their arguments. */
export async function processTable(): Promise<string> {
  const { stdout } = await new Deno.Command("ps", { args: ["-axww", "-o", "pid=,args="] }).output();
  return new TextDecoder().decode(stdout);
}

/** Whether there is anything at a path. */
export async function isThere(path: string): Promise<boolean> {
  return await Deno.lstat(path).then(() => true, () => false);
}

/** Starts a device in a process of its own, and gives that process and what it says of the device. */
export async function startElsewhere(
  env: Record<string, string>,
): Promise<[Deno.ChildProcess, SimulatedDevice]> {
  const program = `import { startSimulatedDevice } from "${
    new URL("../../host/simulated/simulated_device.ts", import.meta.url).href
  }";
    console.log(JSON.stringify(await startSimulatedDevice({ profile: "healthy-preview" })));
    setInterval(() => {}, 1000);`;
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "--no-prompt", "--allow-read", "--allow-write", "--allow-run"],
      ...["--allow-env", "--allow-sys=uid"],
      `data:application/typescript,${encodeURIComponent(program)}`,
    ],
    env,
    stdin: "null",
    stdout: "piped",
  }).spawn();
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return [child, JSON.parse(new TextDecoder().decode(value))];
}

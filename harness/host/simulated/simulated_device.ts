// Starts and ends simulated devices. They are programs of their own (harness/simulator): nothing of them is imported,
// so that a run on one goes exactly the way of a run on a real device.
import { HarnessError } from "../../model/harness_error.ts";
import { nearestWord } from "../../model/text/nearest_word.ts";
import type { SimulatedProfile, SimulatorAnswer, StartedProcess } from "../../model/simulated_profile.ts";
import type { SimulatedDevice, SimulatedDeviceRequest } from "../../ports/simulated_device.ts";
import { killProcessGroup } from "../processes/process_group.ts";
import { placesOf, SIMULATED_LAYOUT } from "./simulated_layout.ts";
import { cleanCommand } from "../processes/clean_command.ts";
import { runtimePlaces } from "../system/runtime_places.ts";

const DEFAULT_DEADLINE_MS = 30_000;
/** MacOS assesses a program that it sees for the first time before it lets it start. */
const START_LIMIT_MS = 60_000;
const CLOSE_LIMIT_MS = 5000;
const PROGRAMS = decodeURIComponent(new URL("../../simulator", import.meta.url).pathname);

/**
 * Starts a device and waits until it watches.
 *
 * @throws HarnessError `simulator/unknown-profile`, `simulator/not-started`; nothing is left behind then.
 */
export async function startSimulatedDevice(request: SimulatedDeviceRequest): Promise<SimulatedDevice> {
  const keeper = cleanCommand("/bin/sh", {
    args: [
      `${PROGRAMS}/keeper.sh`,
      Deno.execPath(),
      PROGRAMS,
      request.profile,
      String(request.deadlineMs ?? DEFAULT_DEADLINE_MS),
      JSON.stringify(request.cost ?? {}),
    ],
    // Its programs start in our runtime.
    sees: runtimePlaces(),
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
    // A group of its own: an interrupt from the keyboard is for the harness, which still needs the device to put it back.
    detached: true,
  }).spawn();
  keeper.unref();
  const lines = readLines(keeper.stdout, START_LIMIT_MS);
  let root: string | null = null;
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => closing ??= end(keeper, root);
  try {
    root = await nextLine(lines);
    if (root === null) throw notStarted("no temporary folder can be made");
    const answer = await nextLine(lines);
    if (answer === null) throw notStarted(lastWords(root));
    return {
      ...placesOf(root),
      profile: request.profile,
      processes: startedProcesses(answer, request),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  } finally {
    await lines.return(undefined);
  }
}

/**
 * The catalogue of profiles, as `simulate list` shows it.
 *
 * @throws HarnessError `simulator/not-started`.
 */
export async function listSimulatedProfiles(): Promise<readonly SimulatedProfile[]> {
  const { success, stdout } = await cleanCommand(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-prompt",
      "--no-lock",
      "--cached-only",
      `${PROGRAMS}/list_profiles_program.ts`,
    ],
    stdin: "null",
    stderr: "null",
  }).output();
  if (!success) throw notStarted("the list of profiles cannot be read");
  return JSON.parse(new TextDecoder().decode(stdout));
}

async function end(keeper: Deno.ChildProcess, root: string | null): Promise<void> {
  const timer = setTimeout(() => killProcessGroup({ pid: keeper.pid, hasEnded: false }), CLOSE_LIMIT_MS);
  await keeper.stdin.close().catch(() => {});
  await keeper.status;
  clearTimeout(timer);
  // Gone already, unless the keeper had to be killed.
  if (root === null) return;
  await Deno.remove(root, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
}

function startedProcesses(line: string, { profile }: SimulatedDeviceRequest): readonly StartedProcess[] {
  const answer: SimulatorAnswer = JSON.parse(line);
  if (answer.kind === "ready") return answer.processes;
  const near = nearestWord(profile, answer.known);
  throw new HarnessError("simulator/unknown-profile", `There is no device profile "${profile}"`, {
    hint: near === null
      ? 'Run "bmverify simulate list" to see all profiles'
      : `Use "${near}", or run "bmverify simulate list" to see all profiles`,
  });
}

function lastWords(root: string): string {
  try {
    const lines = Deno.readTextFileSync(`${root}/${SIMULATED_LAYOUT.complaints}`).trim().split("\n");
    return lines.slice(0, 3).join(" ");
  } catch {
    return "it said nothing";
  }
}

function notStarted(why: string, cause?: unknown): HarnessError {
  return new HarnessError("simulator/not-started", `Cannot start the simulated device: ${why}`, {
    hint: "Check that the temporary folder is writable and that sh, ps and kill are installed",
    cause,
  });
}

/** Lines as they come, until the stream ends or the time is up. */
async function* readLines(stream: ReadableStream<Uint8Array>, limitMs: number): AsyncGenerator<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  const timer = setTimeout(() => reader.cancel(), limitMs);
  let text = "";
  try {
    for (;;) {
      for (let lineEnd = text.indexOf("\n"); lineEnd >= 0; lineEnd = text.indexOf("\n")) {
        yield text.slice(0, lineEnd);
        text = text.slice(lineEnd + 1);
      }
      const { value, done } = await reader.read();
      if (done) return;
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    clearTimeout(timer);
    await reader.cancel();
  }
}

async function nextLine(lines: AsyncGenerator<string>): Promise<string | null> {
  const { value, done } = await lines.next();
  return done === true ? null : value;
}

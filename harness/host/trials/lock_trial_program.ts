// Tries the lock of a device between two processes: `lock_trial_program.ts`. The second process is this program
// again, with the folder as its argument; it holds the lock until it is killed.
import { HarnessError } from "../../model/harness_error.ts";
import type { LockTrial } from "../../ports/trial_programs.ts";
import { placesInFolder } from "../state/device_places.ts";
import { FileStateStore } from "../state/file_state_store.ts";
import { cleanCommand } from "../processes/clean_command.ts";
import { temporaryFolder } from "../files/temporary_folder.ts";

const PROGRAM = decodeURIComponent(new URL(import.meta.url).pathname);
const HOLDER = { pid: Deno.pid, runId: "selftest", since: "" } as const;

if (import.meta.main) await main(Deno.args[0]);

async function main(folder: string | undefined): Promise<void> {
  if (folder !== undefined) return await hold(folder);
  const made = await Deno.makeTempDir({ dir: temporaryFolder(), prefix: "bmverify-selftest-" });
  try {
    await Deno.writeTextFile(`${made}/program`, "");
    // deno-lint-ignore no-console -- read by the harness
    console.log(JSON.stringify(await tryLock(made)));
  } finally {
    await Deno.remove(made, { recursive: true });
  }
}

async function hold(folder: string): Promise<void> {
  await storeIn(folder, "root").lock(HOLDER);
  // deno-lint-ignore no-console -- read by the harness
  console.log("held");
  // Ends with the process that started it, should nobody kill it.
  for await (const _ of Deno.stdin.readable);
}

async function tryLock(folder: string): Promise<LockTrial> {
  const child = cleanCommand(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-prompt",
      "--no-config",
      "--no-remote",
      "--allow-read",
      "--allow-write",
      "--allow-sys=uid",
      PROGRAM,
      folder,
    ],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const reader = child.stdout.getReader();
  try {
    const { done } = await reader.read();
    if (done) throw new Error("The second process could not take the lock");
    // Another user has another folder, and meets the holder at the agent's program.
    const whileHeld = [await take(folder, "root"), await take(folder, "user")];
    child.kill("SIGKILL");
    await child.status;
    return {
      whileHeld: whileHeld.every((one) => one === "refused") ? "refused" : "taken",
      afterDeath: await take(folder, "root"),
    };
  } finally {
    await reader.cancel();
    await child.stdin.close().catch(() => {});
  }
}

function storeIn(folder: string, user: "root" | "user"): FileStateStore {
  return new FileStateStore({ ...placesInFolder(`${folder}/${user}`), program: `${folder}/program` });
}

async function take(folder: string, user: "root" | "user"): Promise<"refused" | "taken"> {
  const store = storeIn(folder, user);
  try {
    await store.lock(HOLDER);
  } catch (error) {
    if (error instanceof HarnessError && error.code === "lock/held") return "refused";
    throw error;
  }
  await store.unlock();
  return "taken";
}

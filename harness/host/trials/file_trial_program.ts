// Looks at the file system for temporary files, in a folder of its own that it removes: `file_trial_program.ts`.
import type { FileTrial } from "../../ports/trial_programs.ts";
import { temporaryFolder } from "../files/temporary_folder.ts";

const SYNCS = 5;

if (import.meta.main) await main();

async function main(): Promise<void> {
  const folder = await Deno.makeTempDir({ dir: temporaryFolder(), prefix: "bmverify-selftest-" });
  try {
    // deno-lint-ignore no-console -- read by the harness
    console.log(JSON.stringify(await look(folder)));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function look(folder: string): Promise<FileTrial> {
  await Deno.writeTextFile(`${folder}/Case`, "");
  const ignoresCase = await Deno.stat(`${folder}/case`).then(() => true, () => false);
  return { folder, realFolder: await Deno.realPath(folder), ignoresCase, syncMs: await timeSyncs(folder) };
}

async function timeSyncs(folder: string): Promise<readonly number[]> {
  using file = await Deno.open(`${folder}/synced`, { create: true, write: true });
  const syncMs: number[] = [];
  for (let nth = 0; nth < SYNCS; nth += 1) {
    await file.write(new Uint8Array(100));
    const startMs = performance.now();
    await file.sync();
    syncMs.push(performance.now() - startMs);
  }
  return syncMs;
}

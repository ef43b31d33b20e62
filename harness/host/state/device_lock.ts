// The lock of a device. It has two halves, both the system's own, so that they end with the process that holds them:
// one in the state's folder, which nobody else can take, and one on the agent's program, which everybody can see.

const OWNER_ONLY_FILE = 0o600;
/** How long a look at a lock may take, and how many of them are waited for. */
const LOOK_MS = 20;
const LOOKS_PASS_WITHIN = 10;

/** Half of a lock that was asked for. */
export type Half = { readonly file: Deno.FsFile } | "held";

/** Takes the half in the state's folder; null when whoever held it before has just taken the folder away. */
export async function lockFolder(folder: string): Promise<Half | null> {
  const path = `${folder}/lock`;
  const half = await take(Deno.open(path, { create: true, write: true, mode: OWNER_ONLY_FILE }));
  if (half === "held") return half;
  const [held, named] = await Promise.all([half.file.stat(), Deno.lstat(path).catch(() => null)]);
  if (held.ino === named?.ino) return half;
  await release(half.file);
  return null;
}

/**
 * Takes the half on a program. It needs no right but to read it, so any user can hold it: that makes a run refuse, and
 * no more. Null when there is nothing to lock.
 */
export async function lockProgram(program: string): Promise<Half | null> {
  for (let left = LOOKS_PASS_WITHIN; left > 0; left -= 1) {
    const file = await openProgram(program);
    // Some file systems of other machines know no locks.
    const half = file && await take(Promise.resolve(file)).catch(() => null);
    if (half !== "held") return half;
    // It may be somebody who only looks.
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return "held";
}

/** Whether anybody holds a program's half now. Those who look do not see each other. */
export async function isProgramLocked(program: string): Promise<boolean> {
  const file = await openProgram(program);
  if (file === null) return false;
  const isFree = await file.tryLock(false).catch(() => true);
  if (isFree) await release(file);
  else file.close();
  return !isFree;
}

/** Closing alone is not enough: a program that is just being started holds a copy of every open file for a moment. */
export async function release(file: Deno.FsFile): Promise<void> {
  await file.unlock().catch(() => undefined);
  file.close();
}

async function openProgram(program: string): Promise<Deno.FsFile | null> {
  const info = await Deno.stat(program).catch(() => null);
  return info?.isFile === true ? await Deno.open(program, { read: true }).catch(() => null) : null;
}

async function take(opening: Promise<Deno.FsFile>): Promise<Half> {
  const file = await opening;
  if (await file.tryLock(true)) return { file };
  file.close();
  return "held";
}

// The lock of a device. It has two halves, both the system's own, so that they end with the process that holds them:
// one in the state's folder, which nobody else can take, and one on the agent's program, which everybody can see.

const OWNER_ONLY_FILE = 0o600;

/** Half of a lock that was asked for. */
export type Half = { readonly file: Deno.FsFile } | "held";

/** Takes the half in the state's folder. */
export function lockFolder(folder: string): Promise<Half> {
  return take(Deno.open(`${folder}/lock`, { create: true, write: true, mode: OWNER_ONLY_FILE }));
}

/**
 * Takes the half on a program. It needs no right but to read it, so any user can hold it: that makes a run refuse, and
 * no more. Null when there is nothing to lock.
 */
export async function lockProgram(program: string): Promise<Half | null> {
  const info = await Deno.stat(program).catch(() => null);
  if (info?.isFile !== true) return null;
  const opened = await Deno.open(program, { read: true }).catch(() => null);
  return opened === null ? null : await take(Promise.resolve(opened));
}

/** Whether anybody holds a program's half now. */
export async function isProgramLocked(program: string): Promise<boolean> {
  const half = await lockProgram(program);
  if (half === null || half === "held") return half === "held";
  await release(half.file);
  return false;
}

/** Closing alone is not enough: a program that is just being started holds a copy of every open file for a moment. */
export async function release(file: Deno.FsFile): Promise<void> {
  await file.unlock().catch(() => undefined);
  file.close();
}

async function take(opening: Promise<Deno.FsFile>): Promise<Half> {
  const file = await opening;
  if (await file.tryLock(true)) return { file };
  file.close();
  return "held";
}

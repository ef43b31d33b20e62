// Makes folders that the harness writes in, where nobody else can lead its writing elsewhere.
import { HarnessError } from "../../model/harness_error.ts";
import { findOpenStep, type OpenStep, waysTo } from "./find_open_step.ts";
import { type FileOwner, giveTo } from "./give_to.ts";
import { syncFolder } from "./sync_folder.ts";

const OWNER_ONLY = 0o700;

/** Who may have a hand in a folder, and who is to own what is made of it. */
export interface FolderRules {
  /** Users who may own or change a folder on the way; null for an ordinary user, who can lose no more than his own. */
  readonly trusted: ReadonlySet<number> | null;
  /** Who gets what is made; null for the user who makes it. */
  readonly owner: FileOwner | null;
  /** What a person can do about a folder that is open to others. */
  readonly remedy: string;
}

/**
 * Makes a folder and what is missing above it, each readable by its owner only, and gives its real path. What is there
 * already is left as it is.
 *
 * @throws HarnessError `folder/not-safe` when somebody else could swap a folder on the way, and what the system says.
 */
export async function makeSafeFolder(folder: string, rules: FolderRules): Promise<string> {
  const absolute = folder.startsWith("/") ? folder : `${Deno.cwd()}/${folder}`;
  const steps = waysTo(absolute);
  const present = await lastPresent(steps);
  // Looked at before anything is made there, and again when all is: what was made in between may be somebody else's.
  refuseOpenWay(folder, present, rules);
  for (const step of steps.slice(steps.indexOf(present) + 1)) await makeFolder(step, rules.owner);
  refuseOpenWay(folder, absolute, rules);
  return await Deno.realPath(absolute);
}

/** Makes one folder, readable by its owner only; what another process made of it meanwhile is left as it is. */
async function makeFolder(path: string, owner: FileOwner | null): Promise<void> {
  try {
    await Deno.mkdir(path, { mode: OWNER_ONLY });
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return;
    throw error;
  }
  if (owner !== null) giveTo(path, await Deno.lstat(path), owner);
  // A folder above that cannot be opened is somebody else's, and has been there for long.
  await syncFolder(path.slice(0, path.lastIndexOf("/")) || "/").catch(() => undefined);
}

/**
 * Looks at a folder that is there.
 *
 * @throws HarnessError `folder/not-safe`.
 */
export function refuseOpenFolder(folder: string, rules: FolderRules): void {
  refuseOpenWay(folder, folder.startsWith("/") ? folder : `${Deno.cwd()}/${folder}`, rules);
}

function refuseOpenWay(folder: string, way: string, { trusted, remedy }: FolderRules): void {
  if (trusted === null) return;
  const open = findOpenStep(way, trusted);
  if (open === null) return;
  throw new HarnessError("folder/not-safe", `Cannot use the folder "${folder}" as root: ${describe(open)}`, {
    hint: remedy,
  });
}

function describe({ path, why, uid }: OpenStep): string {
  return why === "owner"
    ? `"${path}" belongs to another user (${uid}), who could put something else in its place`
    : `others may rename and replace what is in "${path}" (no sticky bit)`;
}

async function lastPresent(steps: readonly string[]): Promise<string> {
  for (const step of steps.toReversed()) {
    if (await Deno.lstat(step).then(() => true, () => false)) return step;
  }
  return "/";
}

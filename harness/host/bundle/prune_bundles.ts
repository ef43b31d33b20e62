// Removes bundles of earlier runs that nobody needs any more. Nothing goes that is not a whole bundle of ours whose run
// ended well: what failed, was interrupted or killed, or holds anything else, stays until a person takes it away.
import { EXIT_CODE } from "../../model/exit_code.ts";
import { parseBoundedJson } from "../../model/text/parse_bounded_json.ts";
import { CHECKSUMS_FILE, type Keeping, UNLISTED_FILES } from "../../ports/bundle_files.ts";
import { removeBundle } from "./remove_bundle.ts";
import { readStored } from "./stored_file.ts";
import { filesBelow, oddBelow } from "./write_checksums.ts";

const RUN_ID = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-[0-9a-f]{8,32}$/;
/** A bundle that is being removed; one that is left so is removed the next time. */
const DOOMED = /^\.(\d{8}T\d{6}Z-[0-9a-f]{8,32})\.pruned$/;
const DAY_MS = 86_400_000;

/** What bears the name of a run, newest first, that no rule keeps. The run itself counts, and is always kept. */
export function beyondKeeping(
  names: readonly string[],
  { keep, keepDays }: Keeping,
  { runId, now }: { readonly runId: string; readonly now: string },
): readonly string[] {
  const runs = names.filter((name) => startOf(name) !== null).toSorted().toReversed();
  const oldestMs = keepDays === null ? Number.POSITIVE_INFINITY : Date.parse(now) - keepDays * DAY_MS;
  return runs.filter((name, nth) => {
    const isKept = (keep !== null && nth < keep) || (startOf(name) ?? 0) >= oldestMs;
    return !isKept && name < runId;
  });
}

/**
 * Removes them, and gives their paths. `out` is a folder that the writing of bundles has found safe.
 *
 * @param userIds Whose bundles they may be.
 */
export async function pruneBundles(
  out: string,
  keeping: Keeping,
  { runId, now, userIds }: {
    readonly runId: string;
    readonly now: string;
    readonly userIds: ReadonlySet<number>;
  },
): Promise<readonly string[]> {
  const folders = await Array.fromAsync(Deno.readDir(out));
  const names = folders.flatMap(({ name, isDirectory }) => isDirectory ? [name] : []);
  for (const name of names.filter((one) => DOOMED.test(one))) {
    if (await isOf(`${out}/${name}`, userIds)) await Deno.remove(`${out}/${name}`, { recursive: true });
  }
  const removed: string[] = [];
  for (const name of beyondKeeping(names, keeping, { runId, now })) {
    const folder = `${out}/${name}`;
    if (!await isOf(folder, userIds) || !await endedWell(folder, name)) continue;
    await removeBundle(folder);
    removed.push(folder);
  }
  return removed;
}

/** When a run started, by its name; null for the name of something else. */
function startOf(name: string): number | null {
  const [, year, month, day, hour, minute, second] = RUN_ID.exec(name) ?? [];
  return year === undefined ? null : Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

async function isOf(folder: string, userIds: ReadonlySet<number>): Promise<boolean> {
  const { isDirectory, uid } = await Deno.lstat(folder);
  return isDirectory && userIds.has(uid ?? -1);
}

/** Whether all that lies there is what the run listed at its end, and it passed or measured and was put back. */
async function endedWell(folder: string, runId: string): Promise<boolean> {
  try {
    if ((await oddBelow(folder)).length > 0) return false;
    const decoder = new TextDecoder();
    const listed = new Set(
      decoder.decode(await readStored(folder, CHECKSUMS_FILE)).split("\n").map((line) => line.slice(66)),
    );
    const paths = await filesBelow(folder);
    if (!paths.every((path) => listed.has(path) || UNLISTED_FILES.has(path))) return false;
    const record = parseBoundedJson(decoder.decode(await readStored(folder, "run.json")));
    return isRecord(record) && record.runId === runId && record.exitCode === EXIT_CODE.pass &&
      isRecord(record.restore) && record.restore.status !== "failed";
  } catch {
    // What cannot be read is not removed.
    return false;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

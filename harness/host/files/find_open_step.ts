// Looks along the way to a folder for a step at which somebody else could put something of his own in its place.

const WRITABLE_BY_GROUP = 0o020;
const WRITABLE_BY_ALL = 0o002;
const STICKY = 0o1000;
/** Group `admin` of macOS: who is in it may become root anyway. */
const ADMIN_GROUP = 80;

/** A folder on the way that somebody else owns, or in which he may rename and replace. */
export interface OpenStep {
  readonly path: string;
  /** It is the folder itself, behind all links. */
  readonly isLast: boolean;
  readonly why: "owner" | "writable";
  /** Who owns it. */
  readonly uid: number;
}

/**
 * The first such step from the root down, both on the way as it is written (links of the system among it, `/tmp` on
 * macOS) and on the way it leads; null when nobody but `trusted` users can change it. In a folder with the sticky bit
 * only the owner of an entry can replace it.
 *
 * @throws what the system says of a folder that is not there or cannot be looked at.
 */
export function findOpenStep(folder: string, trusted: ReadonlySet<number>): OpenStep | null {
  const real = Deno.realPathSync(folder);
  for (const path of new Set([...waysTo(folder), ...waysTo(real)])) {
    const info = Deno.lstatSync(path);
    const isLast = path === real;
    const uid = info.uid ?? 0;
    if (!trusted.has(uid)) return { path, isLast, why: "owner", uid };
    if (!info.isSymlink && isWritableByOthers(info)) return { path, isLast, why: "writable", uid };
  }
  return null;
}

/** The folder and all above it, from the root down. */
export function waysTo(folder: string): readonly string[] {
  const parts = folder.split("/").filter((part) => part !== "");
  return ["/", ...parts.map((_, last) => `/${parts.slice(0, last + 1).join("/")}`)];
}

function isWritableByOthers({ mode, uid, gid }: Deno.FileInfo): boolean {
  const bits = mode ?? 0;
  if ((bits & STICKY) !== 0) return false;
  if ((bits & WRITABLE_BY_ALL) !== 0) return true;
  // Where each user has a group of his own, it bears his number; on macOS "staff" is everybody.
  const isOwnersGroup = Deno.build.os === "darwin" ? gid === ADMIN_GROUP : gid === uid;
  return (bits & WRITABLE_BY_GROUP) !== 0 && gid !== 0 && !isOwnersGroup;
}

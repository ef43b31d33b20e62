// Whether a program is still what it was when somebody named it.
import { findOpenStep } from "./find_open_step.ts";

const WRITABLE_BY_OTHERS = 0o022;

/** Who could have put another program at this path, in words; null when nobody but `trusted` users could. */
export async function findReplacer(path: string, trusted: ReadonlySet<number>): Promise<string | null> {
  try {
    const real = await Deno.realPath(path);
    for (const folder of [path, real].map((one) => one.slice(0, one.lastIndexOf("/")) || "/")) {
      const step = findOpenStep(folder, trusted);
      if (step?.why === "owner") return `"${step.path}" belongs to another user (${step.uid})`;
      if (step !== null) return `others may rename and replace what is in "${step.path}"`;
    }
    const { uid, mode } = await Deno.lstat(real);
    if (!trusted.has(uid ?? 0)) return `it belongs to another user (${uid})`;
    return ((mode ?? 0) & WRITABLE_BY_OTHERS) === 0 ? null : "others may write to it";
  } catch (error) {
    // What is not there is started by nobody; what cannot be looked at is not trusted.
    return error instanceof Deno.errors.NotFound ? null : String(error);
  }
}

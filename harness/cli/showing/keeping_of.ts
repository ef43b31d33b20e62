// Which bundles of earlier runs stay, as the words of a run say.
import type { Keeping } from "../../ports/bundle_files.ts";

/** Null when nobody says anything: then all of them stay. */
export function keepingOf(
  { keep, keepDays }: { readonly keep?: number; readonly keepDays?: number },
): Keeping | null {
  return keep === undefined && keepDays === undefined
    ? null
    : { keep: keep ?? null, keepDays: keepDays ?? null };
}

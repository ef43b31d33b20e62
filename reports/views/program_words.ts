// A program of the agent in words: where it lies, what it is by content, and who signed it.
import type { RunRecord } from "../../harness/model/record/run_record.ts";

/** One line; the digest is whole, since it is there to be compared. */
export function programWords(
  { path, realPath, sha256, signature }: RunRecord["device"]["programs"][number],
): string {
  const place = realPath === null || realPath === path ? path : `${path} (${realPath})`;
  const digest = sha256 === null ? "could not be read" : `sha256 ${sha256}`;
  if (signature === null) return `${place}: ${digest}`;
  const team = signature.teamId === null ? "not signed" : `signed by team ${signature.teamId}`;
  return `${place}: ${digest}, ${
    signature.isVendors ? "signed by the vendor" : `${team}, not by the vendor`
  }`;
}

/** Who ran the harness; null when it is not known. */
export function userWords({ user }: Pick<RunRecord["device"], "user">): string | null {
  if (user === null) return null;
  const name = user.name ?? (user.id === null ? "unknown" : `user ${user.id}`);
  return user.startedBy === null ? name : `${name}, started by ${user.startedBy}`;
}

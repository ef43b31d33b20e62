// Who may have a hand in the folders that reports go to.
import type { HostFacts } from "../../ports/host_facts.ts";
import type { FolderRules } from "./make_safe_folder.ts";

/**
 * Root, whoever called sudo for it, and whose code root runs here: who owns that needs no swapped folder to have his way.
 *
 * @param codeOwner The user that the harness's own program belongs to; null where it could not be told.
 */
export function outputRules(
  { isRoot, sudoCaller }: Pick<HostFacts, "isRoot" | "sudoCaller">,
  codeOwner: number | null,
): FolderRules {
  const trusted = [0, sudoCaller?.uid, codeOwner].filter((uid) => typeof uid === "number");
  return {
    trusted: isRoot ? new Set(trusted) : null,
    owner: sudoCaller,
    remedy: "Name a folder with --out in which only you and root may write, one in your home for instance",
  };
}

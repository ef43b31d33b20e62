// Where the history of the runs lies.
import type { Host } from "../../ports/host.ts";

/** Which store is meant. */
export interface StoreOptions {
  /** A file; false: none. */
  readonly history?: string | false;
  readonly state?: string;
}

/** Name of the store beside the state. */
const STORE_FILE = "history.db";

/** Absolute path of the store; null when none is wanted. */
export function historyPath(
  { facts }: Pick<Host, "facts">,
  { history, state }: StoreOptions,
): string | null {
  if (history === false) return null;
  const path = history ?? `${state ?? facts.stateFolder}/${STORE_FILE}`;
  return path.startsWith("/") ? path : `${facts.workingFolder}/${path}`;
}

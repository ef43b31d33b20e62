// The store of many runs: their facts as text, under the key of each run. What the facts say is not looked at here.

/** The facts of one run. */
export interface HistoryRun {
  readonly evidence: string;
  readonly device: string;
  readonly run: string;
  /** ISO 8601 in UTC. */
  readonly started: string;
  /** `facts.ndjson` of this run alone: the row of the run first. */
  readonly facts: string;
}

/** Somebody's word that with this run a new segment starts. */
export interface HistoryAcceptance {
  readonly evidence: string;
  readonly device: string;
  readonly run: string;
  readonly because: string;
  readonly who: string;
  readonly at: string;
}

/** An open store; whoever opens it closes it. */
export interface HistoryStore {
  readonly path: string;
  /**
   * Adds runs, all or none. A run that is there with the same facts stays as it is.
   *
   * @returns How many were new.
   * @throws HarnessError `history/conflict` when a run is there with other facts, `history/busy`, `history/unreadable`.
   */
  add(runs: readonly HistoryRun[]): number;
  /** All runs, oldest first. */
  runs(): readonly HistoryRun[];
  /** The row of each run alone, oldest first: a small part of the whole. */
  heads(): readonly string[];
  accept(acceptance: HistoryAcceptance): void;
  acceptances(): readonly HistoryAcceptance[];
  /** Takes runs away that started before a moment, ISO 8601 in UTC; gives how many. */
  prune(before: string): number;
  close(): void;
}

/** Opens stores. */
export interface HistoryStores {
  /**
   * The store at this path; null where there is none and none is to be made. One that is not there is made with its folder.
   *
   * @throws HarnessError `history/newer` when a later version made it, `history/unreadable` when it is damaged or no
   * history, `history/busy` when another writer does not end, `folder/not-safe`, `output/not-writable`.
   */
  open(path: string, mode: "read" | "write"): Promise<HistoryStore | null>;
  /** Puts a damaged store out of the way and gives its new path. */
  moveAside(path: string): Promise<string>;
  /** Paths of bundles and of files of facts below a folder, sorted by name; the folder itself where it is a bundle. */
  findRuns(folder: string): Promise<readonly string[]>;
  /** Removes the folder of a bundle with all that is in it. */
  removeBundle(folder: string): Promise<void>;
}

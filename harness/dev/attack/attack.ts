// What an attack is: a class of threat, something that is tried often, and the mark by which a success shows.
import type { Arena } from "./arena.ts";

/** The threats, by the numbers of the table that RELIABILITY.md prints. */
export const CLASSES = {
  1: "files are written where they should be, or not at all",
  2: "folders that others can swap are refused",
  3: "state is the run's own",
  4: "one lock for each device",
  5: "nobody else ends a run",
  6: "no journal of others is acted upon",
  7: "environment and working folder change nothing",
  8: "only processes of ours are killed",
  9: "names that are left are told",
  10: "stored bundles are only read",
  11: "what is sent goes to one host",
} as const;

/** What came of it. */
export interface Tried {
  readonly tries: number;
  readonly successes: number;
  /** How a success would have shown, or did. */
  readonly seen: string;
}

/** One attack. */
export interface Attack {
  readonly classOf: keyof typeof CLASSES;
  readonly name: string;
  /** It is made against what is known to be open, and must succeed: else the others show nothing. */
  readonly isControl?: true;
  readonly run: (arena: Arena) => Promise<Tried>;
}

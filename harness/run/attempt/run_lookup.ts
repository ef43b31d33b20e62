// What judging one attempt looks up in what the whole run listed, sorted once: a run of a thousand attempts lists thousands
// of times, and going through all of it for each would take minutes.
import type { AttemptRecord } from "../../model/record/run_record.ts";
import type { EntryLedger } from "../listing/entry_ledger.ts";
import { type PlacedEntry, placeEntries } from "../listing/place_entries.ts";
import { ranBeside } from "./ran_beside.ts";

interface Listed {
  readonly placed: PlacedEntry;
  readonly listedMs: number;
}

/** Times in milliseconds since the start of the run. */
export class RunLookup {
  readonly moments: EntryLedger["moments"];
  readonly #placed: readonly PlacedEntry[];
  readonly #beside: readonly (readonly number[])[];
  /** Places of entries by the attempt that they are put down to. */
  readonly #byAttempt = new Map<number, number[]>();
  readonly #byListing: readonly Listed[];
  /** The latest question up to each listing. */
  readonly #latestAskedMs: number[] = [];

  constructor(ledger: Pick<EntryLedger, "entries" | "moments">, attempts: readonly AttemptRecord[]) {
    this.moments = ledger.moments;
    this.#placed = placeEntries(ledger, attempts.map(({ triggerStartedMs }) => triggerStartedMs));
    this.#beside = ranBeside(attempts);
    for (const [place, { attempt }] of this.#placed.entries()) {
      const places = this.#byAttempt.get(attempt);
      if (places === undefined) this.#byAttempt.set(attempt, [place]);
      else places.push(place);
    }
    this.#byListing = this.#placed
      .map((placed) => ({ placed, listedMs: this.moments[placed.entry.firstIndex]?.answeredMs ?? Infinity }))
      .toSorted((a, b) => a.listedMs - b.listedMs);
    for (const { askedMs } of this.moments) {
      this.#latestAskedMs.push(Math.max(this.#latestAskedMs.at(-1) ?? -Infinity, askedMs));
    }
  }

  /** Entries put down to the attempt of that place, or to one that ran beside it, in the order in which they showed. */
  entriesOf(attempt: number): readonly PlacedEntry[] {
    const places = [attempt, ...this.#beside[attempt] ?? []].flatMap((one) => this.#byAttempt.get(one) ?? []);
    return places.toSorted((a, b) => a - b).flatMap((place) => this.#placed[place] ?? []);
  }

  /** Entries that were first listed after the one moment and not after the other. */
  listedWithin(afterMs: number, untilMs: number): readonly PlacedEntry[] {
    const from = firstAbove(this.#byListing, afterMs);
    return this.#byListing.slice(from, firstAbove(this.#byListing, untilMs)).map(({ placed }) => placed);
  }

  /** When the listings before that one were asked for at the latest; minus infinity before the first. */
  askedBefore(listing: number): number {
    return this.#latestAskedMs[listing - 1] ?? -Infinity;
  }
}

/** Place of the first that is later, by halving. */
function firstAbove(sorted: readonly Listed[], ms: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.listedMs ?? Infinity) > ms) high = middle;
    else low = middle + 1;
  }
  return low;
}

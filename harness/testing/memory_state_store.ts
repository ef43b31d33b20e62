// Lock and journal of a device in memory.
import { HarnessError } from "../model/harness_error.ts";
import type { JournalEntry, LockHolder, StateStore } from "../ports/state_store.ts";
import type { StepTrace } from "./step_trace.ts";

/** Keeps what a crash would leave on the disk. */
export class MemoryStateStore implements StateStore {
  readonly #trace: StepTrace;
  #holder: LockHolder | null = null;
  #open: readonly JournalEntry[] = [];
  #lastId = 0;

  /** @param left Entries that an earlier run left open. */
  constructor(trace: StepTrace, left: readonly JournalEntry[] = []) {
    this.#trace = trace;
    this.#open = left;
    this.#lastId = Math.max(0, ...left.map(({ id }) => id));
  }

  /** Entries that are open now. */
  get left(): readonly JournalEntry[] {
    return this.#open;
  }

  /** What somebody does who removes the journal while a run is at work. */
  lose(): void {
    this.#open = [];
  }

  lock(holder: LockHolder): Promise<void> {
    return this.#trace.act("state lock", () => {
      if (this.#holder !== null) {
        throw new HarnessError("lock/held", "Cannot take the lock", { hint: "Wait" });
      }
      this.#holder = holder;
    });
  }

  unlock(): Promise<void> {
    return this.#trace.act("state unlock", () => {
      this.#holder = null;
    });
  }

  pending(): Promise<readonly JournalEntry[]> {
    return this.#trace.act("state pending", () => this.#open);
  }

  open(entry: Omit<JournalEntry, "id">): Promise<JournalEntry> {
    const { intent } = entry;
    const what = intent.kind !== "setting"
      ? `${intent.kind} ${intent.path}`
      : `${intent.from} to ${intent.to}`;
    return this.#trace.act(`journal open ${what}`, () => {
      this.#lastId += 1;
      const numbered = { ...entry, id: this.#lastId };
      this.#open = [...this.#open, numbered];
      return numbered;
    });
  }

  close(id: number): Promise<boolean> {
    return this.#trace.act(`journal close ${id}`, () => {
      const wasOpen = this.#open.some((entry) => entry.id === id);
      this.#open = this.#open.filter((entry) => entry.id !== id);
      return wasOpen;
    });
  }
}

// A made-up machine in virtual time, as it really is: the agent's protection, its list, every trigger and who ended it.
// The harness sees of it what commands print and how processes end; the oracle sees all.
import type { FakeClock } from "../../testing/fake_clock.ts";
import type { Protection } from "./agent_answers.ts";
import type { Artefact, Story } from "./story.ts";
import {
  isListed,
  type ListQuirks,
  type Origin,
  plainList,
  type Since,
  type ThreatRow,
} from "./threat_rows.ts";
import { WorldClock } from "./world_clock.ts";

/** What a trigger does, as its script says. */
export type TriggerKind = "demonstration" | "near-miss" | "test-file" | "neighbour";

/** How a process really ended. */
export type RealEnd = "by-agent" | "by-others" | "otherwise" | "by-itself" | "by-harness";

/** A process that the harness started, as it really was. */
export interface TriggerTruth {
  readonly pid: number;
  readonly kind: TriggerKind;
  /** Number among the triggers of the run, from 0; neighbours have none. */
  readonly number: number | null;
  readonly startedMs: number;
  readonly wrote: boolean;
  /** What the agent recorded for it. */
  row: ThreatRow | null;
  end: RealEnd | null;
  endedMs: number;
  /** The agent took the file that it wrote. */
  isFileTaken: boolean;
  /** Somebody else did something to its files. */
  isMeddled: boolean;
  /** The helper that was to remove its files was killed. */
  isHelperKilled: boolean;
}

/** Commands go wrong in it. */
export interface Hiccup
  extends Omit<Extract<Artefact, { readonly kind: "hiccup" }>, "at" | "forMs" | "kind"> {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** The entry that the demonstration leads to. */
export const DEMONSTRATION = { name: "Behavior:MacOS/MacOSChangeFileTest", type: "behavior" };
/** The entry that the test file leads to. */
export const TEST_FILE = { name: "Virus:DOS/EICAR_Test_File", type: "virus" };
export const MINUTE_MS = 60_000;

/** One made-up machine. */
export class World {
  readonly story: Story;
  readonly clock: WorldClock;
  readonly time: FakeClock;
  readonly rows: ThreatRow[] = [];
  readonly quirks: ListQuirks = plainList();
  readonly triggers: TriggerTruth[] = [];
  readonly hiccups: Hiccup[] = [];
  /** When the agent prints the other form than it is asked for. */
  readonly otherForm: { readonly fromMs: number; readonly untilMs: number }[] = [];
  /** Minutes by which the agent's zone is off the machine's. */
  readonly zones: Since<number>[] = [{ fromMs: -Infinity, value: 0 }];
  /** Every state of protection, the first from the beginning. */
  readonly states: Since<Protection>[];
  /** Moments at which the wall clock jumped. */
  readonly clockSteps: number[] = [];
  /** Hears the number of every trigger that starts. */
  onTrigger: (number: number) => void = () => {};
  #enabled: boolean;
  readonly #off = new Set<string>();
  #count = 0;

  constructor(story: Story, time: FakeClock) {
    this.story = story;
    this.time = time;
    this.clock = new WorldClock(time, story.zoneMinutes);
    this.#enabled = story.startsEnabled;
    this.states = [{ fromMs: -Infinity, value: this.#protection() }];
    for (const [index, minutes] of story.history.entries()) {
      const wallMs = this.clock.wallMs() - minutes * MINUTE_MS;
      const what = index % 2 === 0 ? DEMONSTRATION : TEST_FILE;
      this.addRow({ ...what, origin: "before-the-run", wallMs, listedFromMs: -1, status: "quarantined" });
    }
  }

  get protection(): Protection {
    return this.states.at(-1)?.value ?? this.#protection();
  }

  /** Whether the agent follows behavior now. */
  get isProtecting(): boolean {
    return protects(this.protection);
  }

  /** The command line changes the setting. */
  switchTo(enabled: boolean): void {
    this.#enabled = enabled;
    this.#noteProtection();
  }

  has(kind: Artefact["kind"]): boolean {
    return this.story.artefacts.some((one) => one.kind === kind);
  }

  /** A trigger has started: whatever was to happen after it is set going. */
  begin(truth: TriggerTruth): void {
    this.triggers.push(truth);
    if (truth.number !== null) this.onTrigger(truth.number);
  }

  /** How many files this trigger can write. */
  roomFor(number: number): number {
    const full = this.story.artefacts.find((one) => one.kind === "disk-full" && one.trigger === number);
    return full?.kind !== "disk-full" ? Infinity : full.isFirstWritten ? 1 : 0;
  }

  /** The agent has taken note of what a trigger did; the list will show it. */
  record(truth: TriggerTruth): void {
    const { reaction, artefacts } = this.story;
    const first = artefacts.find((one) => one.kind === "status-first");
    const listedFromMs = this.clock.monotonicMs() + reaction.lagMs;
    const what = truth.kind === "test-file" ? TEST_FILE : DEMONSTRATION;
    const reuse = artefacts.find((one) => one.kind === "id-reused");
    const reused = reuse === undefined ? undefined : this.rows.findLast(({ name }) => name === what.name);
    if (reused !== undefined && reuse?.isOldKept === false) {
      reused.goneFromMs = Math.min(reused.goneFromMs, listedFromMs);
    }
    const row = this.addRow({
      ...what,
      origin: "trigger",
      wallMs: this.clock.wallMs(),
      listedFromMs,
      status: first?.status ?? reaction.status,
      ...(reused === undefined ? {} : { id: reused.id }),
    });
    truth.row = row;
    if (first !== undefined) this.#changeStatus(row, reaction.lagMs + first.forMs, reaction.status);
    for (const one of artefacts) {
      if (one.kind === "twin-row") {
        const thenMs = one.isDatedThen ? reaction.lagMs + one.afterMs : 0;
        this.addRow({
          ...what,
          origin: one.isDatedThen ? "trigger-later" : "trigger-again",
          wallMs: row.happenedWallMs + thenMs,
          happenedMs: row.happenedMs + thenMs,
          status: reaction.status,
          listedFromMs: listedFromMs + one.afterMs,
        });
      }
      if (one.kind === "new-re-dated") {
        const value = row.happenedWallMs + one.seconds * 1000;
        row.dates.push({ fromMs: listedFromMs + one.afterListedMs, value });
      }
      if (one.kind !== "person") continue;
      const afterMs = reaction.lagMs + one.afterListedMs;
      if (one.does === "remove") row.goneFromMs = listedFromMs + one.afterListedMs;
      else this.#changeStatus(row, afterMs, one.does);
    }
  }

  /** A part of protection goes away, or comes back. */
  flip(what: string, isGone: boolean): void {
    if (isGone) this.#off.add(what);
    else this.#off.delete(what);
    this.#noteProtection();
  }

  /** Whether the list shows the row at a moment. */
  shows(row: ThreatRow, atMs: number): boolean {
    return isListed(row, atMs, this.quirks);
  }

  /** Adds a row; the list shows it from its moment on. */
  addRow(
    row: Pick<ThreatRow, "name" | "type" | "listedFromMs"> & {
      readonly origin: Origin;
      readonly wallMs: number;
      readonly status: string;
      readonly id?: string;
      readonly happenedMs?: number;
    },
  ): ThreatRow {
    this.#count += 1;
    const { name, type, listedFromMs, origin, wallMs, status, id, happenedMs } = row;
    const added: ThreatRow = {
      id: id ?? `0b9b1c9e-0000-4000-8000-${String(this.#count * 7919 % 1000).padStart(12, "0")}`,
      name,
      type,
      origin,
      listedFromMs,
      happenedWallMs: wallMs,
      happenedMs: happenedMs ?? this.clock.monotonicMs(),
      dates: [{ fromMs: -Infinity, value: wallMs }],
      statuses: [{ fromMs: -Infinity, value: status, wallMs }],
      goneFromMs: Infinity,
    };
    this.rows.push(added);
    return added;
  }

  #changeStatus(row: ThreatRow, afterMs: number, status: string): void {
    const change = {
      fromMs: this.clock.monotonicMs() + afterMs,
      value: status,
      wallMs: this.clock.wallMs() + afterMs,
    };
    row.statuses.push(change);
    row.statuses.sort((one, other) => one.fromMs - other.fromMs);
  }

  #noteProtection(): void {
    this.states.push({ fromMs: this.clock.monotonicMs(), value: this.#protection() });
  }

  #protection(): Protection {
    return {
      behaviorMonitoring: this.#enabled && !this.#off?.has("behavior-monitoring"),
      realTimeProtection: !this.#off?.has("real-time-protection"),
      isAvailable: !this.#off?.has("availability"),
      passive: this.#off?.has("passive-mode") ?? false,
      engineLoaded: !this.#off?.has("engine"),
    };
  }
}

/** Whether an agent in this state follows behavior. */
export function protects(
  { behaviorMonitoring, ...protection }: Protection,
): boolean {
  return behaviorMonitoring && protectsFiles(protection);
}

/** Whether it takes files away that it knows. */
export function protectsFiles(
  { realTimeProtection, isAvailable, passive, engineLoaded }: Omit<Protection, "behaviorMonitoring">,
): boolean {
  return realTimeProtection && isAvailable && !passive && engineLoaded;
}

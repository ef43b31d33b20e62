// A run log in memory.
import type { Clock } from "../ports/clock.ts";
import type { RunLog } from "../ports/bundle.ts";
import type { RunEvent, RunEventBody } from "../model/record/run_event.ts";
import type { StepTrace } from "./step_trace.ts";

/** Keeps events, as a bundle does. */
export class MemoryLog implements RunLog {
  readonly events: RunEvent[] = [];
  readonly #clock: Clock;
  readonly #trace: StepTrace;

  constructor(clock: Clock, trace: StepTrace) {
    this.#clock = clock;
    this.#trace = trace;
  }

  append(body: RunEventBody): Promise<RunEvent> {
    const seq = this.events.length;
    const event: RunEvent = { ...body, seq, at: this.#clock.now(), atMs: this.#clock.monotonicMs() };
    this.events.push(event);
    return this.#trace.act(`log ${body.kind}`, () => event);
  }

  /** Kinds of the events so far. */
  get kinds(): readonly RunEvent["kind"][] {
    return this.events.map(({ kind }) => kind);
  }

  /** The events of one kind. */
  of<K extends RunEvent["kind"]>(kind: K): readonly Extract<RunEvent, { kind: K }>[] {
    return this.events.filter((event): event is Extract<RunEvent, { kind: K }> => event.kind === kind);
  }
}

// The log of a run that keeps no bundle.
import type { RunEvent } from "../model/record/run_event.ts";
import type { RunLog } from "../ports/bundle.ts";
import type { Clock } from "../ports/clock.ts";

/** A log, and what was told in it. */
export interface EventsInMemory {
  readonly log: RunLog;
  readonly events: readonly RunEvent[];
}

/** Keeps the events of one run for as long as the command takes. */
export function eventsInMemory(clock: Clock): EventsInMemory {
  const events: RunEvent[] = [];
  const originMs = clock.monotonicMs();
  const append: RunLog["append"] = (body) => {
    const event = { ...body, seq: events.length, at: clock.now(), atMs: clock.monotonicMs() - originMs };
    events.push(event);
    return Promise.resolve(event);
  };
  return { log: { append }, events };
}

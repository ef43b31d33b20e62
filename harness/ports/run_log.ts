// The stream of what happens in a run.
import type { RunEvent, RunEventBody } from "../model/run_event.ts";

/** Appends to the stream. */
export interface RunLog {
  /**
   * Stamps the event, makes it durable, and tells the listeners, in this order.
   *
   * @throws HarnessError `output/not-writable`.
   */
  append(event: RunEventBody): Promise<RunEvent>;
}

/** Somebody who follows a run as it happens; must not throw. */
export type RunListener = (event: RunEvent) => void;

// A run told again to an audience, at the pace at which it went.
import { narrateEvent } from "../../../reports/terminal/narrator.ts";
import { stepsTaken } from "../../../reports/terminal/run_steps.ts";
import type { RunEvent } from "../../model/record/run_event.ts";
import type { Style } from "../../model/text/style.ts";
import type { Host } from "../../ports/host.ts";

/** Nobody wants to wait for a settling agent a second time; in milliseconds. */
const LONGEST_PAUSE_MS = 5_000;

/** Tells one event after the other; with `step` a person says when to go on. */
export async function narrateAgain(
  { terminal, clock, facts }: Pick<Host, "terminal" | "clock" | "facts">,
  events: readonly RunEvent[],
  { style, step }: { readonly style: Style; readonly step: boolean },
): Promise<void> {
  const steps = stepsTaken(events);
  const { columns } = facts;
  for (const [index, event] of events.entries()) {
    const before = events[index - 1];
    if (before !== undefined) await clock.sleep(Math.min(event.atMs - before.atMs, LONGEST_PAUSE_MS));
    const { lines, pause } = narrateEvent(event, { earlier: events.slice(0, index), style, columns, steps });
    if (lines.length > 0) terminal.write(`${lines.join("\n")}\n`);
    if (pause && step && facts.isInteractive) await terminal.waitForEnter("  Press Enter to go on");
  }
}

// What a person sees while a run goes on: a live line, the narration, or every event.
import { narrateEnd } from "../../../reports/terminal/narrate_end.ts";
import { narrateEvent } from "../../../reports/terminal/narrator.ts";
import { type Pause, progressLine } from "../../../reports/terminal/progress.ts";
import type { PlannedStep } from "../../../reports/terminal/run_steps.ts";
import type { Style } from "../../model/text/style.ts";
import type { RunEvent } from "../../model/record/run_event.ts";
import type { RunRecord } from "../../model/record/run_record.ts";
import type { Bundle, RunLog } from "../../ports/bundle.ts";
import type { Host } from "../../ports/host.ts";
import type { LiveLine } from "../../ports/terminal.ts";
import type { Showing } from "./showing.ts";
import { jsonText } from "../../model/text/printable.ts";

/** Somebody who watches a run. */
export interface RunFollower {
  /** The log of the run, with the pauses of `--step`. */
  readonly log: RunLog;
  /** Ends the live line, and the narration with the result. */
  finish(record: RunRecord): void;
}

/** What following needs. */
export interface FollowOptions {
  readonly host: Pick<Host, "terminal" | "facts" | "clock">;
  readonly bundle: Bundle;
  readonly style: Style;
  readonly showing: Showing;
  /** What the run is to do, in order. */
  readonly steps: readonly PlannedStep[];
}

/** Follows a run in the way that is asked for. */
export function followRun(follow: FollowOptions): RunFollower {
  switch (follow.showing.meanwhile) {
    case "nothing":
      return { log: follow.bundle.log, finish: () => {} };
    case "narration":
      return narrator(follow);
    case "events":
      return eventPrinter(follow);
    case "live-line": {
      const line = liveLine(follow);
      return { log: follow.bundle.log, finish: () => line.finish() };
    }
  }
}

function narrator(follow: FollowOptions): RunFollower {
  const { host: { terminal, facts, clock }, bundle, style, showing, steps } = follow;
  const { columns } = facts;
  const pauses: Pause[] = [];
  // An audience is not left without a word while something is awaited.
  const line = liveLine(follow, { pauses, aloud: true });
  const append: RunLog["append"] = async (body) => {
    const earlier = bundle.events().slice();
    const event = await bundle.log.append(body);
    const { lines, pause } = narrateEvent(event, { earlier, style, columns, steps });
    if (lines.length > 0) terminal.write(`${lines.join("\n")}\n`);
    // Only between steps: a pause while a trigger runs would spoil its times.
    if (pause && showing.step && facts.isInteractive) {
      const atMs = clock.monotonicMs() - bundle.originMs;
      await terminal.waitForEnter("  Press Enter to go on");
      pauses.push({ atMs, durationMs: clock.monotonicMs() - bundle.originMs - atMs });
    }
    return event;
  };
  return {
    log: { append },
    finish: (record) => {
      line.finish();
      const end = narrateEnd(record, { style, columns, reportPath: `${bundle.folder}` });
      terminal.write(`${end.join("\n")}\n`);
    },
  };
}

function eventPrinter({ host: { terminal }, bundle, style }: FollowOptions): RunFollower {
  bundle.follow(({ seq: _seq, at: _at, atMs, kind, ...rest }: RunEvent) =>
    terminal.writeError(`${style.dim(`${(atMs / 1000).toFixed(3)} s`)} ${kind} ${jsonText(rest, 0)}\n`)
  );
  return { log: bundle.log, finish: () => {} };
}

function liveLine(
  { host: { terminal, clock }, bundle, steps }: FollowOptions,
  { pauses = [], aloud = false }: { readonly pauses?: readonly Pause[]; readonly aloud?: boolean } = {},
): LiveLine {
  return terminal.startLiveLine((columns) =>
    progressLine({
      events: bundle.events(),
      steps,
      pauses,
      nowMs: clock.monotonicMs() - bundle.originMs,
      columns,
    }), aloud);
}

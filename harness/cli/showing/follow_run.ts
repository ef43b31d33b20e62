// What a person sees while a run goes on: a live line, the narration, or every event.
import { narrateEnd, narrateEvent } from "../../../reports/formats/narrator.ts";
import { progressLine } from "../../../reports/formats/progress.ts";
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
}

/** Follows a run in the way that is asked for. Only one thing is drawn at a time. */
export function followRun(follow: FollowOptions): RunFollower {
  switch (follow.showing.meanwhile) {
    case "nothing":
      return { log: follow.bundle.log, finish: () => {} };
    case "narration":
      return narrator(follow);
    case "events":
      return eventPrinter(follow);
    case "live-line":
      return liveLine(follow);
  }
}

function narrator({ host: { terminal, facts }, bundle, style, showing }: FollowOptions): RunFollower {
  const append: RunLog["append"] = async (body) => {
    const earlier = bundle.events().slice();
    const event = await bundle.log.append(body);
    const { lines, pause } = narrateEvent(event, { earlier, style });
    if (lines.length > 0) terminal.write(`${lines.join("\n")}\n`);
    // Only between steps: a pause while a trigger runs would spoil its times.
    if (pause && showing.step && facts.isInteractive) {
      await terminal.waitForEnter("   Press Enter to go on");
    }
    return event;
  };
  return {
    log: { append },
    finish: (record) => {
      const reportPath = `${bundle.folder}`;
      terminal.write(`${narrateEnd(record, { style, reportPath }).join("\n")}\n`);
    },
  };
}

function eventPrinter({ host: { terminal }, bundle, style }: FollowOptions): RunFollower {
  bundle.follow(({ seq: _seq, at: _at, atMs, kind, ...rest }: RunEvent) =>
    terminal.writeError(`${style.dim(`${(atMs / 1000).toFixed(3)} s`)} ${kind} ${jsonText(rest, 0)}\n`)
  );
  return { log: bundle.log, finish: () => {} };
}

function liveLine({ host: { terminal, facts, clock }, bundle }: FollowOptions): RunFollower {
  let line: LiveLine | null = null;
  const render = () =>
    progressLine({
      events: bundle.events(),
      nowMs: clock.monotonicMs() - bundle.originMs,
      columns: facts.columns,
    });
  bundle.follow(({ kind }) => {
    // Not before: until then a question may stand on the terminal.
    if (kind === "consent-decided") line ??= terminal.startLiveLine(render);
  });
  return { log: bundle.log, finish: () => line?.finish() };
}

// Triggers that run in virtual time only: they sleep as their script says, end, or are killed.
import type { ChildRecord } from "../model/record/run_record.ts";
import type { RunningTrigger, TriggerRunner } from "../ports/trigger_runner.ts";
import type { FakeClock } from "./fake_clock.ts";
import type { StepTrace } from "./step_trace.ts";

/** How a process ends. */
type ScriptedEnd = Pick<ChildRecord, "exitCode" | "signal">;

/** Killed by somebody else. */
export const KILLED: ScriptedEnd = { exitCode: null, signal: "SIGKILL" };
/** Ran to its end. */
const FINISHED: ScriptedEnd = { exitCode: 0, signal: null };

/** A script that was just started. */
export interface StartedScript {
  readonly scriptName: string;
  readonly lines: readonly string[];
  /** Paths that its lines redirect to. */
  readonly writes: readonly string[];
  /** Ends its process after some time, unless it has ended before. */
  endAfter(durationMs: number, end: ScriptedEnd): void;
  /** Has its process run for that long, as one does that somebody stops and lets go on. */
  hold(durationMs: number): void;
}

/** Starts nothing; every process lives in the clock. */
export class ScriptedTriggerRunner implements TriggerRunner {
  readonly #clock: FakeClock;
  readonly #trace: StepTrace;
  readonly #onStart: (script: StartedScript) => void;
  #pid = 100;
  #running = 0;

  constructor(clock: FakeClock, trace: StepTrace, { onStart }: { onStart: (script: StartedScript) => void }) {
    this.#clock = clock;
    this.#trace = trace;
    this.#onStart = onStart;
  }

  /** Processes that have not ended. */
  get running(): number {
    return this.#running;
  }

  async start(scriptName: string, lines: readonly string[]): Promise<RunningTrigger> {
    // When it throws, nothing was started: that is what the port promises.
    await this.#trace.act(`start ${scriptName}`, () => {});
    return this.#run(scriptName, lines);
  }

  dispose(): Promise<void> {
    return this.#trace.act("dispose scripts", () => {});
  }

  #run(scriptName: string, lines: readonly string[]): RunningTrigger {
    const pid = this.#pid += 1;
    const startedAtMs = this.#clock.monotonicMs();
    const { promise: ended, resolve } = Promise.withResolvers<ChildRecord>();
    let hasEnded = false;
    this.#running += 1;
    const end = (how: ScriptedEnd, signalledByUs: boolean): void => {
      if (hasEnded) return;
      hasEnded = true;
      this.#running -= 1;
      const durationMs = this.#clock.monotonicMs() - startedAtMs;
      resolve({ pid, ...how, signalledByUs, durationMs });
    };
    const endAfter: StartedScript["endAfter"] = (durationMs, how) =>
      this.#clock.after(durationMs, () => end(how, false));
    let planMs = durationOf(lines);
    const finishAt = (durationMs: number): void =>
      this.#clock.after(durationMs, () => planMs > durationMs || end(FINISHED, false));
    finishAt(planMs);
    const hold = (durationMs: number): void => finishAt(planMs = durationMs);
    const writes = lines.flatMap((line) => / >>? (\S+)$/.exec(line)?.slice(1) ?? []);
    this.#onStart({ scriptName, lines, writes, endAfter, hold });
    const stop = (): Promise<void> => this.#trace.act(`stop ${scriptName}`, () => end(KILLED, true));
    return { pid, command: `bash ${scriptName}`, startedAtMs, ended, stop };
  }
}

/** What the lines `sleep N` of a script add up to, and the seconds that a neighbour waits, in milliseconds. */
function durationOf(lines: readonly string[]): number {
  const seconds = lines.map((line) =>
    Number(/^(?:sleep |for second in \$\(seq )(\d+)(?:\); do)?$/.exec(line)?.[1] ?? 0)
  );
  return seconds.reduce((sum, one) => sum + one, 0) * 1000;
}

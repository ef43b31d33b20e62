// What is right for a run on a made-up machine: written from what the agent, people and clocks really did there, and from
// what an observer who spares the device and asks every two seconds could know of it. It knows nothing of how the harness judges.
import type { AttemptRecord, RunRecord } from "../../model/record/run_record.ts";
import type { RunVerdict } from "../../model/verdict.ts";
import { judgeControl } from "./oracle_control.ts";
import { attemptTruth, type Right, right } from "./attempt_truth.ts";
import { judgeDemonstration } from "./oracle_demonstration.ts";
import type { World } from "./world.ts";

/** What is right for one attempt of the record. */
export interface AttemptAnswer extends Right {
  readonly scenarioId: string;
  readonly attempt: AttemptRecord;
}

/** What is right for a run. */
export interface Answer {
  readonly run: ReadonlySet<RunVerdict>;
  readonly attempts: readonly AttemptAnswer[];
  /** An attempt in it cannot be decided by any observer. */
  readonly isUndecidable: boolean;
}

/** Says what is right for the run of a world. */
export function askOracle(world: World, record: RunRecord): Answer {
  const endMs = record.durationMs ?? world.clock.monotonicMs();
  const scenarios = record.scenarios.filter(({ verdict }) => verdict !== "skipped");
  const isDemonstration = (id: string): boolean => /change-file-test|neighbours/.test(id);
  const answers = new Map<AttemptRecord, AttemptAnswer>();
  const judgeAll = (wanted: "quiet" | "block", isShown: boolean): void => {
    for (const { id, expectation, attempts } of scenarios) {
      if ((expectation === "quiet") !== (wanted === "quiet")) continue;
      for (const attempt of attempts) {
        const truth = attemptTruth(world, attempt, {
          expectation,
          endMs,
          wantsOff: id.endsWith(".disabled"),
        });
        const says = truth === null
          ? neverStarted(world, attempt)
          : wanted === "quiet"
          ? judgeControl(truth, isShown)
          : judgeDemonstration(truth);
        answers.set(attempt, { scenarioId: id, attempt, ...says });
      }
    }
  };
  judgeAll("block", false);
  const shown = [...answers.values()].filter(({ scenarioId }) => isDemonstration(scenarioId));
  judgeAll("quiet", shown.some(({ verdicts }) => verdicts.size === 1 && verdicts.has("pass")));
  const attempts = [...answers.values()];
  const skips = record.scenarios.filter(({ verdict }) => verdict === "skipped").map(() => skipped(world));
  let run = worstOf([...attempts, ...skips].map(({ verdicts }) => verdicts));
  if (shown.length === 0) run = new Set([...run].map((one) => one === "pass" ? "inconclusive" : one));
  return { run, attempts, isUndecidable: attempts.some(({ isUndecidable }) => isUndecidable) };
}

/** A trigger that never started: right only where protection was away, or the list could not be read for long. */
function neverStarted(world: World, { deadlineMs }: AttemptRecord): Right {
  if (world.has("flip")) return right("inconclusive");
  const isLong = world.hiccups.some(({ how, fromMs, untilMs }) =>
    how === "hangs" || untilMs - fromMs >= deadlineMs - 2000
  );
  return isLong || world.hiccups.length > 1 ? right("inconclusive") : right();
}

/** A scenario that was not run: right only where protection or the agent went away. */
function skipped(world: World): Right {
  const goesAway = world.story.artefacts.some(({ kind }) => ["flip", "hiccup", "restart"].includes(kind));
  return goesAway ? right("inconclusive") : right();
}

const ORDER: readonly RunVerdict[] = ["pass", "inconclusive", "fail"];

/** All verdicts that can be the worst of one verdict of each. */
function worstOf(all: readonly ReadonlySet<RunVerdict>[]): ReadonlySet<RunVerdict> {
  return all.reduce<ReadonlySet<RunVerdict>>((worst, next) => {
    const pairs = [...worst].flatMap((one) =>
      [...next].map((other) => Math.max(ORDER.indexOf(one), ORDER.indexOf(other)))
    );
    return new Set(pairs.map((index) => ORDER[index] ?? "pass"));
  }, new Set<RunVerdict>(["pass"]));
}

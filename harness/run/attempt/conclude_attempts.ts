// The end of the scenarios of a run: the list is read until a late entry would have come, a control that showed a
// detection runs again alone, and every attempt gets its last word.
import { highest } from "../../model/quantile.ts";
import type { AttemptRecord } from "../../model/record/run_record.ts";
import type { Scenario } from "../../model/scenario.ts";
import type { RunPorts } from "../../ports/run_ports.ts";
import { attemptLife } from "./attempt_life.ts";
import { judgeAttempts, judgeSoFar, lookoutMs, pairedWith } from "./judge_attempts.ts";
import { isShownStill } from "./judge_control.ts";
import { costOf, PATIENT_PAUSE_MS, pauseAfter } from "../listing/listing_cadence.ts";
import { enterListing } from "./run_book.ts";
import type { ScenarioPlan } from "./run_scenarios.ts";

/** Between questions to an agent that does not answer. */
const RETRY_PAUSE_MS = 1_000;

/** What concluding needs. Times in milliseconds. */
export interface ConclusionPlan extends Pick<ScenarioPlan, "prerequisites" | "interruption" | "book"> {
  /** How long an agent that does not answer is asked on. */
  readonly deadlineMs: number;
  /** Runs one more attempt at a scenario, with nothing beside it. */
  readonly runAgain: (scenario: Scenario, index: number) => Promise<void>;
}

/** Says the last word on every attempt. */
export async function concludeAttempts(ports: RunPorts, plan: ConclusionPlan): Promise<void> {
  const { book, prerequisites, interruption: { signal } } = plan;
  if (book.attempts.length === 0) return;
  await readOn(ports, plan);
  const doubtful = judgeAttempts({ ...book, prerequisites }).flatMap(({ reason, index }, at) => {
    const scenario = book.attempts[at]?.scenario;
    return scenario !== undefined && reason === "unexpected-detection" ? [{ scenario, index }] : [];
  });
  for (const { scenario, index } of doubtful) {
    if (!signal.aborted) await plan.runAgain(scenario, index + 1);
  }
  if (doubtful.length > 0) await readOn(ports, plan);
  for (const [at, attempt] of judgeAttempts({ ...book, prerequisites }).entries()) {
    const scenarioId = book.attempts[at]?.scenario.id ?? "";
    if (JSON.stringify(attempt) === JSON.stringify(book.told[at])) continue;
    book.told[at] = attempt;
    await ports.log.append({ kind: "attempt-judged", scenarioId, attempt });
  }
}

/** Reads the list once more, and again until nothing is waited for any longer and it shows what it has shown. */
export async function readOn(
  ports: RunPorts,
  { book, prerequisites, deadlineMs, interruption }: Omit<ConclusionPlan, "runAgain">,
): Promise<void> {
  const { clock, log } = ports;
  const { signal } = interruption;
  const evidence: string[] = [];
  const hasControls = book.attempts.some(({ scenario }) => scenario.expectation.kind === "quiet");
  while (!signal.aborted) {
    const { askedMs, problem, evidence: kept } = await enterListing(ports, book);
    evidence.push(...kept);
    const judged = judgeSoFar({ ...book, prerequisites });
    const dueMs = dueOf(judged);
    const isWhole = problem === null &&
      (!hasControls || isShownStill(pairedWith(book.attempts, judged), book.ledger));
    if (askedMs >= dueMs && (isWhole || askedMs >= dueMs + deadlineMs)) break;
    const wantedMs = problem === null ? PATIENT_PAUSE_MS : RETRY_PAUSE_MS;
    const leftMs = dueMs + ports.originMs - clock.monotonicMs();
    await clock.sleep(pauseAfter({ costMs: costOf(book.listingsMs), wantedMs, leftMs }), signal);
  }
  if (evidence.length === 0) return;
  const { listingsMs, ledger } = book;
  const listings = {
    count: listingsMs.length,
    tookMs: listingsMs.reduce((sum, tookMs) => sum + tookMs, 0),
    entries: ledger.length,
  };
  await log.append({ kind: "list-read-again", evidence, listings });
}

/** Until when an entry may come that changes a judgement, in milliseconds since the start of the run. */
function dueOf(attempts: readonly AttemptRecord[]): number {
  const lookout = lookoutMs(attempts);
  const from = attempts.flatMap((attempt) => {
    const life = attemptLife(attempt);
    return life === null ? [] : Math.max(life.endMs, life.startMs + (attempt.timeToRecordMs ?? 0));
  });
  return Math.max(0, highest(from) + lookout);
}

// Invented facts of many nights, for tests of what reads many runs.
import type { AttemptFact, CostFact, FactsOfRun, RunFact } from "../../reports/facts/fact.ts";
import { factsOf, nightOf } from "../../reports/facts/facts_of.ts";
import { inventedRecord } from "../../reports/invented/run_records.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const FIRST_NIGHT = Date.UTC(2026, 0, 1, 2, 17);

const FAILED = factsOf(inventedRecord("fail"));
const MEASURED = factsOf(inventedRecord("measurement"));

/** What differs from an ordinary night, which passed. */
export interface InventedNight {
  readonly run?: Partial<RunFact>;
  /** Of the demonstration; null: it was not tried. Default: pass. */
  readonly verdict?: AttemptFact["verdict"] | null;
  readonly blockMs?: number;
  /** Shifts by the name of their process: CPU of it under file-churn. None: nothing was measured. */
  readonly shifts?: Readonly<Record<string, number>>;
  /** Values over those of the invented cost. */
  readonly cost?: Partial<CostFact>;
}

/** The facts of the night with this number, of a real device. */
export function inventedNight(number: number, night: InventedNight = {}): FactsOfRun {
  const { verdict = "pass", blockMs = 900, shifts = {}, cost = {} } = night;
  const started = new Date(FIRST_NIGHT + number * DAY_MS).toISOString();
  const key = { run: `${started.replace(/[-:]|\.\d+/g, "")}-${String(number).padStart(16, "0")}` };
  const isMeasured = Object.keys(shifts).length > 0;
  const run: RunFact = {
    ...FAILED.run,
    ...key,
    started,
    night: nightOf(started, 0),
    utcOffsetMinutes: 0,
    verdict: verdict ?? "inconclusive",
    reason: verdict === "pass"
      ? "blocked-and-recorded"
      : verdict === "fail"
      ? "not-detected"
      : "agent-unreadable",
    exitCode: verdict === "pass" ? 0 : verdict === "fail" ? 1 : 3,
    ...(isMeasured ? { plan: MEASURED.run.plan, power: "mains", measured: "comparison" } : {}),
    ...night.run,
  };
  return {
    run,
    attempts: verdict === null ? [] : FAILED.attempts.map((attempt) => ({
      ...attempt,
      ...key,
      evidence: run.evidence,
      device: run.device,
      ...(attempt.expectation === "quiet" ? {} : {
        verdict,
        reason: run.reason as AttemptFact["reason"],
        blockMs: verdict === "pass" ? blockMs : null,
        recordMs: verdict === "pass" ? blockMs + 300 : null,
      }),
    })),
    unmet: [],
    costs: Object.entries(shifts).map(([process, shift]) => inventedCost(run, { process, shift, ...cost })),
  };
}

function inventedCost(
  run: RunFact,
  changes: Partial<CostFact> & { readonly shift: number | null },
): CostFact {
  const [row] = MEASURED.costs.filter(({ metric, process }) => metric === "cpu.mean" && process === "agent");
  if (row === undefined) throw new Error("The invented measurement has no CPU of the agent");
  const { shift } = changes;
  const ends = shift === null ? { low: null, high: null } : { low: shift - 0.2, high: shift + 0.2 };
  return {
    ...row,
    evidence: run.evidence,
    device: run.device,
    run: run.run,
    workload: "file-churn",
    nullSpread: 0.2,
    comparable: true,
    ...ends,
    ...changes,
  };
}

// Whether the rows of one run rule each other out: no run leaves such facts, so somebody changed them.
import type { FactsOfRun } from "./fact.ts";
import { nightOf } from "./facts_of.ts";

/** Kinds of evidence that the profile of a simulated device can be a device of. */
const MADE_UP: ReadonlySet<string> = new Set(["simulated", "changed"]);

/** One clause that says what; null when nothing does. */
export function findFactContradiction({ run, attempts }: FactsOfRun): string | null {
  if (run.deviceFrom === "profile" && !MADE_UP.has(run.evidence)) {
    return `its device is a profile, and it says to be ${run.evidence}`;
  }
  if (run.night !== nightOf(run.started, run.utcOffsetMinutes)) {
    return "it started on another day than its night";
  }
  if ((run.restore === "failed") !== (run.mend !== null)) return "restore and mend do not belong together";
  if (run.verdict !== "pass" || run.reason === "budgets-met") return null;
  const failed = attempts.find(({ verdict }) => verdict !== "pass");
  if (failed !== undefined) return `it passed, and an attempt at ${failed.scenario} did not`;
  const shown = attempts.some(({ expectation }) => expectation === "blocked-and-recorded");
  return shown ? null : "it passed, and no demonstration was blocked in it";
}

// What the page shows beside the record: the attempts that it proves, and the raw outputs that these and the checklist
// refer to. Bounded, whatever the length of the run; the bundle has everything.
import { lowest } from "../../harness/model/quantile.ts";
import type { AttemptRecord, RunRecord, ScenarioRecord } from "../../harness/model/record/run_record.ts";
import { compareVerdicts } from "../../harness/model/verdict.ts";
import { type AttemptProof, attemptProof } from "../views/attempt_proof.ts";
import { groupOutputs, type OutputGroup } from "../views/output_groups.ts";
import type { ReportContext } from "../views/reporter.ts";

/** See above. */
export interface PageMaterial {
  readonly proofs: readonly ProvenAttempt[];
  /** Distinct outputs that are shown, in the order in which they were asked for. */
  readonly outputs: readonly OutputGroup[];
  /** Distinct outputs that are referred to and not shown. */
  readonly outputsLeftOut: number;
  /** Ids that are referred to and not in the bundle. */
  readonly missing: readonly string[];
}

/** An attempt by its place in the record, and what it rests on. */
export interface ProvenAttempt {
  readonly scenarioId: string;
  readonly index: number;
  readonly proof: AttemptProof;
}

/** Attempts of one scenario that are proved. */
const MOST_PROOFS = 12;
/** Distinct outputs that are shown. */
const MOST_OUTPUTS = 60;

/** Chooses what is shown: the worst first. */
export function pageMaterial(record: RunRecord, context: ReportContext): PageMaterial {
  const { evidence = [] } = context;
  const proofs = worstFirst(record).flatMap((scenario) =>
    attemptsWorstFirst(scenario).slice(0, MOST_PROOFS).map((attempt): ProvenAttempt => (
      { scenarioId: scenario.id, index: attempt.index, proof: attemptProof(attempt, scenario, context) }
    ))
  );
  const lists = proofs.flatMap(({ proof: { before, after } }) => [before, after])
    .flatMap((view) => view === null ? [] : [view.outputId]);
  const attempts = worstFirst(record).flatMap(attemptsWorstFirst);
  const referred = [...lists, ...[...record.prerequisites, ...attempts].flatMap((one) => one.evidence)];
  const rank = new Map(referred.toReversed().map((id, index) => [id, referred.length - index]));
  const rankOf = ({ calls }: OutputGroup) => lowest(calls.map(({ id }) => rank.get(id) ?? Infinity));
  const groups = groupOutputs(evidence, new Set(referred));
  const shown = new Set(groups.toSorted((a, b) => rankOf(a) - rankOf(b)).slice(0, MOST_OUTPUTS));
  const known = new Set(evidence.map(({ id }) => id));
  return {
    proofs,
    outputs: groups.filter((group) => shown.has(group)),
    outputsLeftOut: groups.length - shown.size,
    missing: evidence.length === 0 ? [] : [...new Set(referred)].filter((id) => !known.has(id)),
  };
}

/** Failing scenarios before passing ones, demonstrations before controls. */
export function worstFirst({ scenarios }: Pick<RunRecord, "scenarios">): readonly ScenarioRecord[] {
  const isControl = ({ expectation }: ScenarioRecord) => expectation === "quiet" ? 1 : 0;
  return scenarios.toSorted((a, b) => compareVerdicts(a.verdict, b.verdict) || isControl(a) - isControl(b));
}

function attemptsWorstFirst({ attempts }: ScenarioRecord): readonly AttemptRecord[] {
  return attempts.toSorted((a, b) => compareVerdicts(a.verdict, b.verdict));
}

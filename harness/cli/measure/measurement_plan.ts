// From the options of a measurement to its plan. Every impossible combination is refused here, before the device is
// touched.
import { HarnessError } from "../../model/harness_error.ts";
import type { Budget, MeasurementPlan } from "../../model/record/measurement.ts";
import { didYouMean } from "../../model/text/did_you_mean.ts";
import { budgetLines, parseBudget } from "../../cost/parse_budget.ts";
import type { Host } from "../../ports/host.ts";
import { WORKLOAD_IDS, type WorkloadId } from "../../cost/workloads/workload.ts";
import type { PlannedMeasurement } from "../../run/measuring/measure_arms.ts";

/** Values of the options that say what is measured, and how. */
export interface MeasuringOptions {
  readonly workload: readonly string[];
  readonly blocks?: number;
  readonly blockMs: number | undefined;
  /** Readings of each process in a second. */
  readonly rate?: number;
  readonly quick?: true;
  readonly budget: readonly string[];
  readonly settleMs: number | undefined;
}

/** What only `measure` can be told. */
export interface MeasureDetails {
  /** Multiplies the work of one repetition. */
  readonly scale: number;
  readonly seed: number;
  readonly arm: "both" | "current";
}

/** As `measure` has it when nobody says anything; `verify` has no words for it. */
export const DEFAULT_DETAILS: MeasureDetails = { scale: 1, seed: 1, arm: "both" };

const SETTLE_MS = { real: 10_000, simulated: 500 } as const;
const BLOCK_MS = { real: 20_000, simulated: 2000 } as const;
const QUICK_BLOCK_MS = { real: 5000, simulated: 1000 } as const;
const BLOCKS = 6;
const QUICK_BLOCKS = 4;
const RATE_HZ = 10;
const QUICK_WORKLOADS: readonly WorkloadId[] = ["idle", "file-churn"];
/** With fewer readings a block has no mean worth the name. */
const FEWEST_READINGS = 5;

/** @throws HarnessError `usage/invalid`, `usage/unknown`. */
export async function planMeasurement(
  host: Pick<Host, "findFile" | "readInput">,
  options: MeasuringOptions & MeasureDetails,
  kind: "real" | "simulated",
): Promise<PlannedMeasurement> {
  const quick = options.quick === true;
  const workloads = chooseWorkloads(options.workload, quick);
  const blocksPerArm = options.blocks ?? (quick ? QUICK_BLOCKS : BLOCKS);
  const rateHz = options.rate ?? RATE_HZ;
  const blockMs = options.blockMs ?? (quick ? QUICK_BLOCK_MS : BLOCK_MS)[kind];
  if (!quick && blocksPerArm < BLOCKS) {
    throw refuse(
      `${blocksPerArm} blocks in each arm are too few for evidence`,
      "Give --blocks 6 or more, or add --quick",
    );
  }
  if ((blockMs / 1000) * rateHz < FEWEST_READINGS) {
    const seconds = blockMs / 1000;
    throw refuse(
      `blocks of ${seconds} s at ${rateHz} readings a second have fewer than ${FEWEST_READINGS} readings`,
      "Give longer blocks with --block-seconds, or a higher --rate",
    );
  }
  const plan: MeasurementPlan = {
    arms: options.arm === "current" ? "current" : "off-on",
    workloads,
    blocksPerArm,
    blockMs,
    settleMs: options.settleMs ?? SETTLE_MS[kind],
    rateHz,
    scale: options.scale,
    seed: options.seed,
    quick,
    budgets: await readBudgets(host, options, workloads),
  };
  return { plan, workloads };
}

function chooseWorkloads(words: readonly string[], quick: boolean): readonly WorkloadId[] {
  for (const word of words) {
    if (isWorkload(word) || word === "all") continue;
    throw new HarnessError("usage/unknown", `Cannot measure: there is no workload "${word}"`, {
      hint: didYouMean(word, WORKLOAD_IDS),
    });
  }
  if (words.length === 0) return quick ? QUICK_WORKLOADS : WORKLOAD_IDS;
  return WORKLOAD_IDS.filter((id) => words.includes("all") || words.includes(id));
}

function isWorkload(word: string): word is WorkloadId {
  return WORKLOAD_IDS.some((id) => id === word);
}

/** Budgets as they stand, or the lines of a file that is named instead. */
async function readBudgets(
  host: Pick<Host, "findFile" | "readInput">,
  { budget, arm }: Pick<MeasuringOptions & MeasureDetails, "budget" | "arm">,
  workloads: readonly WorkloadId[],
): Promise<readonly Budget[]> {
  const lines: string[] = [];
  for (const text of budget) {
    const file = text.includes("=") ? null : await host.findFile(text);
    if (file === null) lines.push(text);
    else lines.push(...budgetLines(new TextDecoder().decode(await host.readInput(file))));
  }
  const budgets = lines.map((line) => parseBudget(line, workloads));
  const needsBoth = budgets.find(({ key }) => key.includes("added") || key.includes("slowdown"));
  if (arm === "current" && needsBoth !== undefined) {
    throw refuse(`the budget "${needsBoth.key}" needs both arms`, "Leave out --arm current, or that budget");
  }
  return budgets;
}

function refuse(why: string, hint: string): HarnessError {
  return new HarnessError("usage/invalid", `Cannot measure: ${why}`, { hint });
}

// From the options of a measurement to its plan. Every impossible combination is refused here, before the device is
// touched.
import { HarnessError } from "../../model/harness_error.ts";
import type { Budget, MeasurementPlan } from "../../model/record/measurement.ts";
import { didYouMean } from "../../model/text/did_you_mean.ts";
import type { AssumedTimes } from "../../cost/block_times.ts";
import { primaryMeasurements } from "../../cost/metrics.ts";
import { budgetLines, parseBudget } from "../../cost/parse_budget.ts";
import { tooFew } from "../../cost/statistics/conclude.ts";
import { fewestBlocks } from "../../cost/statistics/quads/fewest_blocks.ts";
import { MOST_BLOCKS } from "../../cost/statistics/quads/quad.ts";
import type { Host } from "../../ports/host.ts";
import { DEFAULT_WORKLOADS, WORKLOAD_IDS, type WorkloadId } from "../../cost/workloads/workload.ts";
import { announcedTime, type PlannedMeasurement } from "../../run/measuring/measure_arms.ts";

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
  /** Where the workloads work. */
  readonly folder?: string;
}

/** What only `measure` can be told. */
export interface MeasureDetails {
  /** Multiplies the work of one repetition. */
  readonly scale: number;
  readonly seed: number;
  readonly arm: "both" | "current";
  /** Interleaves an A/A stretch. */
  readonly null?: true;
}

/** As `measure` has it when nobody says anything; `verify` has no words for it. */
export const DEFAULT_DETAILS: MeasureDetails = { scale: 1, seed: 1, arm: "both" };

const SETTLE_MS = { real: 10_000, simulated: 500 } as const;
const QUICK_SETTLE_MS = { real: 5000, simulated: 500 } as const;
/** Growth of memory is told from blocks of 10 s on; longer ones would take more than 25 minutes in all. */
const BLOCK_MS = { real: 10_000, simulated: 2000 } as const;
const QUICK_BLOCK_MS = { real: 5000, simulated: 1000 } as const;
/** Enough for a claim over all workloads judged together. */
const BLOCKS = 8;
/** Fewer give no interval. */
const FEWEST_BLOCKS = 6;
/** One quad, so that two workloads are looked at in less than two minutes. */
const QUICK_BLOCKS = 2;
/** On a real device as documented of its commands; of the simulated one as measured. */
const ASSUMED: Readonly<Record<"real" | "simulated", AssumedTimes>> = {
  real: { overheadMs: 2700, switchMs: 600, frameMs: 4000 },
  simulated: { overheadMs: 800, switchMs: 60, frameMs: 700 },
};
const RATE_HZ = 10;
const QUICK_WORKLOADS: readonly WorkloadId[] = ["idle", "file-churn"];
/** With fewer readings a block has no mean worth the name. */
const FEWEST_READINGS = 5;

/** @throws HarnessError `usage/invalid`, `usage/unknown`. */
export async function planMeasurement(
  host: Pick<Host, "facts" | "findFile" | "readInput">,
  options: MeasuringOptions & MeasureDetails,
  kind: "real" | "simulated",
): Promise<PlannedMeasurement> {
  const quick = options.quick === true;
  const workloads = chooseWorkloads(options.workload, quick);
  const rateHz = options.rate ?? RATE_HZ;
  const blockMs = options.blockMs ?? (quick ? QUICK_BLOCK_MS : BLOCK_MS)[kind];
  const isCompared = options.arm === "both";
  const fewest = isCompared
    ? Math.max(FEWEST_BLOCKS, fewestBlocks(primaryMeasurements(workloads)))
    : FEWEST_BLOCKS;
  const blocksPerArm = options.blocks ?? (quick ? QUICK_BLOCKS : Math.max(BLOCKS, fewest));
  if (!quick && blocksPerArm < fewest) {
    throw refuse(
      isCompared
        ? tooFew(blocksPerArm, primaryMeasurements(workloads))
        : `${blocksPerArm} blocks are too few`,
      `Give --blocks ${fewest} or more, or add --quick`,
    );
  }
  if (blocksPerArm > MOST_BLOCKS) {
    throw refuse(`${blocksPerArm} blocks in each arm are too many`, `Give --blocks ${MOST_BLOCKS} or fewer`);
  }
  if (quick && options.budget.length > 0) {
    throw refuse("a quick look judges no budget", "Leave out --quick, or every --budget");
  }
  if (options.null === true && !isCompared) {
    throw refuse("an A/A stretch needs both arms", "Leave out --arm current, or --null");
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
    settleMs: options.settleMs ?? (quick ? QUICK_SETTLE_MS : SETTLE_MS)[kind],
    rateHz,
    scale: options.scale,
    seed: options.seed,
    quick,
    budgets: await readBudgets(host, options, workloads),
    ...(options.null === true ? { nullStretch: true } : {}),
    announced: null,
  };
  const assumed = ASSUMED[kind];
  const planned = { plan, workloads, assumed, folder: folderOf(options, kind) ?? host.facts.homeFolder };
  return { ...planned, plan: { ...plan, announced: announcedTime(planned) } };
}

function folderOf({ folder }: Pick<MeasuringOptions, "folder">, kind: "real" | "simulated"): string | null {
  if (folder === undefined) return null;
  if (kind === "simulated") {
    throw refuse("a simulated device looks into its own folder only", "Leave out --folder");
  }
  if (!folder.startsWith("/")) {
    throw refuse(`the folder "${folder}" may mean any place`, "Give --folder as a path that begins with /");
  }
  return folder.replace(/\/+$/, "") || "/";
}

function chooseWorkloads(words: readonly string[], quick: boolean): readonly WorkloadId[] {
  for (const word of words) {
    if (isWorkload(word) || word === "all") continue;
    throw new HarnessError("usage/unknown", `Cannot measure: there is no workload "${word}"`, {
      hint: didYouMean(word, WORKLOAD_IDS),
    });
  }
  if (words.length === 0) return quick ? QUICK_WORKLOADS : DEFAULT_WORKLOADS;
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

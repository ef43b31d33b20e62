// Budgets as people write them: `cpu.mean=5`, `footprint.peak=600MB`, `workload.build.slowdown=10%`.
import type { Budget } from "../model/record/measurement.ts";
import { HarnessError } from "../model/harness_error.ts";
import { didYouMean } from "../model/text/did_you_mean.ts";

/** What of a measurement a budget limits. */
export interface BudgetTarget {
  /** Null: every workload. */
  readonly workload: string | null;
  readonly process: string;
  readonly metric: BudgetMetric;
  readonly judges: BudgetJudges;
}

/** What can be limited, in which kind of quantity, and what of the blocks is held against the limit. */
const BUDGET_METRICS = {
  "cpu.mean": { unit: "percent-of-core", judges: "mean" },
  "cpu.median": { unit: "percent-of-core", judges: "median" },
  "cpu.p95": { unit: "percent-of-core", judges: "p95" },
  "cpu.peak": { unit: "percent-of-core", judges: "largest" },
  "cpu.added": { unit: "percent-of-core", judges: "shift" },
  "footprint.mean": { unit: "bytes", judges: "mean" },
  "footprint.median": { unit: "bytes", judges: "median" },
  "footprint.p95": { unit: "bytes", judges: "p95" },
  "footprint.peak": { unit: "bytes", judges: "largest" },
  "footprint.added": { unit: "bytes", judges: "shift" },
  "footprint.growth": { unit: "bytes-per-minute", judges: "median" },
  "slowdown": { unit: "share", judges: "ratio" },
} as const;

type BudgetMetric = keyof typeof BUDGET_METRICS;

/** What of the blocks a budget is held against. */
export type BudgetJudges = (typeof BUDGET_METRICS)[BudgetMetric]["judges"];

const BYTES: Readonly<Record<string, number>> = {
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KIB: 1024,
  MIB: 1024 ** 2,
  GIB: 1024 ** 3,
};

/**
 * Reads one budget.
 *
 * @throws HarnessError `usage/invalid` with what was meant, if that can be guessed.
 */
export function parseBudget(text: string, workloads: readonly string[]): Budget {
  // By hand: a pattern with blanks on both sides tries every way to part a long row of them.
  const at = text.indexOf("=");
  const [key, amount] = [text.slice(0, Math.max(0, at)).trim(), text.slice(at + 1).trim()];
  if (key === "" || amount === "") {
    throw refuse(text, "it has no value", 'Write it as "cpu.mean=5" or "footprint.peak=600MB"');
  }
  const { metric } = parseBudgetKey(key, workloads);
  const { unit } = BUDGET_METRICS[metric];
  const limit = parseAmount(amount, unit);
  if (limit === null) throw refuse(text, `"${amount}" is no amount`, AMOUNT_HINT[unit]);
  return { key, limit, unit };
}

/** Lines of a file of budgets; what follows a `#` is a comment. */
export function budgetLines(text: string): readonly string[] {
  return text.split("\n").map((line) => line.replace(/#.*/, "").trim()).filter((line) => line !== "");
}

/**
 * What a key means: `[workload.NAME.]METRIC[@PROCESS]`.
 *
 * @throws HarnessError `usage/invalid`.
 */
export function parseBudgetKey(key: string, workloads: readonly string[]): BudgetTarget {
  const [, workload = null, rest = "", process = "agent"] =
    /^(?:workload\.([^.]+)\.)?([^@]+)(?:@(.+))?$/.exec(key) ?? [];
  if (workload !== null && !workloads.includes(workload)) {
    throw refuse(key, `there is no workload "${workload}"`, didYouMean(workload, workloads));
  }
  // One memory metric stands for the other: which one the device shows is named in the result.
  const name = rest.replace(/^(?:memory|rss)\./, "footprint.");
  if (!isMetric(name)) {
    throw refuse(key, `there is no metric "${rest}"`, didYouMean(rest, Object.keys(BUDGET_METRICS)));
  }
  return { workload, process, metric: name, judges: BUDGET_METRICS[name].judges };
}

function isMetric(name: string): name is BudgetMetric {
  return Object.hasOwn(BUDGET_METRICS, name);
}

const AMOUNT_HINT = {
  "percent-of-core": 'Give a percentage of one core: "5" or "5%"',
  bytes: 'Give an amount of memory: "600MB" or "512MiB"',
  "bytes-per-minute": 'Give an amount of memory per minute: "1MB/min"',
  share: 'Give a percentage: "10%"',
} as const;

function parseAmount(text: string, unit: Budget["unit"]): number | null {
  const [, digits, suffix = ""] = /^(\d+(?:\.\d+)?)\s*([a-z%/]*)$/i.exec(text) ?? [];
  if (digits === undefined) return null;
  const number = Number(digits);
  if (unit === "percent-of-core") return suffix === "" || suffix === "%" ? number : null;
  if (unit === "share") return suffix === "" || suffix === "%" ? number / 100 : null;
  const factor = BYTES[suffix.replace(/\/min$/i, "").toUpperCase()];
  return factor === undefined ? null : number * factor;
}

function refuse(text: string, why: string, hint: string): HarnessError {
  return new HarnessError("usage/invalid", `Cannot use the budget "${text}": ${why}`, { hint });
}

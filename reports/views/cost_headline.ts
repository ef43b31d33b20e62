// What a measurement came to, in one sentence: CPU, memory and time together, the worst first.
import type { MeasurementRecord } from "../../harness/model/record/measurement.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { formatInterval, formatNumber, formatQuantity } from "../../harness/model/text/format_quantity.ts";
import { unitOfMeasurement } from "./measurement_words.ts";

/** What the headline speaks of. */
export type Measured = Pick<RunRecord, "measurement" | "measurements" | "reason">;

const AND = new Intl.ListFormat("en-GB", { type: "conjunction" });
const OR = new Intl.ListFormat("en-GB", { type: "disjunction" });

const QUANTITIES = ["CPU", "memory", "time"] as const;
type Quantity = (typeof QUANTITIES)[number];

/** The headline of a run that ended for a reason that is about its cost; null for others. */
export function costHeadline(record: Measured): string | null {
  const { measurement, reason } = record;
  if (measurement === null) return null;
  const sentence = costSentence(record);
  const after = sentence === null ? "" : `. ${sentence}`;
  switch (reason) {
    case "cost-measured":
      return measurement.plan.quick ? "A quick look claims nothing about the cost" : sentence;
    case "budgets-met":
      return `Every budget is met${after}`;
    case "budget-exceeded": {
      const beyond = (measurement.outcome?.budgets ?? []).filter(({ verdict }) => verdict === "exceeded");
      return beyond.length === 0
        ? null
        : `Beyond its budget: ${AND.format(beyond.map(({ key }) => key))}${after}`;
    }
    case "cost-unclear":
      return record.measurements.some((one) => quantityOf(one) !== null && isClaim(one))
        ? `Not all of the cost can be told${after}`
        : null;
    default:
      return null;
  }
}

/**
 * `Behavior monitoring added 24.3 % to the time of file-churn (23.1 to 25.4 %) and 5.09 % of a core …`. Null where nothing
 * was measured.
 */
export function costSentence(
  { measurement, measurements }: Pick<Measured, "measurement" | "measurements">,
): string | null {
  const main = Map.groupBy(measurements, quantityOf);
  main.delete(null);
  if (measurement === null || main.size === 0) return null;
  return measurement.plan.arms === "current" ? levels(main) : differences(main);
}

type ByQuantity = ReadonlyMap<Quantity | null, readonly MeasurementRecord[]>;

function quantityOf({ metric, process }: MeasurementRecord): Quantity | null {
  if (metric === "workload.wall") return "time";
  if (process !== "agent") return null;
  if (metric === "cpu.mean") return "CPU";
  return metric === "rss.mean" || metric === "footprint.mean" ? "memory" : null;
}

function differences(main: ByQuantity): string {
  const worst: MeasurementRecord[] = [];
  const none: Quantity[] = [];
  const unclear: string[] = [];
  for (const quantity of QUANTITIES) {
    const all = main.get(quantity) ?? [];
    const [first] = all.filter(isClaim).toSorted((a, b) => size(b) - size(a));
    const open = all.filter(({ conclusion }) => conclusion === "cannot tell");
    if (first !== undefined) {
      worst.push(first);
      if (open.length > 0) unclear.push(`${quantity} under ${workloadsOf(open)}`);
    } else if (all.some(({ conclusion }) => conclusion === "cannot tell")) {
      unclear.push(unclearly(quantity, all));
    } else if (all.length > 0) none.push(quantity);
  }
  const sorted = worst.toSorted((a, b) => size(b) - size(a));
  const amounts = (sign: number) =>
    sorted.filter((one) => Math.sign(size(one)) === sign).map((one) =>
      amount(one, main.get(quantityOf(one)) ?? [])
    );
  const [added, saved] = [amounts(1), amounts(-1)];
  const told = [
    ...(added.length === 0 ? [] : [`behavior monitoring added ${AND.format(added)}`]),
    ...(saved.length === 0 ? [] : [`behavior monitoring took off ${AND.format(saved)}`]),
    ...(none.length === 0
      ? []
      : [`no difference in ${OR.format(none)} was seen with behavior monitoring on`]),
  ];
  const it = told.length === 0 ? "behavior monitoring" : "it";
  const sentence = [
    ...told,
    ...(unclear.length === 0 ? [] : [`what ${it} does to ${AND.format(unclear)} cannot be told`]),
  ].join("; ");
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** `CPU (-14.5 to 19.9 % of a core under file-churn)`: with the interval that leaves most open. */
function unclearly(quantity: Quantity, open: readonly MeasurementRecord[]): string {
  const [widest] = open.toSorted((a, b) => widthOf(b) - widthOf(a));
  const { shift = null, workload } = widest ?? {};
  return widest === undefined || shift === null || shift.low === null || shift.high === null
    ? quantity
    : `${quantity} (${formatInterval(shift, unitOfMeasurement(widest))} under ${workload})`;
}

const MOST_NAMED = 2;

function workloadsOf(open: readonly MeasurementRecord[]): string {
  return open.length > MOST_NAMED
    ? `${open.length} workloads`
    : AND.format(open.map(({ workload }) => workload));
}

/** Endless where there is no interval. */
function widthOf({ shift, floor }: MeasurementRecord): number {
  const { low = null, high = null } = shift ?? {};
  return low === null || high === null ? Infinity : (high - low) / (floor || 1);
}

function isClaim({ conclusion, shift }: MeasurementRecord): boolean {
  return (conclusion === "costs" || conclusion === "saves") && shift !== null;
}

/** How many times the smallest difference that counts: comparable across units. What is saved comes last. */
function size({ shift, floor }: MeasurementRecord): number {
  return shift === null || floor === 0 ? 0 : shift.value / floor;
}

/** `67.3 MB of memory (66.0 to 68.5 MB) under idle`, `24.3 % to the time of file-churn (23.0 to 25.6 %)`. */
function amount(one: MeasurementRecord, alike: readonly MeasurementRecord[]): string {
  const { workload, shift, ratio } = one;
  const others =
    alike.filter((other) => isClaim(other) && Math.sign(size(other)) === Math.sign(size(one))).length;
  const most = others > 1 ? ` (the most among ${others} workloads)` : "";
  if (shift === null) return "";
  const ofTime = `${shift.value > 0 ? "to" : "of"} the time of ${workload}`;
  if (quantityOf(one) === "time") {
    const share = ratio === null
      ? null
      : sized({ value: change(ratio.value), low: changeOf(ratio.low), high: changeOf(ratio.high) });
    return share === null
      ? `${formatQuantity(Math.abs(shift.value), "ms")} ${ofTime}${most}`
      : `${formatNumber(share.value)} % ${ofTime} (${percents(share)})${most}`;
  }
  const unit = unitOfMeasurement(one);
  const what = unit === "bytes" ? " of memory" : "";
  return `${formatQuantity(Math.abs(shift.value), unit)}${what} (${
    formatInterval(sized(shift), unit)
  }) under ${workload}${most}`;
}

function percents({ low, high }: NonNullable<MeasurementRecord["shift"]>): string {
  return low === null || high === null
    ? "interval unknown: too few blocks"
    : `${formatNumber(low)} to ${formatNumber(high)} %`;
}

/** An estimate of something less as an estimate of how much less. */
function sized(
  { value, low, high }: NonNullable<MeasurementRecord["shift"]>,
): NonNullable<MeasurementRecord["shift"]> {
  if (value >= 0) return { value, low, high };
  return { value: -value, low: high === null ? null : -high, high: low === null ? null : -low };
}

function change(ratio: number): number {
  return 100 * (ratio - 1);
}

function changeOf(ratio: number | null): number | null {
  return ratio === null ? null : change(ratio);
}

/** Nothing was switched: the largest medians. */
function levels(main: ByQuantity): string {
  const clauses = (["CPU", "memory"] as const).flatMap((quantity) => {
    const known = (main.get(quantity) ?? []).flatMap((one) => {
      const median = one.current?.median ?? null;
      return median === null ? [] : [{ one, median }];
    });
    const [most] = known.toSorted((a, b) => b.median - a.median);
    return most === undefined
      ? []
      : [`${formatQuantity(most.median, unitOfMeasurement(most.one))} under ${most.one.workload}`];
  });
  return `As the device is, the agent uses up to ${AND.format(clauses)}`;
}

// What a simulated device was made to cost in each block, by its own ledger, beside what a measurement found of it.
import { quadShift } from "../../cost/statistics/quads/quad_shift.ts";
import { comparedQuads } from "../../cost/compared_quads.ts";
import type { BlockRecord, MeasurementRecord } from "../../model/record/measurement.ts";

/** A line of the ledger: what the device has done since its start. Times in milliseconds. */
export interface LedgerLine {
  /** Wall clock. */
  readonly atMs: number;
  /** CPU time that it was told to use and did. */
  readonly paidMs: number;
  /** All its CPU time, noticing events included. */
  readonly usedMs: number;
  readonly heldBytes: number;
}

/** One metric of the process that costs something, under one workload. In the unit of the measurement. */
export interface InjectedEffect {
  readonly measurement: MeasurementRecord;
  /** What behavior monitoring was made to add. Null where the ledger does not say. */
  readonly injected: number | null;
  /** What it added by the account of the device itself: for CPU with what noticing events takes. */
  readonly added: number | null;
}

/** What of the ledger a metric is held against. */
const TRUTHS = {
  "cpu.mean": { injected: share("paidMs"), added: share("usedMs") },
  "rss.mean": { injected: level, added: level },
} as const;

/** Effects of CPU and memory, in the order of the record. */
export function injectedEffects(
  { measurements, blocks }: {
    readonly measurements: readonly MeasurementRecord[];
    readonly blocks: readonly BlockRecord[];
  },
  ledger: readonly LedgerLine[],
): readonly InjectedEffect[] {
  const { quads } = comparedQuads(blocks);
  return measurements.filter(({ process }) => process === "wdavdaemon_unprivileged").flatMap(
    (measurement) => {
      const { metric, workload } = measurement;
      if (metric !== "cpu.mean" && metric !== "rss.mean") return [];
      const alike = quads.filter(([first]) => first?.workload === workload);
      const truth = (read: BlockTruth) =>
        shiftOf(alike.map((quad) => quad.map((block) => valueOf(block, read, ledger))));
      const { injected, added } = TRUTHS[metric];
      return [{ measurement, injected: truth(injected), added: truth(added) }];
    },
  );
}

/** Whether the interval holds what the device really added. */
export function isHeld({ measurement: { shift }, added }: InjectedEffect): boolean {
  return added !== null && (shift?.low ?? Infinity) <= added && added <= (shift?.high ?? -Infinity);
}

/** Whether something was claimed that is not so: the other sign, or a difference where there is none. */
export function isFalse({ measurement: { conclusion, floor }, added }: InjectedEffect): boolean {
  if (added === null || conclusion === "cannot tell" || conclusion === "not compared") return false;
  const size = Math.abs(added);
  if (conclusion === "no difference seen") return size > floor;
  return size <= floor / 2 || (conclusion === "costs") !== added > 0;
}

type BlockTruth = (from: LedgerLine, to: LedgerLine) => number;

interface TrueBlock {
  readonly isOn: boolean;
  readonly value: number | null;
}

function share(what: "paidMs" | "usedMs"): BlockTruth {
  return (from, to) => 100 * (to[what] - from[what]) / (to.atMs - from.atMs);
}

function level(_: LedgerLine, to: LedgerLine): number {
  return to.heldBytes;
}

/** By the lines next to its beginning and its end: around a block the device is at rest. */
function valueOf(
  { arm, startedAt, durationMs }: BlockRecord,
  read: BlockTruth,
  ledger: readonly LedgerLine[],
): TrueBlock {
  const startMs = Date.parse(startedAt);
  const from = lineAt(ledger, startMs);
  const to = lineAt(ledger, startMs + durationMs);
  return { isOn: arm === "on", value: from === null || to === null ? null : read(from, to) };
}

/** The ledger at a moment, between two lines. */
function lineAt(ledger: readonly LedgerLine[], atMs: number): LedgerLine | null {
  const next = ledger.findIndex((line) => line.atMs >= atMs);
  const [before, after] = [ledger[next - 1], ledger[next]];
  if (before === undefined || after === undefined) return null;
  const part = (atMs - before.atMs) / (after.atMs - before.atMs);
  const between = (what: "paidMs" | "usedMs") => before[what] + part * (after[what] - before[what]);
  return { atMs, paidMs: between("paidMs"), usedMs: between("usedMs"), heldBytes: before.heldBytes };
}

function shiftOf(quads: readonly (readonly TrueBlock[])[]): number | null {
  const whole = quads.map((quad) =>
    quad.flatMap(({ isOn, value }) => value === null ? [] : [{ isOn, value }])
  ).filter((quad, place) => quad.length === quads[place]?.length);
  return quadShift(whole)?.value ?? null;
}

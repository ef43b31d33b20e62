// What a run has seen so far: every listing, every attempt. Attempts are judged from it, and from nothing else.
import { highest } from "../../model/quantile.ts";
import type { Problem } from "../../model/harness_error.ts";
import type { AttemptRecord } from "../../model/record/run_record.ts";
import type { RunPorts } from "../../ports/run_ports.ts";
import { EntryLedger } from "../listing/entry_ledger.ts";
import { DATE_TOLERANCE_MS } from "../listing/place_entries.ts";
import { attemptLife } from "./attempt_life.ts";
import type { ObservedAttempt } from "./judge_attempts.ts";

/** Triggers lie so far apart that dates of one-second resolution tell their entries apart. */
export const APART_MS = DATE_TOLERANCE_MS + 1_000;

/** Grows while the run goes on. */
export interface RunBook {
  readonly ledger: EntryLedger;
  readonly attempts: ObservedAttempt[];
  /** What was told of each of them last. */
  readonly told: AttemptRecord[];
  /** How long each question for the list took, answered or not. */
  readonly listingsMs: number[];
}

/** A book with nothing in it. */
export function openBook({ clock }: Pick<RunPorts, "clock">): RunBook {
  return { ledger: new EntryLedger(clock.utcOffsetMinutes()), attempts: [], told: [], listingsMs: [] };
}

/** What became of asking for the list. */
export interface AskedListing {
  /** Milliseconds since the start of the run. */
  readonly askedMs: number;
  /** Why there is none; null when it stands in the book. */
  readonly problem: Problem | null;
  readonly evidence: readonly string[];
}

/** Asks for the list and enters it. */
export async function enterListing(
  { device, originMs }: Pick<RunPorts, "device" | "originMs">,
  { ledger, listingsMs }: RunBook,
): Promise<AskedListing> {
  const { detections, askedAt, askedAtMs, answeredAtMs } = await device.listDetections();
  listingsMs.push(answeredAtMs - askedAtMs);
  const asked = { askedMs: askedAtMs - originMs, evidence: detections.evidence };
  if (detections.kind === "unreadable") return { ...asked, problem: detections.problem };
  ledger.add({
    askedMs: asked.askedMs,
    answeredMs: answeredAtMs - originMs,
    askedAt,
    detections: detections.value,
  });
  return { ...asked, problem: null };
}

/** How long to wait so that this trigger starts well after the last one ended. */
export function apartMs(
  { clock, originMs }: Pick<RunPorts, "clock" | "originMs">,
  { attempts }: RunBook,
): number {
  const ends = attempts.flatMap(({ record }) => attemptLife(record)?.endMs ?? []);
  return Math.max(0, highest(ends) + APART_MS + originMs - clock.monotonicMs());
}

/** How long the list took to come when it was asked for last; 0 when it never was. */
export function lastAnswerMs({ ledger }: RunBook): number {
  const last = ledger.moments.at(-1);
  return last === undefined ? 0 : last.answeredMs - last.askedMs;
}

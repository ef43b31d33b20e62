// Judges the attempts of a run again from its stored evidence: the raw answers are parsed and judged by today's rules,
// without a device, by the function that judged them in the run.
import type { Detection } from "../../model/detection.ts";
import { toProblem } from "../../model/harness_error.ts";
import type { Health } from "../../model/health.ts";
import type { Prerequisite } from "../../model/prerequisite.ts";
import type { AttemptRecord, ProtectionState } from "../../model/record/run_record.ts";
import type { Scenario } from "../../model/scenario.ts";
import type { EvidenceEntry, StoredBundle } from "../../ports/bundle.ts";
import { EntryLedger } from "../listing/entry_ledger.ts";
import { judgeAttempts } from "./judge_attempts.ts";
import { protectionOf } from "./read_protection.ts";

/** Turns raw outputs into values, as the device adapter does. */
export interface EvidenceParsers {
  readonly detections: (stdout: Uint8Array) => readonly Detection[];
  readonly health: (stdout: Uint8Array) => Health;
}

/** An attempt as it was recorded, with what it was about. */
export interface RecordedAttempt {
  readonly scenario: Scenario;
  readonly record: AttemptRecord;
}

/** What judging a run again needs. */
export interface RejudgeInput {
  readonly bundle: StoredBundle;
  /** In the order in which they ran. */
  readonly attempts: readonly RecordedAttempt[];
  readonly prerequisites: readonly Prerequisite[];
  readonly parsers: EvidenceParsers;
}

/** Answers by their ids, with the order in which they came. */
type KeptEvidence = ReadonlyMap<string, { readonly entry: EvidenceEntry; readonly place: number }>;

/** Label of the evidence that is a list of detections. */
export const LISTING = "threat-list";
const HEALTH = "health";

/** Reads the evidence and judges every attempt; in the order in which they are given. */
export async function rejudgeAttempts(input: RejudgeInput): Promise<readonly AttemptRecord[]> {
  const { bundle, attempts, prerequisites, parsers } = input;
  const kept = new Map(bundle.evidence.map((entry, place) => [entry.id, { entry, place }]));
  const ledger = new EntryLedger(attempts[0]?.record.utcOffsetMinutes ?? null);
  const readable = new Set<string>();
  for (const entry of bundle.evidence) {
    if (entry.label !== LISTING || entry.exitCode !== 0) continue;
    const detections = await read(bundle, entry, parsers.detections);
    if (detections === null) continue;
    readable.add(entry.id);
    const { startedMs, durationMs, startedAt } = entry;
    ledger.add({ askedMs: startedMs, answeredMs: startedMs + durationMs, askedAt: startedAt, detections });
  }
  return judgeAttempts({
    ledger,
    prerequisites,
    attempts: await Promise.all(attempts.map(async ({ scenario, record }) => {
      const protection = await protectionIn(input, { record, kept });
      const agentUnreadable = unreadableBefore(record, { kept, readable });
      return { scenario, record: { ...record, protection }, agentUnreadable };
    })),
  });
}

async function read<T>(
  bundle: StoredBundle,
  entry: EvidenceEntry,
  parse: (stdout: Uint8Array) => T,
): Promise<T | null> {
  if (entry.timedOut || entry.truncated || entry.signal !== null) return null;
  const stdout = await bundle.readStdout(entry);
  try {
    return parse(stdout);
  } catch (error) {
    // Whatever makes an answer no answer: the run took it for none as well.
    toProblem(error);
    return null;
  }
}

/**
 * The last health before the trigger, the last of all after it, and what was read between; what plain health does not
 * show is taken as recorded.
 */
async function protectionIn(
  { bundle, parsers }: RejudgeInput,
  { record: { evidence, triggerStartedMs, protection }, kept }: {
    readonly record: AttemptRecord;
    readonly kept: KeptEvidence;
  },
): Promise<AttemptRecord["protection"]> {
  const mine = [...new Set(evidence)].flatMap((id) => kept.get(id) ?? [])
    .toSorted((a, b) => a.place - b.place)
    .flatMap(({ entry }) => entry.label === HEALTH ? [entry] : []);
  const isBefore = ({ startedMs }: EvidenceEntry) =>
    triggerStartedMs === null || startedMs < triggerStartedMs;
  const stateOf = async (
    entry: EvidenceEntry | undefined,
    recorded: ProtectionState | null | undefined,
  ): Promise<ProtectionState | null> => {
    const health = entry === undefined ? null : await read(bundle, entry, parsers.health);
    if (health === null) return null;
    const state = protectionOf(health);
    return { ...state, behaviorMonitoring: state.behaviorMonitoring ?? recorded?.behaviorMonitoring ?? null };
  };
  const since = mine.filter((entry) => !isBefore(entry));
  const during: (ProtectionState & { readonly askedMs: number })[] = [];
  for (const entry of since.slice(0, -1)) {
    const recorded = protection.during?.[during.length];
    const state = await stateOf(entry, recorded);
    // A question that was asked in two forms began with the one that failed.
    if (state !== null) during.push({ askedMs: recorded?.askedMs ?? entry.startedMs, ...state });
  }
  return {
    before: await stateOf(mine.findLast(isBefore), protection.before),
    ...(protection.during !== undefined || during.length > 0 ? { during } : {}),
    after: await stateOf(since.at(-1), protection.after),
  };
}

/** Without the listing from before, every entry of later ones would look new. */
function unreadableBefore(
  { evidence, triggerStartedMs, problems }: AttemptRecord,
  { kept, readable }: { readonly kept: KeptEvidence; readonly readable: ReadonlySet<string> },
): string | null {
  const missing = evidence.filter((id) => !kept.has(id));
  if (missing.length > 0) return `the bundle does not hold its evidence ${missing.join(", ")}`;
  const wasListed = evidence.some((id) =>
    readable.has(id) &&
    (triggerStartedMs === null || (kept.get(id)?.entry.startedMs ?? Infinity) < triggerStartedMs)
  );
  return wasListed ? null : problems[0]?.message ?? "no listing from before the trigger was kept";
}

// Asking what protects the device as long as triggers live: what changes and changes back meanwhile shows in no reading
// before or after, and a trigger can live long (somebody stops it and lets it go on, the machine is busy or asleep).
import type { AttemptRecord, ProtectionState } from "../../model/record/run_record.ts";
import type { RunPorts } from "../../ports/run_ports.ts";
import { PATIENT_PAUSE_MS } from "../listing/listing_cadence.ts";
import { readProtection } from "./read_protection.ts";

/** Between questions to an agent that does not answer. */
const RETRY_PAUSE_MS = 500;

/** What one question gave. */
export interface WatchedProtection {
  /** Milliseconds since the start of the run. */
  readonly askedMs: number;
  /** Null when it could not be read. */
  readonly state: ProtectionState | null;
  readonly evidence: readonly string[];
}

/** Asks at once, on until `ended` aborts, and once more then. Adds to `watched`. */
export async function watchProtection(
  ports: Pick<RunPorts, "device" | "clock" | "originMs">,
  { ended, watched }: { readonly ended: AbortSignal; readonly watched: WatchedProtection[] },
): Promise<void> {
  const { clock, originMs } = ports;
  const ask = async (): Promise<ProtectionState | null> => {
    const askedMs = clock.monotonicMs() - originMs;
    const { state, evidence } = await readProtection(ports);
    watched.push({ askedMs, state, evidence });
    return state;
  };
  while (!ended.aborted) {
    const pauseMs = await ask() === null ? RETRY_PAUSE_MS : PATIENT_PAUSE_MS;
    await clock.sleep(pauseMs, ended);
  }
  await ask();
}

/** Whether the last answer is new enough to tell the state after the attempt. */
export function isFresh(
  watched: readonly WatchedProtection[],
  { endedMs, nowMs }: { readonly endedMs: number; readonly nowMs: number },
): boolean {
  const last = watched.at(-1);
  return last !== undefined && last.state !== null && last.askedMs >= endedMs &&
    nowMs - last.askedMs <= PATIENT_PAUSE_MS;
}

/** What was asked while a trigger lived that ended at `endedMs`, and the first answer to what was asked after. */
export function protectionUpTo(
  endedMs: number,
  watched: readonly WatchedProtection[],
): Pick<AttemptRecord["protection"], "during" | "after"> & Pick<AttemptRecord, "evidence"> {
  const first = watched.findIndex(({ askedMs, state }) => askedMs >= endedMs && state !== null);
  const mine = first < 0 ? watched : watched.slice(0, first + 1);
  return {
    during: mine.flatMap(({ askedMs, state }) =>
      state === null || askedMs >= endedMs ? [] : [{ askedMs, ...state }]
    ),
    after: watched[first]?.state ?? null,
    evidence: mine.flatMap(({ evidence }) => evidence),
  };
}

// Writes the threat list. Entries that come at the same moment are written in one piece.
import { appendThreats, loadThreats } from "./device_files.ts";
import type { DeviceLayout, Threat } from "./device_state.ts";

/** A detection to record. */
interface NewThreat {
  readonly name: string;
  readonly type: string;
  /** What was done; quarantined when left out. */
  readonly status?: string;
  /** Gives the newest entry of that name a new time instead of adding one. */
  readonly reuse: boolean;
  /** When it was stopped; now, when absent. */
  readonly detectedAtMs?: number;
}

/** Appends entries, the ones asked for in the same turn together. */
export class ThreatRecorder {
  readonly #layout: DeviceLayout;
  #batch: NewThreat[] = [];
  #writing: Promise<void> = Promise.resolve();

  constructor(layout: DeviceLayout) {
    this.#layout = layout;
  }

  /** Resolves when the entry is listed. */
  record(threat: NewThreat): Promise<void> {
    this.#batch.push(threat);
    if (this.#batch.length === 1) this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    const before = await loadThreats(this.#layout);
    const batch = this.#batch;
    this.#batch = [];
    await appendThreats(
      this.#layout,
      batch.map((threat) => entryFor(threat, { before, nowMs: threat.detectedAtMs ?? Date.now() })),
    );
  }
}

/** The entry that is listed for a detection. */
export function entryFor(
  { name, type, status = "quarantined", reuse }: NewThreat,
  { before, nowMs }: { readonly before: readonly Threat[]; readonly nowMs: number },
): Threat {
  const earlier = reuse ? before.findLast((threat) => threat.name === name) : undefined;
  // Printed to the second: a reused entry has to differ from what was listed before.
  const detectedAtMs = Math.max(nowMs, (earlier?.detectedAtMs ?? 0) + 1000);
  return { id: earlier?.id ?? crypto.randomUUID(), name, type, status, detectedAtMs };
}

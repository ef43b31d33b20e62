// What a run is evidence of. Part of every key: runs of two kinds are never put together.
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { deviceNotice } from "../views/device_notice.ts";

/**
 * `real`: the vendor's agent on the system that it says it is on. `stand-in`: another program in its place, or a system
 * that was only assumed. `simulated`: made up, also when it is a recording. `recorded`: what a device did once.
 * `changed`: the bundle is not as its run left it. Pasted text makes no run, so there is no kind for it.
 */
export const EVIDENCE_KINDS = ["real", "stand-in", "simulated", "recorded", "changed"] as const;

/** One of {@linkcode EVIDENCE_KINDS}. */
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** The kind of a run: what most keeps it from being taken for a real one. */
export function evidenceKindOf(
  record: Pick<RunRecord, "simulated" | "recorded" | "unverified" | "device">,
): EvidenceKind {
  if (record.unverified.length > 0) return "changed";
  if (record.simulated) return "simulated";
  if (record.recorded) return "recorded";
  return deviceNotice(record) === null ? "real" : "stand-in";
}

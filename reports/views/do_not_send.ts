// Whether a measurement may be sent to anybody as evidence.
import type { RunRecord } from "../../harness/model/record/run_record.ts";

/** Why not, as a sentence; null when nothing speaks against it. */
export function doNotSend(
  { simulated, unverified, measurement }: Pick<RunRecord, "simulated" | "unverified" | "measurement">,
): string | null {
  if (unverified.length > 0) return "Do not send this: the bundle was changed.";
  if (simulated) return "Do not send this: the device was simulated, and says nothing about a real one.";
  return measurement?.plan.quick === true ? "Do not send this: a quick look is no evidence." : null;
}

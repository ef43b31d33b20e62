// The policy of a run in one line, with the reason for it. Shared by all formats people read.
import type { RunRecord } from "../../harness/model/record/run_record.ts";

/** `ga of 2026-09-17: "app_version" is …`; where none was chosen, why. */
export function policyInWords({ id, date, why }: RunRecord["policy"]): string {
  const name = date === "" ? id : `${id} of ${date}`;
  return why === null ? name : `${name}: ${why}`;
}

// What a run did to the setting, in a few words.
import type { RunRecord } from "../../harness/model/record/run_record.ts";

/** The setting as it was found and what the run made of it: `disabled, enabled for the run`. */
export function settingInWords({ enablement, measurement }: RunRecord): string {
  if (enablement === null) return measurement?.plan.arms === "off-on" ? "off and on in turn" : "not touched";
  const { before, changed, wanted } = enablement;
  const found = before === null ? "unreadable" : `${before.value}${before.managed ? ", managed" : ""}`;
  return changed ? `${found}, ${wanted} for the run` : found;
}

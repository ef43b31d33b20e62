// The files that a run leaves in its bundle, by the reporters' own word on what they apply to.
import type { Reporter, RunOutline } from "../../../reports/views/reporter.ts";
import { type Footprint, NO_FOOTPRINT } from "../../run/footprint/footprint.ts";

/** What is kept below `out`. */
export function bundleFootprint(
  out: string,
  reporters: readonly Reporter[],
  outline: RunOutline,
): Footprint {
  const applying = reporters.filter(({ appliesTo }) => appliesTo?.(outline) !== false);
  const reports = applying.flatMap(({ fileName }) => fileName === null ? [] : [fileName]);
  const measured = outline.isMeasured ? ["samples.ndjson", "feedback.md"] : [];
  const files = ["events.ndjson", "evidence/", ...measured, ...reports, "SHA256SUMS"];
  return { ...NO_FOOTPRINT, kept: [...files.map((name) => `${out}/(run id)/${name}`), `${out}/latest`] };
}

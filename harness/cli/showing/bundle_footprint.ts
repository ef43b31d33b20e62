// The files that a run leaves in its bundle, by the reporters' own word on what they apply to.
import type { Reporter, RunOutline } from "../../../reports/views/reporter.ts";
import { CHECKSUMS_FILE, SIGNATURE_FILE } from "../../ports/bundle_files.ts";
import { type Footprint, NO_FOOTPRINT } from "../../run/footprint/footprint.ts";

/** What is kept below `out`. */
export function bundleFootprint(
  out: string,
  reporters: readonly Reporter[],
  outline: RunOutline & { readonly isSigned?: boolean; readonly history: string | null },
): Footprint {
  const applying = reporters.filter(({ appliesTo }) => appliesTo?.(outline) !== false);
  const reports = applying.flatMap(({ fileName }) => fileName === null ? [] : [fileName]);
  const measured = outline.isMeasured ? ["samples.ndjson"] : [];
  const signature = outline.isSigned === true ? [SIGNATURE_FILE] : [];
  const files = ["events.ndjson", "evidence/", ...measured, ...reports, CHECKSUMS_FILE, ...signature];
  const history = outline.history === null ? [] : [outline.history];
  const kept = [...files.map((name) => `${out}/(run id)/${name}`), `${out}/latest`, ...history];
  return { ...NO_FOOTPRINT, kept };
}

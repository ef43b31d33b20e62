// The files that a run leaves in its bundle, by the reporters' own word on what they apply to.
import type { Reporter, RunOutline } from "../../../reports/views/reporter.ts";
import { CHECKSUMS_FILE, type Keeping, SIGNATURE_FILE } from "../../ports/bundle_files.ts";
import { type Footprint, NO_FOOTPRINT } from "../../run/footprint/footprint.ts";

/** What is kept below `out`. */
export function bundleFootprint(
  out: string,
  reporters: readonly Reporter[],
  outline: RunOutline & {
    readonly isSigned?: boolean;
    readonly keeping: Keeping | null;
    readonly history: string | null;
  },
): Footprint {
  const applying = reporters.filter(({ appliesTo }) => appliesTo?.(outline) !== false);
  const reports = applying.flatMap(({ fileName }) => fileName === null ? [] : [fileName]);
  const measured = outline.isMeasured ? ["samples.ndjson"] : [];
  const signature = outline.isSigned === true ? [SIGNATURE_FILE] : [];
  const files = ["events.ndjson", "evidence/", ...measured, ...reports, CHECKSUMS_FILE, ...signature];
  const pruned = outline.keeping === null ? [] : [
    `${out}/(earlier run ids that ended well, beyond ${inWords(outline.keeping)})`,
  ];
  const history = outline.history === null ? [] : [outline.history];
  return {
    ...NO_FOOTPRINT,
    removed: pruned,
    kept: [...files.map((name) => `${out}/(run id)/${name}`), `${out}/latest`, ...history],
  };
}

function inWords({ keep, keepDays }: Keeping): string {
  const newest = keep === null ? [] : [`the newest ${keep}`];
  return [...newest, ...(keepDays === null ? [] : [`those of the last ${keepDays} days`])].join(" and ");
}

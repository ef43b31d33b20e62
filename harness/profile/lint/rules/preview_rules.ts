// Rules about the keys that the preview of behavior monitoring had in 2024.
import type { RawFinding } from "../../words/finding.ts";
import { PREVIEW_KEYS } from "../../keys/known_feature_keys.ts";
import { findingOf, type LintContext } from "../lint_context.ts";
import { entryOf, valueAt } from "../../words/profile_node.ts";

/** `preview-keys-incomplete`. */
export function checkPreviewKeys(context: LintContext): readonly RawFinding[] {
  return context.profile.settings.flatMap(({ settings }) => {
    const preview = valueAt(settings, ["features", "behaviorMonitoringConfigurations"]);
    if (preview?.kind !== "dict" || preview.entries.length === 0) return [];
    const missing = PREVIEW_KEYS.filter((key) => entryOf(preview, key) === null);
    if (missing.length === 0) return [];
    return [findingOf("preview-keys-incomplete", {
      severity: "warning",
      span: { start: preview.span.start, end: preview.span.start },
      path: "features.behaviorMonitoringConfigurations",
      what: `Of the preview's four keys ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing`,
      why: "The vendor's preview profile sets all four; what the others do without them is not documented",
      remedy:
        "Set all four, or remove behaviorMonitoringConfigurations, which the current documentation no longer has",
    })];
  });
}

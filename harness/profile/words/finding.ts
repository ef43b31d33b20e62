// What the linter reports: one finding, its severity and its rule's id. Wording belongs to the rules.
import type { Span } from "./profile_node.ts";

/** How bad: `error` makes the profile fail or do something else, `warning` is likely a mistake, `info` is good to know. */
export type FindingSeverity = "error" | "warning" | "info";

/** All rules, in the order of their pages in `README.md`. */
export const RULE_IDS = [
  "not-well-formed",
  "not-a-property-list",
  "typographic-quotes",
  "duplicate-key",
  "signed-profile",
  "graph-export",
  "wrong-kind",
  "wrong-file-name",
  "not-a-defender-configuration",
  "no-defender-payload",
  "several-defender-payloads",
  "missing-payload-key",
  "wrong-payload-value",
  "vendor-sample-uuid",
  "duplicate-uuid",
  "duplicate-identifier",
  "user-scope",
  "payload-disabled",
  "boolean-not-string",
  "wrong-type",
  "invalid-value",
  "wrong-level",
  "misspelled-key",
  "unknown-key",
  "legacy-key",
  "wrong-platform",
  "empty-section",
  "sample-annotations",
  "placeholder-left",
  "address-without-scheme",
  "bm-not-set",
  "bm-key-missing",
  "bm-keys-disagree",
  "bm-without-real-time-protection",
  "bm-with-passive-mode",
  "bm-without-cloud-protection",
  "enforcement-contradicts",
  "preview-keys-incomplete",
  "exclusion-covers-demonstration",
  "exclusion-covers-everything",
  "exclusion-matches-nothing",
  "detection-allowed",
] as const;

/** One of {@linkcode RULE_IDS}. */
export type RuleId = (typeof RULE_IDS)[number];

/** Replaces a range of the text; an empty range inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** Something found, with its place as offsets; {@linkcode Finding} has lines. */
export interface RawFinding {
  readonly rule: RuleId;
  readonly severity: FindingSeverity;
  /** Null where the format has no text or the finding is about the file as a whole. */
  readonly span: Span | null;
  /** Path of the setting, like `antivirusEngine.behaviorMonitoring`. */
  readonly path: string | null;
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
  /** What `--fix` does; empty where the mend is not certain. */
  readonly edits: readonly TextEdit[];
}

/** A finding as it is reported. Lines and columns count from 1; null where there is no text. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: FindingSeverity;
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
  readonly path: string | null;
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
  /** `--fix` mends it. */
  readonly fixable: boolean;
}

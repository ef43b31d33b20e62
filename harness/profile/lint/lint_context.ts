// What every rule gets to see of one file.
import type { FindingSeverity, RawFinding, RuleId, TextEdit } from "../words/finding.ts";
import type { Platform } from "../../model/platform.ts";
import type { EditedText } from "../write/edit_profile.ts";
import type { InterpretedProfile } from "../read/profile_form.ts";
import type { Span } from "../words/profile_node.ts";
import type { ReadProfile } from "../read/read_profile.ts";
import type { MetSetting } from "./rules/settings_walk.ts";
import type { Tool } from "../words/tool.ts";

/** One file, read and interpreted. */
export interface LintContext {
  readonly source: ReadProfile;
  readonly profile: InterpretedProfile;
  /** Its settings for the agent, met in document order. */
  readonly met: Iterable<MetSetting>;
  /** The tool the user named; null when none. */
  readonly tool: Tool | null;
  readonly platform: Platform;
  /** Null where nothing can be mended in place: binary and signed profiles. */
  readonly editable: EditedText | null;
}

/** A rule: a pure function of a file. Rules on every setting give one finding after the other: there may be a million. */
export type Rule = (context: LintContext) => Iterable<RawFinding>;

/** The parts of a finding that differ from one to the next. */
export interface FindingParts {
  readonly severity: FindingSeverity;
  readonly span?: Span | null;
  readonly path?: string | null;
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
  readonly edits?: readonly TextEdit[];
}

/** A finding of a rule. A span that is nowhere (binary) becomes null. */
export function findingOf(rule: RuleId, parts: FindingParts): RawFinding {
  const span = parts.span ?? null;
  return {
    rule,
    severity: parts.severity,
    span: span !== null && span.start >= 0 ? span : null,
    path: parts.path ?? null,
    what: parts.what,
    why: parts.why,
    remedy: parts.remedy,
    edits: parts.edits ?? [],
  };
}

/** Makes edits only where the text may be edited. */
export function editsFor(
  context: LintContext,
  make: (editable: EditedText) => readonly TextEdit[],
): readonly TextEdit[] {
  return context.editable === null ? [] : make(context.editable);
}

// The mended copy for `--fix`: applies what is certain, checks again, and goes on until nothing certain is left.
import type { RawFinding, RuleId, TextEdit } from "../words/finding.ts";
import { type LintedProfile, type LintOptions, lintProfile } from "./lint_profile.ts";
import { applyEdits } from "../write/apply_edits.ts";

/** Each round can lay bare what the round before hid; more than this means that mends undo each other. */
const MAX_ROUNDS = 30;
/** Most edits in one round, and most findings; a file that needs more is better made anew. */
const MAX_EDITS = 500;
const MAX_FINDINGS = 2_000;

/** What mending came to. */
export interface Mending {
  /** The mended text; null when nothing was mended. */
  readonly text: string | null;
  /** Rules whose findings were mended, one entry for each finding. */
  readonly mended: readonly RuleId[];
  /** What is left, found in the mended text. */
  readonly after: LintedProfile;
}

/** Mends a linted profile as far as the mend is certain. */
export async function mendProfile(linted: LintedProfile, options: LintOptions = {}): Promise<Mending> {
  let current = linted;
  const mended: RuleId[] = [];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (current.isCut || current.raw.length > MAX_FINDINGS) break;
    const text = current.source?.text ?? null;
    const chosen = chooseEdits(current.raw);
    if (text === null || chosen.edits.length === 0) break;
    const next = applyEdits(text, chosen.edits);
    if (next === text) break;
    mended.push(...chosen.rules);
    current = await lintProfile({ name: linted.report.file, bytes: new TextEncoder().encode(next) }, options);
  }
  return { text: mended.length === 0 ? null : current.source?.text ?? null, mended, after: current };
}

/** Where keys stand comes before what they hold: a key put right may make the finding about its absence void. */
const FIRST: readonly RuleId[] = ["not-well-formed", "typographic-quotes", "misspelled-key", "wrong-level"];

/**
 * Takes the findings of one rule, because mends of two rules can mean the same thing twice. Of those, one whose edits
 * touch a place already edited waits for the next round.
 */
function chooseEdits(
  findings: readonly RawFinding[],
): { readonly edits: readonly TextEdit[]; readonly rules: readonly RuleId[] } {
  const edits: TextEdit[] = [];
  const rules: RuleId[] = [];
  const fixable = findings.filter((finding) => finding.edits.length > 0);
  const rule = FIRST.find((first) => fixable.some((finding) => finding.rule === first)) ?? fixable[0]?.rule;
  for (const finding of fixable) {
    if (finding.rule !== rule || edits.length + finding.edits.length > MAX_EDITS) continue;
    if (finding.edits.some((edit) => edits.some((taken) => touches(edit, taken)))) continue;
    edits.push(...finding.edits);
    rules.push(finding.rule);
  }
  return { edits, rules };
}

function touches(a: TextEdit, b: TextEdit): boolean {
  return a.span.start <= b.span.end && b.span.start <= a.span.end;
}

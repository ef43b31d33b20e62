// One broken file for the tests: what the linter must say of it, and whether it may mend it.
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { lintProfile } from "../profile/lint/lint_profile.ts";
import { mendProfile } from "../profile/lint/mend_profile.ts";

/** A broken file and what is expected. */
export interface BrokenCase {
  readonly what: string;
  readonly broken: string;
  readonly line: number;
  readonly says: string;
  readonly remedy: string;
  /** The mended copy has no finding; false where no mend is certain. */
  readonly mends: boolean;
  readonly rule?: string;
}

/** Checks the finding's place and words, and that the file is mended when and only when that is certain. */
export async function explainCase(
  name: string,
  { broken, line, says, remedy, mends, rule }: BrokenCase,
): Promise<void> {
  const linted = await lintProfile({ name, bytes: new TextEncoder().encode(broken) });
  const finding = linted.report.findings.find((found) => found.rule === (rule ?? "not-well-formed"));
  assert(finding !== undefined, JSON.stringify(linted.report.findings));
  assertEquals(finding.line, line, `${finding.what} → ${finding.remedy}`);
  assertStringIncludes(finding.what, says);
  assertStringIncludes(finding.remedy, remedy);
  const { after, text } = await mendProfile(linted);
  assertEquals(text !== null, mends, finding.remedy);
  if (mends) assertEquals(after.report.findings, []);
}

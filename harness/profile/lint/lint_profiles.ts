// Several files together: what only shows beside each other, and the totals.
import type { Finding } from "../words/finding.ts";
import { type FileReport, type LintedProfile, type LintOptions, lintProfile } from "./lint_profile.ts";
import { lineStartsOf, positionAt } from "../words/text_position.ts";
import { printableText } from "../printable_text.ts";
import type { ProfileFile } from "../read/read_profile.ts";
import { identitiesOf } from "./rules/identity_rules.ts";

/** What the linter has to say about all files. */
export interface LintReport {
  readonly files: readonly FileReport[];
  readonly counts: {
    readonly error: number;
    readonly warning: number;
    readonly info: number;
    readonly problem: number;
  };
}

/** Checks files one by one and then against each other. */
export async function lintProfiles(
  files: readonly ProfileFile[],
  options: LintOptions = {},
): Promise<LintReport> {
  const linted: LintedProfile[] = [];
  for (const file of files) linted.push(await lintProfile(file, options));
  return reportOn(linted);
}

/** Puts checked files together, and adds what only shows beside each other. */
export function reportOn(linted: readonly LintedProfile[]): LintReport {
  const shared = [...sharedIdentities(linted), ...competingPayloads(linted)];
  const files = linted.map(({ report }): FileReport => {
    const more = shared.filter(({ file }) => file === report.file);
    return more.length === 0 ? report : { ...report, findings: [...report.findings, ...more] };
  });
  const findings = files.flatMap((file) => file.findings);
  const count = (severity: Finding["severity"]) =>
    findings.filter((finding) => finding.severity === severity).length;
  const problem = files.filter((file) => file.problem !== null).length;
  return {
    files,
    counts: { error: count("error"), warning: count("warning"), info: count("info"), problem },
  };
}

function sharedIdentities(linted: readonly LintedProfile[]): readonly Finding[] {
  const firstFile = new Map<string, string>();
  return linted.flatMap((profile) => {
    const { context, report } = profile;
    if (context === null) return [];
    return identitiesOf(context).flatMap(({ key, value, entry, first }): readonly Finding[] => {
      const id = `${key} ${value.toUpperCase()}`;
      const other = firstFile.get(id);
      if (other === undefined) firstFile.set(id, report.file);
      // Twice within one file is the file's own finding.
      if (other === undefined || other === report.file || first !== null) return [];
      return [{
        rule: key === "PayloadUUID" ? "duplicate-uuid" : "duplicate-identifier",
        severity: "error",
        file: report.file,
        ...placeOf(profile, entry.value.span),
        path: key,
        what: printableText(`${key} "${value}" is also that of "${other}"`),
        why: "Installed on one device, the second profile replaces the first",
        remedy: key === "PayloadUUID"
          ? 'Give each its own UUID ("uuidgen" makes one)'
          : "Give each its own identifier",
        fixable: false,
      }];
    });
  });
}

function competingPayloads(linted: readonly LintedProfile[]): readonly Finding[] {
  const [first, ...others] = linted.filter(({ context }) =>
    context?.profile.form === "mobileconfig" &&
    context.profile.settings.some(({ domain }) => domain === "com.microsoft.wdav")
  );
  if (first === undefined) return [];
  return others.map((profile): Finding => {
    const own = profile.context?.profile.settings.find(({ domain }) => domain === "com.microsoft.wdav");
    return {
      rule: "several-defender-payloads",
      severity: "warning",
      file: profile.report.file,
      ...placeOf(profile, own?.settings.span ?? null),
      path: null,
      what: `"${first.report.file}" has a payload for com.microsoft.wdav too`,
      why:
        "If both reach one device, macOS merges them in an order nobody controls, and settings of one are lost",
      remedy:
        'Merge them into one profile ("profile generate --merge FILE"), or assign them to different devices',
      fixable: false,
    };
  });
}

function placeOf(
  { source }: LintedProfile,
  span: { readonly start: number; readonly end: number } | null,
): Pick<Finding, "line" | "column" | "endLine" | "endColumn"> {
  if (source === null || source.text === null || span === null || span.start < 0) {
    return { line: null, column: null, endLine: null, endColumn: null };
  }
  const lines = lineStartsOf(source.text);
  const start = positionAt(lines, span.start);
  const end = positionAt(lines, span.end);
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

// Several files together: what only shows beside each other, and the totals.
import type { Finding } from "../words/finding.ts";
import { findingOf } from "./lint_context.ts";
import type { FileReport, LintedProfile } from "./lint_profile.ts";
import { locateFindings } from "./locate_findings.ts";
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
  return linted.flatMap(({ context }) => {
    if (context === null) return [];
    const { source } = context;
    const raw = identitiesOf(context).flatMap(({ key, value, entry, first }) => {
      const id = `${key} ${value.toUpperCase()}`;
      const other = firstFile.get(id);
      if (other === undefined) firstFile.set(id, source.name);
      // Twice within one file is the file's own finding.
      if (other === undefined || other === source.name || first !== null) return [];
      const isUuid = key === "PayloadUUID";
      return [findingOf(isUuid ? "duplicate-uuid" : "duplicate-identifier", {
        severity: "warning",
        span: entry.value.span,
        path: key,
        what: `${key} "${value}" is also that of "${other}"`,
        why:
          "If both reach one device, the second profile may replace the first; by these names macOS tells them apart",
        remedy: `${
          isUuid ? 'Give each its own UUID ("uuidgen" makes one)' : "Give each its own identifier"
        }, unless they are for different devices`,
      })];
    });
    return locateFindings(raw, source);
  });
}

function competingPayloads(linted: readonly LintedProfile[]): readonly Finding[] {
  const payloads = linted.flatMap(({ context }) => {
    if (context?.profile.form !== "mobileconfig") return [];
    const own = context.profile.settings.find(({ domain }) => domain === "com.microsoft.wdav");
    return own === undefined ? [] : [{ source: context.source, span: own.settings.span }];
  });
  return payloads.slice(1).flatMap(({ source, span }) =>
    locateFindings([findingOf("several-defender-payloads", {
      severity: "warning",
      span,
      what: `"${payloads[0]?.source.name}" has a payload for com.microsoft.wdav too`,
      why:
        "If both reach one device, macOS merges them in an order nobody controls, and settings of one are lost",
      remedy:
        'Merge them into one profile ("profile generate --merge FILE"), or assign them to different devices',
    })], source)
  );
}

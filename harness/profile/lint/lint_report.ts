// Several files together: what only shows beside each other, and the totals.
import type { Finding } from "../words/finding.ts";
import { findingOf } from "./lint_context.ts";
import type { FileReport, LintedProfile } from "./lint_profile.ts";
import { findingAt, NO_PLACE, type Place, placesIn } from "./locate_findings.ts";
import { identitiesOf, type Identity } from "./rules/identity_rules.ts";

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

/** What is left of a checked file for comparing it with others, without its text and tree. */
export interface ComparedProfile {
  readonly report: FileReport;
  /** UUIDs and identifiers, each once. */
  readonly identities: readonly (Pick<Identity, "key" | "value"> & { readonly place: Place })[];
  /** Place of the settings for `com.microsoft.wdav` in a full profile; null where there are none. */
  readonly settings: Place | null;
}

/** Keeps of a checked file what comparing needs. */
export function toCompare({ report, context }: LintedProfile): ComparedProfile {
  if (context === null) return { report, identities: [], settings: null };
  const placeOf = placesIn(context.source);
  // Twice within one file is the file's own finding.
  const identities = identitiesOf(context).filter(({ first }) => first === null)
    .map(({ key, value, entry }) => ({ key, value, place: placeOf(entry.value.span) }));
  const own = context.profile.form === "mobileconfig"
    ? context.profile.settings.find(({ domain }) => domain === "com.microsoft.wdav")
    : undefined;
  return { report, identities, settings: own === undefined ? null : placeOf(own.settings.span) };
}

/** Puts checked files together, and adds what only shows beside each other. */
export function reportOn(profiles: readonly ComparedProfile[]): LintReport {
  const shared = Map.groupBy(
    [...sharedIdentities(profiles), ...competingPayloads(profiles)],
    ({ file }) => file,
  );
  const counts = { error: 0, warning: 0, info: 0, problem: 0 };
  const files = profiles.map(({ report }): FileReport => {
    const more = shared.get(report.file) ?? [];
    const findings = more.length === 0 ? report.findings : [...report.findings, ...more];
    for (const { severity } of findings) counts[severity]++;
    if (report.problem !== null) counts.problem++;
    return { ...report, findings };
  });
  return { files, counts };
}

function sharedIdentities(profiles: readonly ComparedProfile[]): readonly Finding[] {
  const firstFile = new Map<string, string>();
  return profiles.flatMap(({ report: { file }, identities }) =>
    identities.flatMap(({ key, value, place }) => {
      const id = `${key} ${value.toUpperCase()}`;
      const other = firstFile.get(id);
      if (other === undefined) firstFile.set(id, file);
      if (other === undefined || other === file) return [];
      const isUuid = key === "PayloadUUID";
      const raw = findingOf(isUuid ? "duplicate-uuid" : "duplicate-identifier", {
        severity: "warning",
        path: key,
        what: `${key} "${value}" is also that of "${other}"`,
        why:
          "If both reach one device, the second profile may replace the first; by these names macOS tells them apart",
        remedy: `${
          isUuid ? 'Give each its own UUID ("uuidgen" makes one)' : "Give each its own identifier"
        }, unless they are for different devices`,
      });
      return [findingAt(raw, file, place)];
    })
  );
}

function competingPayloads(profiles: readonly ComparedProfile[]): readonly Finding[] {
  const [first, ...others] = profiles.filter(({ settings }) => settings !== null);
  return others.map(({ report: { file }, settings }) => {
    const raw = findingOf("several-defender-payloads", {
      severity: "warning",
      what: `"${first?.report.file}" has a payload for com.microsoft.wdav too`,
      why:
        "If both reach one device, macOS merges them in an order nobody controls, and settings of one are lost",
      remedy:
        'Merge them into one profile ("profile generate --merge FILE"), or assign them to different devices',
    });
    return findingAt(raw, file, settings ?? NO_PLACE);
  });
}

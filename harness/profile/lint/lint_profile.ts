// Runs every rule over one file. What spans several files is `lint_report.ts`.
import { HarnessError, type Problem, toProblem } from "../../model/harness_error.ts";
import { diagnoseJson } from "./diagnose_json.ts";
import { diagnoseXml } from "./diagnose_xml.ts";
import { type EditedText, editText } from "../write/edit_profile.ts";
import type { Finding, RawFinding } from "../words/finding.ts";
import { findingOf, type LintContext, type Rule } from "./lint_context.ts";
import { NO_PLIST } from "../read/plist_tree.ts";
import { checkDocument, checkExported } from "./rules/document_rules.ts";
import { listFindings } from "./list_findings.ts";
import { locateFindings } from "./locate_findings.ts";
import { interpretProfile, type ProfileForm } from "../read/profile_form.ts";
import { type ProfileFile, type ReadProfile, readProfile } from "../read/read_profile.ts";
import { checkNeeds, checkSwitches } from "./rules/behavior_monitoring_rules.ts";
import { checkEnforcement } from "./rules/enforcement_rules.ts";
import { checkPreviewKeys } from "./rules/preview_rules.ts";
import { checkWrittenValues } from "./rules/written_value_rules.ts";
import { checkAllowedThreats, checkExclusions } from "./rules/exclusion_rules.ts";
import { checkDuplicates, checkEnabled, checkScope, checkVendorUuids } from "./rules/identity_rules.ts";
import { checkKeys } from "./rules/key_rules.ts";
import { checkAnnotations, checkDuplicateKeys } from "./rules/repeated_key_rules.ts";
import {
  checkFileName,
  checkHasSettings,
  checkKind,
  checkSigned,
  checkSingleSettings,
} from "./rules/kind_rules.ts";
import { checkPayloadKeysPresent, checkPayloadKeyValues } from "./rules/payload_rules.ts";
import { walkSettings } from "./rules/settings_walk.ts";
import { checkValues } from "./rules/value_rules.ts";
import type { Tool } from "../words/tool.ts";

const RULES: readonly Rule[] = [
  checkSigned,
  checkKind,
  checkFileName,
  checkHasSettings,
  checkSingleSettings,
  checkPayloadKeysPresent,
  checkPayloadKeyValues,
  checkVendorUuids,
  checkDuplicates,
  checkScope,
  checkEnabled,
  checkDuplicateKeys,
  checkKeys,
  checkAnnotations,
  checkValues,
  checkWrittenValues,
  checkSwitches,
  checkNeeds,
  checkEnforcement,
  checkPreviewKeys,
  checkExclusions,
  checkAllowedThreats,
];

/** What the linter has to say about one file. */
export interface FileReport {
  readonly file: string;
  /** Null when the file could not be read at all. */
  readonly format: ReadProfile["format"] | null;
  readonly signed: boolean;
  readonly form: ProfileForm | null;
  readonly findings: readonly Finding[];
  /** Why the file could not be judged; null when it could. */
  readonly problem: Problem | null;
}

/** A report with what the next steps need: mending and comparing files. */
export interface LintedProfile {
  readonly report: FileReport;
  readonly raw: readonly RawFinding[];
  /** More was found than is listed. */
  readonly isCut: boolean;
  readonly source: ReadProfile | null;
  readonly context: LintContext | null;
}

/** Options of {@linkcode lintProfile}. */
export interface LintOptions {
  /** The tool the file is for; without it form and name must fit each other. */
  readonly tool?: Tool;
}

/** Checks one file. Never throws for what is in the file: that is a finding, or a problem when it cannot be judged. */
export async function lintProfile(file: ProfileFile, options: LintOptions = {}): Promise<LintedProfile> {
  try {
    return lintRead(await readProfile(file), options);
  } catch (thrown) {
    return unjudgedProfile(file.name, thrown);
  }
}

/**
 * What is reported of a file that could not be read.
 *
 * @throws `thrown` itself when it is no HarnessError.
 */
export function unjudgedProfile(file: string, thrown: unknown): LintedProfile {
  if (!(thrown instanceof HarnessError)) throw thrown;
  const problem = toProblem(thrown);
  const report = { file, format: null, signed: false, form: null, findings: [], problem };
  return { report, raw: [], isCut: false, source: null, context: null };
}

function lintRead(source: ReadProfile, options: LintOptions): LintedProfile {
  const context = contextOf(source, options);
  const { raw, isCut } = listFindings(checkExported(source), judge(source, context));
  const findings = locateFindings(raw, source);
  const form = context?.profile.form ?? null;
  const report = {
    file: source.name,
    format: source.format,
    signed: source.signed,
    form,
    findings,
    problem: null,
  };
  return { report, raw, isCut, source, context };
}

/** What is something else is said to be that, and nothing of its content is judged. */
function* judge(source: ReadProfile, context: LintContext | null): Iterable<RawFinding> {
  const other = checkDocument(source, context);
  if (other !== null) return yield other;
  yield* breachesOf(source, context);
  if (source.broken !== null) yield diagnose(source);
  if (context === null) yield* rootFinding(source);
  else for (const rule of RULES) yield* rule(context);
}

/** Workspace ONE takes one payload as a bare `<dict>`; for all others a property list has its `<plist>`. */
function breachesOf({ findings, text }: ReadProfile, context: LintContext | null): readonly RawFinding[] {
  const isBare = context?.profile.form === "payload" && text !== null && !text.includes("<plist") &&
    (context.tool === null || context.tool === "workspace-one");
  return isBare ? findings.filter(({ what }) => what !== NO_PLIST) : findings;
}

/** Something else than a dictionary at the root. */
function rootFinding(source: ReadProfile): readonly RawFinding[] {
  if (source.root === null) return [];
  return [findingOf("not-a-property-list", {
    severity: "error",
    span: source.root.span,
    what: `The outermost value is ${
      source.root.kind === "array" || source.root.kind === "integer" ? "an" : "a"
    } ${source.root.kind}, wanted is a dictionary`,
    why: "A profile is a dictionary of keys; anything else is refused as a whole",
    remedy: source.format === "json" ? "Put the settings into { }" : "Put the settings into <dict>",
  })];
}

function contextOf(source: ReadProfile, { tool }: LintOptions): LintContext | null {
  const profile = source.root === null ? null : interpretProfile(source.root, source.format);
  if (profile === null) return null;
  const platform = tool === "linux" || (tool === undefined && profile.form === "managed-json")
    ? "linux"
    : "darwin";
  return {
    source,
    profile,
    met: walkSettings(profile),
    tool: tool ?? null,
    platform,
    editable: editableOf(source),
  };
}

function editableOf(source: ReadProfile): EditedText | null {
  if (source.text === null || source.signed || source.insideExport !== null || !source.isUtf8) return null;
  // The tree of a torn property list lacks what could not be placed; an edit made from it would lose that for good.
  if (source.findings.some(({ what }) => what !== NO_PLIST)) return null;
  return editText(source.text, source.format === "json" ? "json" : "xml");
}

function diagnose(source: ReadProfile): RawFinding {
  const text = source.text ?? "";
  const at = source.broken ?? { offset: 0, message: "" };
  const editable = editableOf(source) !== null;
  if (source.format === "json") return diagnoseJson(text, at, { editable });
  return diagnoseXml(text, at, { editable, fileName: source.name });
}

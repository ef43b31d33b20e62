// Rules about what a file is before anything in it is judged: a document of another kind, or a profile inside an export.
import type { ReadProfile } from "../../read/read_profile.ts";
import { type OtherDocument, recognizeDocument, recognizeMarkup } from "../../read/recognize_document.ts";
import type { RawFinding } from "../../words/finding.ts";
import type { Span } from "../../words/profile_node.ts";
import { findingOf, type LintContext } from "../lint_context.ts";

/** `not-a-defender-configuration`: null for what may be meant for the agent. */
export function checkDocument(source: ReadProfile, context: LintContext | null): RawFinding | null {
  const { text, root, format } = source;
  const markup = format === "xml" && text !== null ? recognizeMarkup(text) : null;
  if (markup !== null) return documentFinding(markup, { start: markup.start, end: markup.start + 1 });
  if (context !== null) {
    const { form, root: dict } = context.profile;
    const other = form === "preferences" || form === "managed-json" ? recognizeDocument(dict) : null;
    return other === null ? null : documentFinding(other, dict.span);
  }
  const first = root?.kind === "array" ? root.items[0] : undefined;
  const other = first?.kind === "dict" ? recognizeDocument(first) : null;
  return other === null ? null : documentFinding(other, first?.span ?? null);
}

function documentFinding({ title, severity, remedy }: OtherDocument, span: Span | null): RawFinding {
  return findingOf("not-a-defender-configuration", {
    severity,
    span: span === null ? null : { start: span.start, end: span.start },
    what: `This is no Defender configuration: it is ${title}`,
    why: "The agent takes its managed settings from com.microsoft.wdav only; nothing here was judged as such",
    remedy,
  });
}

/** `graph-export`: what was checked is the content of an export. */
export function checkExported({ insideExport }: ReadProfile): readonly RawFinding[] {
  if (insideExport === null) return [];
  return [findingOf("graph-export", {
    severity: "info",
    what: `The file is an export of Microsoft Graph; what was checked is "${insideExport}" inside it`,
    why: "Intune delivers the profile inside, not the export; lines and columns count in the profile",
    remedy: "Change the profile itself and upload it again; the export is not mended here",
  })];
}

// Rules about what a file is before anything in it is judged: a document of another kind, or a profile inside an export.
import type { ReadProfile } from "../../read/read_profile.ts";
import { recognizeDocument } from "../../read/recognize_document.ts";
import type { RawFinding } from "../../words/finding.ts";
import { findingOf, type LintContext } from "../lint_context.ts";

/** `not-a-defender-configuration`: null for what may be meant for the agent. */
export function checkDocument(source: ReadProfile, context: LintContext | null): RawFinding | null {
  const other = recognizeDocument(source, context?.profile ?? null);
  if (other === null) return null;
  const { title, severity, remedy, span } = other;
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
  const shown = insideExport.fileName === null ? "the profile" : `"${insideExport.fileName}"`;
  return [findingOf("graph-export", {
    severity: "info",
    what: `The file is ${insideExport.origin}; what was checked is ${shown} inside it`,
    why: "Devices get the profile inside, not what is around it; lines and columns count in the profile",
    remedy: "Change the profile itself and upload it again; what is around it is not mended here",
  })];
}

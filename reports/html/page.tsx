/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// The page as a whole: head, first screen, sections in the order in which people ask. One file without any
// request; a script only adds copy buttons. What a section shows is in a file of its own.
import { createHash } from "node:crypto";
import type { VNode } from "preact";
import { render } from "preact-render-to-string";
import type { RunRecord } from "../../harness/model/run_record.ts";
import { mapTexts } from "../map_texts.ts";
import { printable } from "../printable.ts";
import type { ReportContext } from "../reporter.ts";
import { headlineOf, VERDICT_WORD } from "../verdict_words.ts";
import copyScript from "./copy_buttons.browser.js" with { type: "text" };
import { EvidenceSection } from "./evidence_section.tsx";
import { FirstScreen } from "./first_screen.tsx";
import { MethodSection } from "./method_section.tsx";
import { PortalSection } from "./portal_section.tsx";
import { PrerequisiteSection } from "./prerequisite_section.tsx";
import { ScenarioSection } from "./scenario_section.tsx";
import style from "./style.css" with { type: "text" };

/** Texts longer than this are cut in the page; the bundle has them whole. */
const LONGEST_TEXT = 2000;
const LONGEST_OUTPUT = 16_000;

/** The whole document. */
export function renderPage(record: RunRecord, context: ReportContext): string {
  const safe = mapTexts(record, (text) => printable(shorten(text, LONGEST_TEXT)));
  const evidence = mapTexts(context.evidence ?? [], (text) => printable(shorten(text, LONGEST_OUTPUT)));
  return `<!doctype html>\n${render(<Page record={safe} evidence={evidence} />)}\n`;
}

interface PageProps {
  readonly record: RunRecord;
  readonly evidence: NonNullable<ReportContext["evidence"]>;
}

function Page({ record, evidence }: PageProps): VNode {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={contentSecurityPolicy()} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content={`bmverify ${record.tool.version}`} />
        <title>{`${VERDICT_WORD[record.verdict]}: ${headlineOf(record)}`}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <a class="skip" href="#main">Skip to the report</a>
        <FirstScreen record={record} />
        <main id="main">
          <PrerequisiteSection record={record} />
          <ScenarioSection record={record} />
          <PortalSection record={record} />
          <EvidenceSection record={record} evidence={evidence} />
          <MethodSection record={record} />
        </main>
        <footer>
          <p>
            Written by bmverify {record.tool.version} from run{" "}
            <code>{record.runId}</code>. Times are those of the device's monotonic clock; dates are UTC.
          </p>
        </footer>
        <script dangerouslySetInnerHTML={{ __html: copyScript }} />
      </body>
    </html>
  );
}

/** Nothing may be loaded, and only our own style and script may act: whatever a device sent stays text. */
function contentSecurityPolicy(): string {
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return `default-src 'none'; style-src ${hash(style)}; script-src ${
    hash(copyScript)
  }; base-uri 'none'; form-action 'none'`;
}

function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest)} … (${text.length - longest} more characters in the bundle)`;
}

/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// The page as a whole: head, first screen, sections in the order in which people ask. One file without any
// request; a script only adds copy buttons. What a section shows is in a file of its own.
import type { VNode } from "preact";
import { render } from "preact-render-to-string";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { mapTexts } from "../stored/map_texts.ts";
import { printable, printableLine } from "../../harness/model/text/printable.ts";
import { outlineOf, type ReportContext } from "../views/reporter.ts";
import { reduceSamples, type SampleSeries } from "../views/sample_series.ts";
import { headlineOf, VERDICT_WORD } from "../views/verdict_words.ts";
import copyScript from "./copy_buttons.browser.js" with { type: "text" };
import { CheckSection } from "./check_section.tsx";
import { CostSection } from "./cost_section.tsx";
import { EvidenceSection } from "./evidence_section.tsx";
import { FirstScreen } from "./first_screen.tsx";
import { MethodSection } from "./method_section.tsx";
import { type PageMaterial, pageMaterial } from "./page_material.ts";
import { PageHead } from "./page_head.tsx";
import { IconShapes } from "./parts.tsx";
import { PlaceSection } from "./place_section.tsx";
import { PortalSection } from "./portal_section.tsx";
import { PrerequisiteSection } from "./prerequisite_section.tsx";
import { ScenarioSection } from "./attempts/scenario_section.tsx";
import style from "./style.css" with { type: "text" };

/** Texts longer than this are cut in the page; the bundle has them whole. */
const LONGEST_TEXT = 2000;
const LONGEST_OUTPUT = 16_000;

/** The whole document. */
export async function renderPage(record: RunRecord, context: ReportContext): Promise<string> {
  const series = await seriesOf(record, context);
  const safe = mapTexts(record, (text) => printable(shorten(text, LONGEST_TEXT)));
  const material = mapTexts(
    pageMaterial(record, context),
    (text) => printable(shorten(text, LONGEST_OUTPUT)),
  );
  return `<!doctype html>\n${render(<Page record={safe} material={material} series={series} />)}\n`;
}

interface PageProps {
  readonly record: RunRecord;
  readonly material: PageMaterial;
  readonly series: SampleSeries | null;
}

async function seriesOf(
  { measurement }: RunRecord,
  { samples }: ReportContext,
): Promise<SampleSeries | null> {
  if (measurement === null || samples === undefined) return null;
  return mapTexts(await reduceSamples(samples()), (text) => printableLine(text, 80));
}

function Page({ record, material, series }: PageProps): VNode {
  // Proof first; where nothing was tried, what has to be mended.
  const isTried = outlineOf(record).hasAttempts;
  return (
    <html lang="en">
      <PageHead
        title={`${VERDICT_WORD[record.verdict]}: ${headlineOf(record)}`}
        style={style}
        script={copyScript}
        generator={`bmverify ${record.tool.version}`}
      />
      <body>
        <IconShapes />
        <a class="skip" href="#main">Skip to the report</a>
        <FirstScreen record={record} />
        <main id="main">
          {isTried ? null : <PrerequisiteSection record={record} />}
          <ScenarioSection record={record} material={material} />
          {isTried ? <PrerequisiteSection record={record} /> : null}
          <CostSection record={record} series={series} />
          <PlaceSection record={record} />
          <CheckSection record={record} />
          <PortalSection record={record} />
          <EvidenceSection material={material} />
          <MethodSection record={record} />
        </main>
        <footer>
          <p>
            Written by bmverify {record.tool.version} from run{" "}
            <code>{record.runId}</code>. Times are those of the device's monotonic clock; dates are UTC.
          </p>
          <p class="print-only">
            On paper the raw outputs, the method and the commands that check all this are left out: they are
            in the page and in its folder.
          </p>
        </footer>
        <script dangerouslySetInnerHTML={{ __html: copyScript }} />
      </body>
    </html>
  );
}

function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest)} … (${text.length - longest} more characters in the bundle)`;
}

/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// The nights of a device as one page, in the look of the report of a run. No request, no script.
import type { VNode } from "preact";
import { render } from "preact-render-to-string";
import { PageHead } from "../../../reports/html/page_head.tsx";
import { Icon, IconShapes, type Tone } from "../../../reports/html/parts.tsx";
import reportStyle from "../../../reports/html/style.css" with { type: "text" };
import { firstBad } from "../gate/first_bad.ts";
import { firstBadInWords, gateInWords } from "../gate/gate_words.ts";
import { type GateState, type HistoryFinding, judgeHistory } from "../gate/judge_history.ts";
import type { DeviceHistory } from "../nights/device_history.ts";
import { nightAxis } from "./night_axis.ts";
import { NightStrip } from "./night_strip.tsx";
import trendStyle from "./trend.css" with { type: "text" };
import { contextMarks, ContextSection, RunSection } from "./night_tables.tsx";
import { CostTrendSection, TimeSection, type TrendMaterial } from "./trend_sections.tsx";

const STYLE = `${reportStyle}\n${trendStyle}`;

const TONE: Readonly<Record<GateState, Tone>> = {
  regression: "fail",
  "cannot tell": "inconclusive",
  suspect: "inconclusive",
  steady: "pass",
};

/** The whole document. */
export function renderTrend(history: DeviceHistory): string {
  return `<!doctype html>\n${render(<Page history={history} />)}\n`;
}

function Page({ history }: { readonly history: DeviceHistory }): VNode {
  const { nights, accepted } = history;
  const runs = nights.map(({ run }) => run);
  const finding = judgeHistory(history);
  const axis = nightAxis(runs.map(({ night }) => night));
  const material: TrendMaterial = { nights, axis, marks: contextMarks(runs), accepted, costs: finding.costs };
  return (
    <html lang="en">
      <PageHead
        title={`${finding.state}: nights of ${history.device}`}
        style={STYLE}
        script={null}
        generator={`bmverify ${runs.at(-1)?.tool ?? ""}`.trim()}
      />
      <body>
        <IconShapes />
        <Header history={history} finding={finding} />
        <main id="main">
          <NightStrip runs={runs} axis={axis} />
          <TimeSection {...material} />
          <CostTrendSection {...material} />
          <ContextSection {...material} />
          <RunSection {...material} />
        </main>
        <footer>
          <p>
            Upright lines: a context changed that does not change on most nights; dashed: somebody accepted
            what is. A cost is a regression after three nights that are beyond what counts and beyond chance,
            a verdict at once.
          </p>
        </footer>
      </body>
    </html>
  );
}

function Header(
  { history, finding }: { readonly history: DeviceHistory; readonly finding: HistoryFinding },
): VNode {
  const [headline = "", ...lines] = gateInWords(finding).trimEnd().split("\n");
  return (
    <header>
      {history.evidence === "real" ? null : (
        <p class="notice" role="note">
          {history.evidence.toUpperCase()}: this says nothing about a real device
        </p>
      )}
      <p class="eyebrow">Nights of {history.device}</p>
      <div class={`verdict tone-${TONE[finding.state]}`}>
        <p class="verdict-word">
          <Icon tone={TONE[finding.state]} /> {finding.state.toUpperCase()}
        </p>
        <h1 class="long">{headline}</h1>
        {lines.map((line) => <p key={line}>{line.trim()}</p>)}
        {firstBad(history, finding).map((one) => <p key={one.what}>{firstBadInWords(one)}</p>)}
      </div>
    </header>
  );
}

// Every golden file: its name and what renders it. Tests compare; `deno task generate` does not touch them, they
// are written by harness/dev/write_goldens.ts on purpose and looked at before they are committed.
import { joinPieces } from "../fan_out.ts";
import { verdictLine } from "../terminal/console.ts";
import { narrateEnd } from "../terminal/narrate_end.ts";
import { narrateEvent } from "../terminal/narrator.ts";
import { stepsTaken } from "../terminal/run_steps.ts";
import type { Rendered, ReportContext, Reporter } from "../views/reporter.ts";
import { REPORTERS } from "../registry.ts";
import { inventedSamples } from "./blocks.ts";
import { INVENTED_MATERIAL } from "./evidence.ts";
import { INVENTED_RUNS, inventedEvents, inventedRecord, type InventedRun } from "./run_records.ts";
import { PLAIN_STYLE } from "../../harness/model/text/style.ts";

/** One golden file. */
export interface Golden {
  /** Name inside reports/goldens. */
  readonly fileName: string;
  readonly render: () => Promise<string>;
}

/** Of the terminal that shows them. */
const COLUMNS = 80;

/** All golden files. */
export function goldenList(): readonly Golden[] {
  const reports = REPORTERS.flatMap((reporter) =>
    (RUNS[reporter.name] ?? ["pass", "hostile"]).map((run) => goldenOf(reporter, run))
  );
  return [...reports, {
    fileName: "pass.narration.golden.txt",
    render: () => Promise.resolve(narration("pass")),
  }];
}

/** Samples a reporter has goldens of; a reporter that is not named has the passing and the hostile one. */
const RUNS: Readonly<Record<string, readonly InventedRun[]>> = {
  console: INVENTED_RUNS,
  html: ["pass", "flaky", "inconclusive", "measurement", "hostile"],
  json: ["pass", "measurement", "hostile"],
  "measurements-csv": ["measurement"],
  "samples-csv": ["measurement"],
  feedback: ["measurement"],
  "feedback-markdown": ["measurement"],
  facts: ["pass", "inconclusive", "measurement", "hostile"],
  markdown: ["pass", "inconclusive", "measurement", "hostile"],
  metrics: ["pass", "measurement", "hostile"],
  otlp: ["pass", "measurement", "hostile"],
  junit: ["pass", "fail", "flaky", "inconclusive", "not_restored", "interrupted", "measurement", "hostile"],
};

function goldenOf(reporter: Reporter, run: InventedRun): Golden {
  const [name, extension] = split(reporter.fileName ?? `${reporter.name}.txt`);
  return {
    fileName: `${run}.${name}.golden.${extension}`,
    render: async () => {
      const text = await asText(await reporter.render(inventedRecord(run), inventedContext()));
      return reporter.name === "html" ? linkStyle(text) : text;
    },
  };
}

/** The page with a link instead of its style, so that a change of the style changes no golden; a browser shows it alike. */
function linkStyle(page: string): string {
  return page.replace(/<style>[^<]*<\/style>/, '<link rel="stylesheet" href="../html/style.css"/>')
    .replace(/style-src '[^']*'/, "style-src file:");
}

function inventedContext(): ReportContext {
  return {
    style: PLAIN_STYLE,
    columns: COLUMNS,
    bundlePath: "reports/out/latest",
    ...INVENTED_MATERIAL,
    samples: () => inventedSamples(2),
  };
}

function split(fileName: string): readonly [name: string, extension: string] {
  const dot = fileName.lastIndexOf(".");
  return [fileName.slice(0, dot), fileName.slice(dot + 1)];
}

async function asText(rendered: Rendered): Promise<string> {
  if (typeof rendered === "string") return rendered;
  return rendered instanceof Uint8Array ? new TextDecoder().decode(rendered) : await joinPieces(rendered);
}

function narration(run: InventedRun): string {
  const events = inventedEvents(run);
  const shown = { style: PLAIN_STYLE, columns: COLUMNS };
  const steps = stepsTaken(events);
  const told = events.flatMap((event, index) =>
    narrateEvent(event, { ...shown, steps, earlier: events.slice(0, index) }).lines
  );
  const end = narrateEnd(inventedRecord(run), {
    ...shown,
    reportPath: "reports/out/latest/report.html",
  });
  return `${[...told, ...end, "", verdictLine(inventedRecord(run), shown)].join("\n")}\n`;
}

// `feedback.txt`: what behavior monitoring costs, as plain text for the box of a portal. No tables, no markup.
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { printableLine } from "../../harness/model/text/printable.ts";
import { feedbackOf } from "../feedback/feedback_of.ts";
import type { FeedbackLine, FeedbackSection, ResultRow } from "../feedback/section.ts";
import type { Reporter } from "../views/reporter.ts";

/** `feedback`: `feedback.txt`, without names. */
export const feedbackTextReporter: Reporter = {
  name: "feedback",
  fileName: "feedback.txt",
  appliesTo: ({ isMeasured }) => isMeasured,
  readers: "engineers at the vendor, by way of a portal's box; no identifier, host name or path is in it",
  render: renderFeedbackText,
};

function renderFeedbackText(record: RunRecord): string {
  const { title, warnings, sections, mark } = feedbackOf(record);
  const lines = [
    title,
    ...(warnings.length === 0 ? [] : ["", ...warnings]),
    ...sections.flatMap((section) => ["", section.title.toUpperCase(), ...sectionLines(section)]),
  ];
  return `${lines.map((line) => marked(printableLine(line), mark)).join("\n")}\n`;
}

function marked(line: string, mark: string | null): string {
  return mark === null || line === "" ? line : `[${mark}] ${line}`;
}

function sectionLines({ lines, rows = [] }: FeedbackSection): readonly string[] {
  return [...rows.map(resultLine), ...lines.map(inText)];
}

function resultLine({ workload, what, off, on, effect }: ResultRow): string {
  return `- ${workload}, ${what}: ${off === null ? on : `${off} off, ${on} on`}; ${effect}`;
}

function inText({ as, text }: FeedbackLine): string {
  switch (as) {
    case "line":
      return text;
    case "item":
      return `- ${text}`;
    case "command":
      return `    ${text}`;
    case "place":
      return `[YOUR WORDS: ${text}]`;
  }
}

// `feedback.md`: the same as feedback.txt for an issue or a mail, with a table.
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { feedbackOf } from "../feedback/feedback_of.ts";
import type { FeedbackLine, FeedbackSection, ResultRow } from "../feedback/section.ts";
import type { Reporter } from "../views/reporter.ts";
import { codeSpan, escapeMarkdown, markdownTable } from "./markdown_text.ts";

/** `feedback-markdown`: `feedback.md`, without names; the word `feedback` stands for both. */
export const feedbackMarkdownReporter: Reporter = {
  name: "feedback-markdown",
  alsoBy: "feedback",
  fileName: "feedback.md",
  appliesTo: ({ isMeasured }) => isMeasured,
  readers: "the same in an issue or a mail",
  render: renderFeedbackMarkdown,
};

function renderFeedbackMarkdown(record: RunRecord): string {
  const { title, warnings, sections, mark } = feedbackOf(record);
  const paragraphs = [
    [`# ${escapeMarkdown(title)}`],
    warnings.map((warning) => `> **${escapeMarkdown(warning)}**`),
    ...sections.flatMap((section) => [[`## ${section.title}`], ...sectionParagraphs(section, mark)]),
  ];
  return `${paragraphs.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function sectionParagraphs(
  { lines, rows = [] }: FeedbackSection,
  mark: string | null,
): readonly (readonly string[])[] {
  const table = rows.length === 0 ? [] : [resultTable(rows, mark)];
  const paragraphs: string[][] = [];
  let before: FeedbackLine["as"] | null = null;
  for (const line of lines) {
    const text = inMarkdown(line, mark);
    if (line.as === before && line.as !== "line") paragraphs.at(-1)?.push(text);
    else paragraphs.push([text]);
    before = line.as;
  }
  return [...table, ...paragraphs];
}

function resultTable(rows: readonly ResultRow[], mark: string | null): readonly string[] {
  const isCompared = rows.some(({ off }) => off !== null);
  return markdownTable(
    ["Workload", "What", ...(isCompared ? ["Off", "On"] : ["As it is"]), "Found"],
    rows.map(({ workload, what, off, on, effect }) => [
      codeSpan(workload),
      escapeMarkdown(what),
      ...(isCompared ? [escapeMarkdown(off ?? "–")] : []),
      escapeMarkdown(on),
      marked(escapeMarkdown(effect), mark),
    ]),
  );
}

function marked(text: string, mark: string | null): string {
  return mark === null ? text : `_${mark}:_ ${text}`;
}

function inMarkdown({ as, text }: FeedbackLine, mark: string | null): string {
  switch (as) {
    case "line":
      return marked(escapeMarkdown(text), mark);
    case "item":
      return `- ${marked(escapeMarkdown(text), mark)}`;
    case "command":
      return `${marked("", mark)}${codeSpan(text)}`;
    case "place":
      return `- **[Your words: ${escapeMarkdown(text)}]**`;
  }
}

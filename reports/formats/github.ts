// What a GitHub workflow understands beside Markdown: annotations in the log, outputs of the step, and a step
// summary that is not dropped for its size. Appending to GitHub's files is left to the caller.
import { blockingPrerequisites, waiverInWords } from "../../harness/model/prerequisite.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { asSentence } from "../../harness/model/text/sentence.ts";
import { renderMarkdown } from "./markdown.ts";
import { printableLine } from "../../harness/model/text/printable.ts";
import { noticeOf } from "../views/notice_of.ts";
import type { Reporter } from "../views/reporter.ts";
import { headlineOf } from "../views/verdict_words.ts";
import { escapeData, escapeProperty } from "../../harness/model/text/github_command.ts";

/** `github`: annotations, in the log of the workflow. */
export const githubReporter: Reporter = {
  name: "github",
  fileName: null,
  readers: "GitHub workflows: annotations in the log",
  onRequestOnly: true,
  render: renderAnnotations,
};

/** GitHub shows this many annotations of a level for a step and drops the rest without a word. */
const MOST_PER_LEVEL = 10;

/** GitHub drops a summary above 1 MiB as a whole. */
const LARGEST_SUMMARY_BYTES = 1024 * 1024;

type Level = "error" | "warning" | "notice";

interface Annotation {
  readonly level: Level;
  readonly title: string;
  readonly message: string;
}

/** Workflow commands, one a line, the most important first, no more than GitHub shows. */
export function renderAnnotations(record: RunRecord): string {
  const all = annotationsOf(record);
  const lines = (["error", "warning", "notice"] as const).flatMap((level) =>
    limit(all.filter((annotation) => annotation.level === level)).map(command)
  );
  return lines.map((line) => `${line}\n`).join("");
}

function limit(annotations: readonly Annotation[]): readonly Annotation[] {
  const [first] = annotations;
  if (first === undefined || annotations.length <= MOST_PER_LEVEL) return annotations;
  const shown = annotations.slice(0, MOST_PER_LEVEL - 1);
  const missing = annotations.length - shown.length;
  return [...shown, {
    level: first.level,
    title: `${missing} more`,
    message: "The report of the run has all of them.",
  }];
}

function annotationsOf(record: RunRecord): readonly Annotation[] {
  return [
    ...(record.restore.status === "failed" ? [error("Device not restored", record.restore.detail)] : []),
    verdictAnnotation(record),
    ...blockingPrerequisites(record.prerequisites).map(({ id, detail, remedy }) =>
      error(`Prerequisite ${id}`, `${asSentence(detail)}${remedy === null ? "" : ` Remedy: ${remedy}`}`)
    ),
    ...record.scenarios.flatMap(({ id, verdict, explanation }) =>
      verdict === "fail"
        ? [error(id, explanation)]
        : verdict === "inconclusive"
        ? [warning(id, explanation)]
        : []
    ),
    ...record.problems.map(({ code, message, hint }) => warning(code, `${asSentence(message)} ${hint}`)),
    ...record.prerequisites.flatMap(({ id, detail, waiver }) =>
      waiver === null
        ? []
        : [warning(`Prerequisite ${id} waived`, `${asSentence(detail)} Waived: ${waiverInWords(waiver)}`)]
    ),
  ];
}

function verdictAnnotation(record: RunRecord): Annotation {
  const title = headlineOf(record);
  const notice = noticeOf(record);
  const message = `${notice === null ? "" : `${notice}. `}${record.explanation}`;
  if (record.verdict === "pass" || record.verdict === "measured") return { level: "notice", title, message };
  return record.verdict === "fail" ? error(title, message) : warning(title, message);
}

function error(title: string, message: string): Annotation {
  return { level: "error", title, message };
}

function warning(title: string, message: string): Annotation {
  return { level: "warning", title, message };
}

function command({ level, title, message }: Annotation): string {
  return `::${level} title=${escapeProperty(printableLine(title, 200))}::${
    escapeData(printableLine(message, 2000))
  }`;
}

/** Lines for the file that `GITHUB_OUTPUT` names. */
export function renderStepOutputs(record: RunRecord, reportPath: string): string {
  const demonstration = record.scenarios.find(({ timeToBlockMs }) => timeToBlockMs !== null);
  const outputs = {
    verdict: record.verdict,
    reason: record.reason,
    "report-path": reportPath,
    "time-to-block-ms": demonstration?.timeToBlockMs?.median.toFixed(0) ?? "",
    simulated: String(record.simulated),
    unverified: String(record.unverified.length > 0),
  };
  // One line each: a line feed in a value would start an output of its own.
  return Object.entries(outputs).map(([name, value]) => `${name}=${printableLine(value)}\n`).join("");
}

/** Text for the file that `GITHUB_STEP_SUMMARY` names; `usedBytes` is what stands in it already. */
export function renderStepSummary(
  record: RunRecord,
  usedBytes = 0,
  sinceLastRun: readonly string[] = [],
): string {
  const whole = new TextEncoder().encode(renderMarkdown(record, sinceLastRun));
  const note = "\n\n**Cut here:** GitHub drops a summary above 1 MiB. The report of the run is whole.\n";
  const room = LARGEST_SUMMARY_BYTES - usedBytes;
  if (whole.length <= room) return new TextDecoder().decode(whole);
  const kept = whole.slice(0, Math.max(0, room - new TextEncoder().encode(note).length));
  // Decoding in stream mode leaves out a character that was cut in two.
  const text = new TextDecoder().decode(kept, { stream: true });
  return `${text.slice(0, Math.max(0, text.lastIndexOf("\n")))}${note}`;
}

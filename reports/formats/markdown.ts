// The report as Markdown: for a pull request, an issue, a chat, and for GitHub's page of a run.
import { programWords, userWords } from "../views/program_words.ts";
import { blockingPrerequisites, waiverInWords } from "../../harness/model/prerequisite.ts";
import { formatQuantity } from "../../harness/model/text/format_quantity.ts";
import type { MeasurementRecord } from "../../harness/model/record/measurement.ts";
import type { RunRecord, ScenarioRecord } from "../../harness/model/record/run_record.ts";
import { asSentence } from "../../harness/model/text/sentence.ts";
import type { Verdict } from "../../harness/model/verdict.ts";
import { policyInWords } from "../views/policy_in_words.ts";
import { listingsInWords } from "../views/listings_words.ts";
import { allFilesInWords, variantInWords } from "../views/trigger_words.ts";
import { noticeOf } from "../views/notice_of.ts";
import { formatDuration } from "../views/format_duration.ts";
import { MEDIANS_NOTE } from "../views/cost_rows.ts";
import { codeSpan, escapeMarkdown, markdownTable } from "./markdown_text.ts";
import { isMainMeasurement, metricInWords, unitOfMeasurement } from "../views/measurement_words.ts";
import type { Reporter } from "../views/reporter.ts";
import { settingInWords } from "../views/setting_words.ts";
import { headlineOf, nextStepOf, VERDICT_WORD } from "../views/verdict_words.ts";
import { hardwareInWords, systemInWords } from "../views/machine_words.ts";

/** `markdown`: `summary.md`. */
export const markdownReporter: Reporter = {
  name: "markdown",
  fileName: "summary.md",
  readers: "people in issues, pull requests and chats; the step summary of GitHub",
  render: (record, { sinceLastRun }) => renderMarkdown(record, sinceLastRun),
};

/** Rows of a table at most; the other formats have all of them. */
const MOST_ROWS = 50;

const SIGN: Readonly<Record<Verdict, string>> = {
  measured: "📏",
  pass: "✅",
  fail: "❌",
  inconclusive: "❔",
  skipped: "➖",
};

/** The summary as text. `since` says what changed since the run before. */
export function renderMarkdown(record: RunRecord, since: readonly string[] = []): string {
  const paragraphs = [
    [`# ${word(record.verdict)}: ${headlineOf(record)}`],
    notice(record),
    [escapeMarkdown(record.explanation)],
    nextStep(record),
    record.restore.status === "failed"
      ? [`**Device not restored.** ${escapeMarkdown(record.restore.detail)}`]
      : [],
    since.length === 0
      ? []
      : ["## Since the run before", "", ...since.map((one) => `- ${escapeMarkdown(one)}`)],
    device(record),
    prerequisites(record),
    scenarios(record),
    attempts(record),
    cost(record),
    problems(record),
    footer(record),
  ];
  return `${paragraphs.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function word(verdict: Verdict): string {
  return `${SIGN[verdict]} ${VERDICT_WORD[verdict]}`;
}

function notice(record: RunRecord): readonly string[] {
  const text = noticeOf(record);
  return text === null ? [] : [`> **${escapeMarkdown(text)}**`];
}

function nextStep(record: RunRecord): readonly string[] {
  const { text, command } = nextStepOf(record);
  return [`**Next step:** ${escapeMarkdown(text)}${command === null ? "" : ` ${codeSpan(command)}`}`];
}

function device(record: RunRecord): readonly string[] {
  const { device, options, policy, startedAt, durationMs } = record;
  const variant = variantInWords(options);
  const listings = listingsInWords(record);
  const user = userWords(device);
  const hardware = hardwareInWords(device);
  const rows: readonly (readonly [string, string])[] = [
    ["Device", escapeMarkdown(device.hostName ?? "unnamed")],
    ["System", escapeMarkdown(systemInWords(device))],
    ["Agent", escapeMarkdown(`${device.appVersion ?? "unknown"}, ring ${device.releaseRing ?? "unknown"}`)],
    ...(hardware === null ? [] : [["Hardware", escapeMarkdown(hardware)] as const]),
    ...(user === null ? [] : [["User", escapeMarkdown(user)] as const]),
    ...device.programs.map((program) => ["Program", escapeMarkdown(programWords(program))] as const),
    ["Behavior monitoring", escapeMarkdown(settingInWords(record))],
    ["Policy", escapeMarkdown(policyInWords(policy))],
    ...(listings === null ? [] : [["List asked for", escapeMarkdown(listings)] as const]),
    ...(variant === null ? [] : [["Trigger", escapeMarkdown(variant)] as const]),
    [
      "Started",
      `${startedAt}${durationMs === null ? ", did not end" : `, took ${formatDuration(durationMs)}`}`,
    ],
  ];
  return markdownTable(["", ""], rows);
}

function prerequisites({ prerequisites }: RunRecord): readonly string[] {
  if (prerequisites.length === 0) return [];
  const open = prerequisites.filter(({ status }) => status !== "met");
  const blocking = blockingPrerequisites(prerequisites);
  const head = `## Prerequisites: ${prerequisites.length - open.length} of ${prerequisites.length} met`;
  if (open.length === 0) return [head];
  const rows = open.map((one) => [
    `${blocking.includes(one) ? SIGN.fail : SIGN.inconclusive} ${codeSpan(one.id)}`,
    one.waiver === null ? one.status : `${one.status}, waived: ${escapeMarkdown(waiverInWords(one.waiver))}`,
    escapeMarkdown(one.detail),
    one.remedy === null ? "" : escapeMarkdown(one.remedy),
  ]);
  return [head, "", ...markdownTable(["Prerequisite", "Status", "Seen", "Remedy"], rows)];
}

function scenarios({ scenarios }: RunRecord): readonly string[] {
  if (scenarios.length === 0) return [];
  const rows = scenarios.map((scenario) => [
    word(scenario.verdict),
    codeSpan(scenario.id),
    codeSpan(scenario.reason),
    scenario.rate === null ? "" : `${scenario.rate.passed} of ${scenario.rate.total}`,
    spread(scenario.timeToBlockMs),
    spread(scenario.timeToRecordMs),
    escapeMarkdown(allFilesInWords(scenario.attempts) ?? ""),
  ]);
  const head = [
    "Verdict",
    "Scenario",
    "Reason",
    "Passed",
    "Time to block",
    "Time to record",
    "Files after it",
  ];
  const told = scenarios.filter(({ verdict }) => verdict === "fail" || verdict === "inconclusive").map(
    explain,
  );
  return ["## Scenarios", "", ...markdownTable(head, rows), ...(told.length === 0 ? [] : ["", ...told])];
}

function explain({ id, title, explanation }: ScenarioRecord): string {
  return `- ${codeSpan(id)} (${escapeMarkdown(title)}): ${escapeMarkdown(asSentence(explanation))}`;
}

function spread(times: ScenarioRecord["timeToBlockMs"]): string {
  if (times === null) return "";
  if (times.median === times.p95) return formatDuration(times.median);
  return `${formatDuration(times.median)} (p95 ${formatDuration(times.p95)})`;
}

/** Single attempts that did not pass, where there were several. */
function attempts({ scenarios }: RunRecord): readonly string[] {
  const bad = scenarios.flatMap(({ id, attempts }) =>
    attempts.length < 2
      ? []
      : attempts.filter(({ verdict }) => verdict !== "pass").map((attempt) => ({ id, attempt }))
  );
  if (bad.length === 0) return [];
  const rows = bad.slice(0, MOST_ROWS).map(({ id, attempt }) => [
    `${codeSpan(id)} ${attempt.index}`,
    word(attempt.verdict),
    codeSpan(attempt.reason),
    escapeMarkdown(attempt.explanation),
  ]);
  const more = bad.length > MOST_ROWS ? ["", `${bad.length - MOST_ROWS} more are in the other reports.`] : [];
  return [
    "## Attempts that did not pass",
    "",
    ...markdownTable(["Attempt", "Verdict", "Reason", "Why"], rows),
    ...more,
  ];
}

function cost({ measurement, measurements }: RunRecord): readonly string[] {
  if (measurement === null) return [];
  const main = measurements.filter(isMainMeasurement);
  const rows = main.slice(0, MOST_ROWS).map((one) => {
    const unit = unitOfMeasurement(one);
    const median = (arm: MeasurementRecord["off"]) =>
      arm === null || arm.median === null ? "" : formatQuantity(arm.median, unit);
    return [
      codeSpan(one.workload),
      metricInWords(one.metric),
      median(one.off ?? one.current),
      median(one.on),
      escapeMarkdown(one.words),
    ];
  });
  const notes = [
    ...(measurement.plan.quick
      ? ["> **A quick look, not evidence:** fewer blocks than a comparison needs.", ""]
      : []),
    ...(measurement.outcome?.complete === true ? [] : ["> **The measurement did not get to its end.**", ""]),
  ];
  const budgets = (measurement.outcome?.budgets ?? []).map(({ key, verdict, judged }) =>
    `- Budget ${codeSpan(key)} ${verdict}: ${escapeMarkdown(judged)}`
  );
  return [
    "## Cost of behavior monitoring",
    "",
    ...notes,
    ...markdownTable(["Workload", "What", "Off", "On", "Conclusion"], rows),
    ...(rows.length === 0 || measurement.plan.arms === "current" ? [] : ["", MEDIANS_NOTE]),
    ...(budgets.length === 0 ? [] : ["", ...budgets]),
  ];
}

function problems({ problems }: RunRecord): readonly string[] {
  if (problems.length === 0) return [];
  const lines = problems.slice(0, MOST_ROWS).map(({ code, message, hint }) =>
    `- ${codeSpan(code)} ${escapeMarkdown(asSentence(message))} ${escapeMarkdown(asSentence(hint))}`
  );
  return ["## Problems", "", ...lines];
}

function footer({ runId, tool, restore }: RunRecord): readonly string[] {
  return [
    `Restore: ${escapeMarkdown(asSentence(restore.detail))} Run ${codeSpan(runId)}, bmverify ${
      escapeMarkdown(tool.version)
    }.`,
  ];
}

// The closing summary of a run for a person at a terminal. Progress and narration are other files.
import type { Prerequisite } from "../../harness/model/prerequisite.ts";
import { asSentence } from "../../harness/model/text/sentence.ts";
import type { RunRecord, ScenarioRecord } from "../../harness/model/record/run_record.ts";
import type { Verdict } from "../../harness/model/verdict.ts";
import { checklistEntry } from "./checklist.ts";
import { policyInWords } from "../views/policy_in_words.ts";
import { allFilesInWords, variantInWords } from "../views/trigger_words.ts";
import { noticeOf } from "../views/notice_of.ts";
import { formatDuration } from "../views/format_duration.ts";
import { printableLine, withoutLogCommands } from "../../harness/model/text/printable.ts";
import type { ReportContext, Reporter } from "../views/reporter.ts";
import type { Style } from "../../harness/model/text/style.ts";
import { headlineOf, nextStepOf, VERDICT_WORD } from "../views/verdict_words.ts";
import { hardwareInWords, systemInWords } from "../views/machine_words.ts";

/** `console`: the closing summary in the terminal. */
export const consoleReporter: Reporter = {
  name: "console",
  fileName: null,
  readers: "whoever started the run",
  render: renderConsole,
};

const INDENT = "  ";

function renderConsole(record: RunRecord, { style, bundlePath }: ReportContext): string {
  const notice = noticeOf(record);
  const paragraphs = [
    notice === null ? [] : [style.bold(style.yellow(printableLine(notice)))],
    headline(record, style),
    device(record, style),
    prerequisites(record.prerequisites, style),
    record.scenarios.length === 0 ? [] : [style.bold("Scenarios"), ...scenarios(record.scenarios, style)],
    restore(record, style),
    problems(record, style),
    nextStep(record, style),
    bundlePath === null ? [] : [`${style.bold("Reports")}  ${printableLine(bundlePath)}`],
  ];
  const text = paragraphs.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n");
  return `${withoutLogCommands(text)}\n`;
}

function headline(record: RunRecord, style: Style): readonly string[] {
  return [
    `${verdictWord(record.verdict, style)}  ${style.bold(headlineOf(record))}`,
    printableLine(record.explanation),
  ];
}

function device({ device, options, policy, runId, durationMs }: RunRecord, style: Style): readonly string[] {
  const hardware = hardwareInWords(device);
  const facts = [
    device.hostName ?? "unnamed device",
    systemInWords(device),
    `agent ${device.appVersion ?? "of unknown version"}`,
    `ring ${device.releaseRing ?? "unknown"}`,
  ];
  const run = [
    runId,
    ...(durationMs === null ? [] : [formatDuration(durationMs)]),
  ];
  const variant = variantInWords(options);
  return [
    `${style.bold("Device")}  ${facts.map((fact) => printableLine(fact)).join(" · ")}`,
    ...(hardware === null ? [] : [`${style.bold("Machine")} ${printableLine(hardware)}`]),
    `${style.bold("Policy")}  ${printableLine(policyInWords(policy))}`,
    ...(variant === null ? [] : [`${style.bold("Trigger")} ${variant}`]),
    `${style.bold("Run")}     ${run.map((fact) => printableLine(fact)).join(" · ")}`,
  ];
}

function prerequisites(all: readonly Prerequisite[], style: Style): readonly string[] {
  if (all.length === 0) return [];
  const count = (status: Prerequisite["status"]) => all.filter((one) => one.status === status).length;
  const heading = `${style.bold("Prerequisites")}  ${count("met")} met, ${count("unmet")} unmet, ${
    count("unknown")
  } unknown`;
  return [
    heading,
    ...all.filter(({ status }) => status !== "met").flatMap((one) => checklistEntry(one, style)),
  ];
}

function scenarios(all: readonly ScenarioRecord[], style: Style): readonly string[] {
  return all.flatMap((scenario) => {
    const facts = scenarioFacts(scenario);
    return [
      `${INDENT}${verdictWord(scenario.verdict, style)}  ${
        style.bold(printableLine(scenario.id))
      }  ${scenario.reason}`,
      `${INDENT}${INDENT}${style.dim(printableLine(scenario.title))}`,
      `${INDENT}${INDENT}${printableLine(asSentence(scenario.explanation))}`,
      ...(facts === null ? [] : [`${INDENT}${INDENT}${facts}`]),
    ];
  });
}

function scenarioFacts({ attempts, timeToBlockMs, timeToRecordMs }: ScenarioRecord): string | null {
  const spread = (name: string, times: ScenarioRecord["timeToBlockMs"]) =>
    times === null ? [] : [
      attempts.length === 1
        ? `${name} ${formatDuration(times.median)}`
        : `${name} median ${formatDuration(times.median)}, 95th percentile ${formatDuration(times.p95)}`,
    ];
  const files = allFilesInWords(attempts);
  const parts = [
    ...spread("time to block", timeToBlockMs),
    ...spread("time to record", timeToRecordMs),
    ...(files === null ? [] : [printableLine(`files ${files}`)]),
  ];
  return parts.length === 0 ? null : parts.join(" · ");
}

function restore({ restore }: RunRecord, style: Style): readonly string[] {
  const failed = restore.status === "failed";
  const detail = printableLine(restore.detail);
  return [`${style.bold("Restore")}  ${failed ? style.red(`FAILED: ${detail}`) : detail}`];
}

function problems({ problems }: RunRecord, style: Style): readonly string[] {
  if (problems.length === 0) return [];
  return [
    style.bold("Problems"),
    ...problems.flatMap(({ code, message, hint }) => [
      `${INDENT}${style.red(code)}  ${printableLine(message)}`,
      `${INDENT}${INDENT}${printableLine(hint)}`,
    ]),
  ];
}

function nextStep(record: RunRecord, style: Style): readonly string[] {
  const { text, command } = nextStepOf(record);
  return [
    `${style.bold("Next step")}  ${printableLine(text)}`,
    ...(command === null ? [] : [`${INDENT}${style.cyan(command)}`]),
  ];
}

function verdictWord(verdict: Verdict, style: Style): string {
  const colours = {
    measured: style.cyan,
    pass: style.green,
    fail: style.red,
    inconclusive: style.yellow,
    skipped: style.dim,
  };
  return style.bold(colours[verdict](VERDICT_WORD[verdict]));
}

// The closing summary of a run for a person at a terminal. Progress and narration are other files.
import { hangLines } from "../../harness/model/text/hang_lines.ts";
import type { Prerequisite } from "../../harness/model/prerequisite.ts";
import { asSentence } from "../../harness/model/text/sentence.ts";
import type { RunRecord, ScenarioRecord } from "../../harness/model/record/run_record.ts";
import type { Verdict } from "../../harness/model/verdict.ts";
import { openPrerequisites } from "./checklist.ts";
import { groupPrerequisites } from "../views/group_prerequisites.ts";
import { type Labelled, labelledLines } from "./labelled_lines.ts";
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

/** How the summary is shown. */
type Shown = Pick<ReportContext, "style"> & { readonly columns: number | undefined };

const INDENT = "  ";
/** Cells of the labels. */
const LABEL_CELLS = "Next step  ".length;

function renderConsole(record: RunRecord, { style, columns, bundlePath }: ReportContext): string {
  const shown = { style, columns };
  const paragraphs = [
    noticeLines(record, shown),
    headline(record, shown),
    device(record, shown),
    prerequisites(record.prerequisites, shown),
    scenarios(record.scenarios, shown),
    [...restore(record, shown), ...problems(record, shown)],
    nextStep(record, shown),
    bundlePath === null ? [] : labelled(["Reports", bundlePath], shown),
  ];
  const text = paragraphs.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n");
  return `${withoutLogCommands(text)}\n`;
}

/** The verdict on one line: the last thing that a run prints, since the screen ends there. */
export function verdictLine(record: RunRecord, { style, columns }: Shown): string {
  const notice = noticeOf(record) === null ? "" : `${style.yellow(noticeWord(record))} · `;
  const line = `${notice}${verdictWord(record.verdict, style)}  ${style.bold(headlineOf(record))}`;
  return hangLines("", line, { columns, indent: 0 }).join("\n");
}

/** What must not be overlooked, in a word: the whole of it stands above. */
function noticeWord({ unverified, recorded, simulated }: RunRecord): string {
  if (unverified.length > 0) return "UNVERIFIED";
  return recorded ? "RECORDED" : simulated ? "SIMULATED" : "STAND-IN";
}

function noticeLines(record: RunRecord, { style, columns }: Shown): readonly string[] {
  const notice = noticeOf(record);
  if (notice === null) return [];
  return hangLines("", style.bold(style.yellow(printableLine(notice))), { columns, indent: 0 });
}

function headline(record: RunRecord, { style, columns }: Shown): readonly string[] {
  const whole = { columns, indent: 0 };
  return [
    ...hangLines("", `${verdictWord(record.verdict, style)}  ${style.bold(headlineOf(record))}`, whole),
    ...hangLines("", printableLine(record.explanation), whole),
  ];
}

function device({ device, options, policy, runId, durationMs }: RunRecord, shown: Shown): readonly string[] {
  const hardware = hardwareInWords(device);
  const variant = variantInWords(options);
  const facts = [
    device.hostName ?? "unnamed device",
    systemInWords(device),
    `agent ${device.appVersion ?? "of unknown version"}`,
    `ring ${device.releaseRing ?? "unknown"}`,
  ];
  const lines: readonly Labelled[] = [
    ["Device", joined(facts)],
    ...(hardware === null ? [] : [["Machine", hardware] as const]),
    ["Policy", policyInWords(policy)],
    ...(variant === null ? [] : [["Trigger", variant] as const]),
    ["Run", joined([runId, ...(durationMs === null ? [] : [formatDuration(durationMs)])])],
  ];
  return lines.flatMap((line) => labelled(line, shown));
}

function joined(facts: readonly string[]): string {
  return facts.map((fact) => printableLine(fact)).join(" · ");
}

function prerequisites(all: readonly Prerequisite[], shown: Shown): readonly string[] {
  if (all.length === 0) return [];
  const { attested } = groupPrerequisites(all);
  const others = all.filter((one) => !attested.includes(one));
  const count = (of: readonly Prerequisite[], status: Prerequisite["status"]) =>
    of.filter((one) => one.status === status).length;
  const counts = [
    `${count(others, "met")} met`,
    `${count(others, "unmet")} unmet`,
    `${count(others, "unknown")} unknown`,
    ...(attested.length === 0 ? [] : [`${count(attested, "met")} of ${attested.length} attested`]),
  ];
  return [
    ...hangLines(`${shown.style.bold("Prerequisites")}  `, counts.join(", "), {
      columns: shown.columns,
      indent: "Prerequisites  ".length,
    }),
    ...openPrerequisites(all, { ...shown, columns: shown.columns && shown.columns - INDENT.length })
      .map((line) => `${INDENT}${line}`),
  ];
}

/** Those that were skipped for one reason are one line. */
function scenarios(all: readonly ScenarioRecord[], shown: Shown): readonly string[] {
  if (all.length === 0) return [];
  const skipped = Map.groupBy(
    all.filter(({ verdict }) => verdict === "skipped"),
    ({ reason, explanation }) => `${reason} ${explanation}`,
  );
  return [
    shown.style.bold("Scenarios"),
    ...all.filter(({ verdict }) => verdict !== "skipped").flatMap((one) => scenarioLines(one, shown)),
    ...[...skipped.values()].flatMap((group) => skippedLines(group, shown)),
  ];
}

function scenarioLines(scenario: ScenarioRecord, shown: Shown): readonly string[] {
  const { verdict, id, reason, title, explanation } = scenario;
  const { style, columns } = shown;
  const head = `${verdictWord(verdict, style)}  ${style.bold(printableLine(id))}  ${reason}`;
  const facts = scenarioFacts(scenario);
  const details = verdict === "pass" ? [facts ?? asSentence(printableLine(explanation))] : [
    style.dim(printableLine(title)),
    asSentence(printableLine(explanation)),
    ...(facts === null ? [] : [facts]),
  ];
  return [
    ...hangLines(INDENT, head, { columns, indent: INDENT.length }),
    ...details.flatMap((text) =>
      hangLines(`${INDENT}${INDENT}`, text, { columns, indent: 2 * INDENT.length })
    ),
  ];
}

function skippedLines(group: readonly ScenarioRecord[], { style, columns }: Shown): readonly string[] {
  const [{ reason, explanation } = { reason: "", explanation: "" }] = group;
  const which = group.length === 1 ? printableLine(group[0]?.id ?? "") : `${group.length} scenarios`;
  const text = `${verdictWord("skipped", style)}  ${style.bold(which)}  ${reason}: ${
    asSentence(printableLine(explanation))
  }`;
  return hangLines(INDENT, text, { columns, indent: 2 * INDENT.length });
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

function restore({ restore: { status, detail } }: RunRecord, shown: Shown): readonly string[] {
  const failed = status === "failed";
  const show = failed ? shown.style.red : undefined;
  return labelled(["Restore", failed ? `FAILED: ${detail}` : detail], shown, show);
}

function problems({ problems }: RunRecord, { style, columns }: Shown): readonly string[] {
  if (problems.length === 0) return [];
  const at = { columns, indent: 2 * INDENT.length };
  return [
    "",
    style.bold("Problems"),
    ...problems.flatMap(({ code, message, hint }) => [
      ...hangLines(INDENT, `${style.red(code)}  ${printableLine(message)}`, at),
      ...hangLines(`${INDENT}${INDENT}`, printableLine(hint), at),
    ]),
  ];
}

function nextStep(record: RunRecord, shown: Shown): readonly string[] {
  const { text, command } = nextStepOf(record);
  return [
    ...labelled(["Next step", text], shown),
    // To be pasted: never broken.
    ...(command === null ? [] : [`${INDENT}${shown.style.cyan(command)}`]),
  ];
}

function labelled(
  line: Labelled,
  { style, columns }: Shown,
  show?: (text: string) => string,
): readonly string[] {
  const look = { indent: LABEL_CELLS, columns, emphasis: style.bold };
  return labelledLines(line, show === undefined ? look : { ...look, show });
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

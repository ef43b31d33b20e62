// What to tell the vendor about a measurement: what an engineer there needs to believe it and to see it for himself.
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { formatNumber, formatQuantity } from "../../harness/model/text/format_quantity.ts";
import { asSentence } from "../../harness/model/text/sentence.ts";
import { MEDIANS_NOTE } from "../views/cost_rows.ts";
import { doNotSend } from "../views/do_not_send.ts";
import { formatDuration } from "../views/format_duration.ts";
import { hardwareInWords, loadInWords, systemInWords } from "../views/machine_words.ts";
import { noticeOf } from "../views/notice_of.ts";
import { policyInWords } from "../views/policy_in_words.ts";
import { headlineOf } from "../views/verdict_words.ts";
import { costSentence } from "../views/cost_headline.ts";
import { counterLines } from "./counter_lines.ts";
import { limitsOf } from "./limits_of.ts";
import { repeatCommand } from "./repeat_command.ts";
import { resultRows } from "./result_rows.ts";
import type { Feedback, FeedbackLine, FeedbackSection } from "./section.ts";
import { withoutNames } from "./without_names.ts";

/** All of it, without names. A run that measured nothing says why. */
export function feedbackOf(record: RunRecord): Feedback {
  const { measurement, measurements } = record;
  const clean = withoutNames(record);
  const isOneArm = measurement?.plan.arms === "current";
  const isEmpty = measurement === null || measurements.length === 0;
  const sections: readonly FeedbackSection[] = isEmpty
    ? [{ title: "Nothing was measured", lines: [line(record.explanation)] }, machine(record)]
    : [
      { title: "In one sentence", lines: [line(asSentence(inOneSentence(record)))] },
      OWN_WORDS,
      machine(record),
      whatWasRun(record),
      {
        title: "What was found",
        rows: resultRows(measurements),
        lines: isOneArm
          ? []
          : [line(MEDIANS_NOTE), ...(measurement.plan.quick ? [] : [line(howSure(measurements))])],
      },
      { title: "What the agent counted itself", lines: counterLines(record.blocks) },
      { title: "Limits", lines: limitsOf(record).map(item) },
      RAW_DATA,
    ];
  return {
    title: `${
      isOneArm ? "What the agent uses" : "What behavior monitoring costs"
    }: Microsoft Defender for Endpoint on ${record.device.platform === "darwin" ? "macOS" : "Linux"}`,
    warnings: warnings(record).map(clean),
    sections: sections.filter(({ lines, rows = [] }) => lines.length > 0 || rows.length > 0)
      .map((section) => cleaned(section, clean)),
    mark: measurement?.plan.quick === true ? "quick look, no evidence" : null,
  };
}

function cleaned({ title, lines, rows }: FeedbackSection, clean: (text: string) => string): FeedbackSection {
  return {
    title,
    lines: lines.map(({ as, text }) => ({ as, text: clean(text) })),
    ...(rows === undefined ? {} : {
      rows: rows.map((row) => ({ ...row, what: clean(row.what), effect: clean(row.effect) })),
    }),
  };
}

/** Of a quick look the headline, which claims nothing. */
function inOneSentence(record: RunRecord): string {
  return record.measurement?.plan.quick === true
    ? headlineOf(record)
    : costSentence(record) ?? headlineOf(record);
}

function line(text: string): FeedbackLine {
  return { as: "line", text };
}

function item(text: string): FeedbackLine {
  return { as: "item", text };
}

function warnings(record: RunRecord): readonly string[] {
  const { measurement, blocks } = record;
  const notice = noticeOf(record);
  const never = doNotSend(record);
  const outcome = measurement?.outcome ?? null;
  return [
    ...(never === null ? [] : [never.toUpperCase()]),
    ...(notice === null ? [] : [asSentence(notice)]),
    ...(measurement === null || outcome?.complete === true
      ? []
      : [`Incomplete: it ended after ${blocks.length} blocks.`]),
    ...(outcome?.incomparableBecause ?? []).map((why) => `Not compared: ${asSentence(why)}`),
  ];
}

const OWN_WORDS: FeedbackSection = {
  title: "In my own words",
  lines: [
    "what you were doing when you noticed it, and what it is like",
    "since when, and after which update or change",
    "what else of this kind runs on the machine: other security products, backup, indexing, virtual machines",
    "what you expect instead",
  ].map((text) => ({ as: "place", text })),
};

function machine({ device, policy, blocks, startedAt, measurement }: RunRecord): FeedbackSection {
  const { appVersion, engineVersion, definitionsVersion, definitionsStatus, releaseRing, tamperProtection } =
    device;
  const definitions = [definitionsVersion, definitionsStatus?.replaceAll("_", " ") ?? null]
    .filter((fact) => fact !== null).join(", ");
  const keptAwake = measurement?.outcome?.keptAwakeBy ?? null;
  return {
    title: "Machine and agent",
    lines: [
      `Machine: ${hardwareInWords(device) ?? "not known"}`,
      `System: ${systemInWords(device)}`,
      `Agent: ${appVersion ?? "version not known"}, ring ${releaseRing ?? "not known"}`,
      `Engine: ${engineVersion ?? "not known"}`,
      `Definitions: ${definitions === "" ? "not known" : definitions}`,
      `Tamper protection: ${tamperProtection ?? "not known"}`,
      `Checked by the policy: ${policyInWords(policy)}`,
      `Load: ${loadInWords(blocks) ?? "not known"}`,
      `Measured on ${startedAt.slice(0, 10)}${keptAwake === null ? "" : `, kept awake by ${keptAwake}`}`,
    ].map(item),
  };
}

function whatWasRun(record: RunRecord): FeedbackSection {
  const { measurement, tool } = record;
  if (measurement === null) return { title: "What was run", lines: [] };
  const { plan, outcome } = measurement;
  const length = formatDuration(plan.blockMs);
  const took = outcome?.took ?? null;
  const workloads = outcome?.workloads ?? [];
  const explained = (id: string) => {
    const known = workloads.find((one) => one.id === id);
    if (known === undefined) return id;
    const { title, size, complaint } = known;
    const why = complaint === null ? "" : ` (people complain of it: ${complaint})`;
    return `${id}: ${title}${size === null ? "" : `, ${size} a repetition`}${why}`;
  };
  return {
    title: "What was run",
    lines: [
      line(
        plan.arms === "current"
          ? `${tool.name} ${tool.version} measured ${plan.blocksPerArm} blocks of ${length} of each workload with the device as it is; nothing was switched.`
          : `${tool.name} ${tool.version} switched behavior monitoring off and on in turns and measured ${plan.blocksPerArm} blocks of ${length} of each workload in each arm, after a warm-up, in quads (off on on off, or on off off on) whose order the seed drew.`,
      ),
      ...(took === null ? [] : [
        line(
          `It took ${formatDuration(took.totalMs)}, ${
            formatDuration(took.unprotectedMs)
          } of them with behavior monitoring off.`,
        ),
      ]),
      line(
        `CPU is from cumulative process times at ${plan.rateHz} readings a second, memory is the ${
          outcome?.memoryMetric === "footprint" ? "physical footprint" : "resident set"
        }; 100 % is one core busy all the time.${readingInWords(outcome)}`,
      ),
      line("Workloads:"),
      ...plan.workloads.map(explained).map(item),
      line("To repeat it:"),
      { as: "command", text: repeatCommand(record, plan) },
    ],
  };
}

/** What reading the processes cost, which is in no figure. */
function readingInWords(outcome: NonNullable<RunRecord["measurement"]>["outcome"]): string {
  const sampler = outcome?.sampler ?? null;
  if (sampler === null || sampler.wallMs === 0) return "";
  const percent = (100 * sampler.cpuMs) / sampler.wallMs;
  return ` Reading them took ${formatQuantity(percent, "percent-of-core")}, which is in none of the figures.`;
}

function howSure(measurements: RunRecord["measurements"]): string {
  return "Each change has its 95 % interval, from a rank test that compares blocks within their quads only (exact up to " +
    `50 blocks in each arm). A change counts only when it is beyond what is too small to count (${
      floorsInWords(measurements)
    }) and holds at 5 % over all main measurements together (Holm); single processes are shown only where they do at a ` +
    "false discovery rate of 5 %.";
}

/** `0.500 % of a core of CPU, 2.00 MB of memory, 2.00 % of a time`. */
function floorsInWords(measurements: RunRecord["measurements"]): string {
  const floorOf = (name: RegExp) => measurements.find(({ metric }) => name.test(metric));
  const [cpu, memory, time] = [
    floorOf(/^cpu\.mean$/),
    floorOf(/^(rss|footprint)\.mean$/),
    floorOf(/^workload\.wall$/),
  ];
  const share = time?.off?.median ? (100 * time.floor) / time.off.median : null;
  return [
    ...(cpu === undefined ? [] : [`${formatQuantity(cpu.floor, "percent-of-core")} of CPU`]),
    ...(memory === undefined ? [] : [`${formatQuantity(memory.floor, "bytes")} of memory`]),
    ...(share === null ? [] : [`${formatNumber(share)} % of a time`]),
  ].join(", ");
}

const RAW_DATA: FeedbackSection = {
  title: "Raw data",
  lines: [
    line(
      "The bundle of this run is kept: samples.ndjson has every sample, run.json every block and comparison, evidence " +
        "the agent's own outputs. I can send a copy without names (bmverify report BUNDLE --redact --archive).",
    ),
  ],
};

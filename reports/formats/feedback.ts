// The text for the vendor's portal: at most a page of Markdown about what behavior monitoring costs on one device.
import type { MeasurementRecord } from "../../harness/model/record/measurement.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { asSentence } from "../../harness/model/text/sentence.ts";
import { policyInWords } from "../views/policy_in_words.ts";
import { noticeOf } from "../views/notice_of.ts";
import { briefEffect, type Finding, MEDIANS_NOTE, strongestFindings } from "../views/cost_rows.ts";
import { formatDuration } from "../views/format_duration.ts";
import { printableLine } from "../../harness/model/text/printable.ts";

/** What the text may hold. */
export interface FeedbackOptions {
  /** Leaves out identifiers, the name of the host, and paths. */
  readonly redact: boolean;
  readonly bundlePath: string | null;
}

/** Measured as the device is: there is nothing to compare. */
function isOneArm({ measurement }: RunRecord): boolean {
  return measurement?.plan.arms === "current";
}

const FINDINGS = 3;
const MOST_SCANNED = 3;

/** Renders the text; a run that measured nothing says why. */
export function renderFeedback(record: RunRecord, options: FeedbackOptions): string {
  const notice = noticeOf(record);
  const sections = [
    [isOneArm(record) ? "# What the agent uses" : "# What behavior monitoring costs"],
    notice === null ? [] : [`> **${escape(notice)}**`],
    warnings(record, options),
    device(record, options),
    method(record),
    findings(record),
    table(record),
    scanned(record, options),
    better(record),
    rawData(options),
  ];
  return `${sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function warnings(
  { measurement, measurements, blocks, explanation }: RunRecord,
  { redact }: FeedbackOptions,
): readonly string[] {
  if (measurement === null || measurements.length === 0) {
    return [`> Nothing was measured. ${escape(redact ? withoutPaths(explanation) : explanation)}`];
  }
  const { plan, outcome } = measurement;
  return [
    ...(plan.quick
      ? ["> **A quick look, not evidence:** a full measurement has more and longer blocks."]
      : []),
    ...(outcome?.complete === true ? [] : [`> **Incomplete:** it ended after ${blocks.length} blocks.`]),
    ...(outcome?.incomparableBecause ?? []).map((why) => `> **Not compared:** ${escape(why)}.`),
    ...(outcome?.notes ?? []).map((note) => `> ${escape(asSentence(note))}`),
  ];
}

function device({ device, policy, startedAt }: RunRecord, { redact }: FeedbackOptions): readonly string[] {
  const system = device.platform === "darwin" ? "macOS" : "Linux";
  const facts = [
    `${system} ${device.osVersion ?? "(version unknown)"}`,
    `agent ${device.appVersion ?? "unknown"}`,
    `engine ${device.engineVersion ?? "unknown"}`,
    `ring ${device.releaseRing ?? "unknown"}`,
    `policy ${policyInWords(policy)}`,
    `measured on ${startedAt.slice(0, 10)}`,
  ];
  const identity = [
    ...(device.hostName === null ? [] : [`host ${device.hostName}`]),
    ...(device.orgId === null ? [] : [`organisation ${device.orgId}`]),
    ...(device.edrMachineId === null ? [] : [`device id ${device.edrMachineId}`]),
  ];
  return [`**Device:** ${[...facts, ...(redact ? [] : identity)].map(escape).join(" · ")}`];
}

function method({ measurement, tool }: RunRecord): readonly string[] {
  if (measurement === null) return [];
  const { plan, outcome } = measurement;
  const memory = outcome?.memoryMetric === "footprint" ? "physical footprint" : "resident memory (RSS)";
  const arms = plan.arms === "current"
    ? `${plan.blocksPerArm} blocks of ${formatDuration(plan.blockMs)} as the device is, nothing switched`
    : `behavior monitoring off and on in turns, ${plan.blocksPerArm} blocks of ${
      formatDuration(plan.blockMs)
    } in each arm, ` +
      "in quads whose order was drawn by a seed, after a warm-up";
  const counts = plan.arms === "current"
    ? ""
    : "; blocks are compared within their quads (exact rank test); a difference counts only beyond the floor and at " +
      "5 % over all main measurements together (Holm), single processes at a false discovery rate of 5 %";
  return [
    `**Method:** ${tool.name} ${tool.version}; ${arms}; CPU from cumulative process times at ${plan.rateHz} readings a ` +
    `second, memory as ${memory}${counts}.`,
  ];
}

function findings(record: RunRecord): readonly string[] {
  if (record.measurements.length === 0) return [];
  const strongest = strongestFindings(record, FINDINGS);
  if (strongest.length > 0) {
    return [
      "## Findings",
      "",
      ...strongest.map((finding, i) => `${i + 1}. ${inWords(finding)}`),
    ];
  }
  const main = record.measurements.filter(({ metric, process }) =>
    metric === "cpu.mean" && process === "agent"
  );
  return [
    "## Findings",
    "",
    ...(isOneArm(record) ? [] : ["Nothing stood out from chance.", ""]),
    ...main.slice(0, FINDINGS).map((measurement) => `- ${withoutEffect(measurement)}`),
  ];
}

function inWords({ measurement: { workload, metric, process, words }, alsoUnder }: Finding): string {
  const subject = process === null
    ? "The time that the workload takes"
    : process === "agent"
    ? "The agent, all its processes together,"
    : code(process);
  const also = alsoUnder.length === 0 ? "" : ` Likewise under ${escape(alsoUnder.join(", "))}.`;
  return `${asSentence(`${subject} under ${escape(workload)}: ${escape(words)} (${code(metric)})`)}${also}`;
}

/** Nothing stood out, or there was nothing to compare. */
function withoutEffect({ workload, metric, words }: MeasurementRecord): string {
  const subject = `Under ${escape(workload)}, all processes of the agent together (${code(metric)})`;
  return asSentence(`${subject}: ${escape(words)}`);
}

/** One row for each workload, and one more for each process of which something was found. */
function table(record: RunRecord): readonly string[] {
  const { measurements } = record;
  const find = (one: MeasurementRecord, metric: RegExp) =>
    measurements.find(({ workload, process, metric: name }) =>
      workload === one.workload && process === one.process && metric.test(name)
    );
  const time = ({ workload }: MeasurementRecord) =>
    measurements.find((one) => one.workload === workload && one.metric === "workload.wall");
  const shown = measurements.filter((one) =>
    one.metric === "cpu.mean" && isWorthARow(one, find(one, MEMORY))
  );
  if (shown.length === 0) return [];
  const cell = (measurement: MeasurementRecord | undefined) =>
    measurement === undefined ? "–" : escapeCell(briefEffect(measurement));
  return [
    isOneArm(record) ? "## By workload" : "## Off → on, by workload and process",
    "",
    "| Workload | Process | CPU, % of a core | Memory | Time of the workload |",
    "| --- | --- | --- | --- | --- |",
    ...shown.map((one) =>
      `| ${
        [
          escape(one.workload),
          one.process === "agent" ? "all together" : code(one.process ?? ""),
          cell(one).replaceAll(" % of a core", ""),
          cell(find(one, MEMORY)),
          one.process === "agent" ? cell(time(one)) : "",
        ].join(" | ")
      } |`
    ),
    ...(isOneArm(record) ? [] : ["", MEDIANS_NOTE]),
  ];
}

const MEMORY = /^(rss|footprint)\.mean$/;

function isWorthARow(cpu: MeasurementRecord, memory: MeasurementRecord | undefined): boolean {
  const isFound = (one: MeasurementRecord | undefined) =>
    one?.conclusion === "costs" || one?.conclusion === "saves";
  return cpu.process === "agent" || isFound(cpu) || isFound(memory);
}

/** What the agent itself counted while behavior monitoring was on. */
function scanned({ blocks }: RunRecord, { redact }: FeedbackOptions): readonly string[] {
  const counters = blocks.filter(({ arm, phase }) => arm !== "off" && phase === "compare").flatMap((
    { counters },
  ) => counters);
  if (counters.length === 0) return [];
  const byName = Map.groupBy(counters, ({ name, path }) => name ?? (redact ? null : path) ?? "(no name)");
  const sums = [...byName].map(([name, same]) => ({
    name,
    files: same.reduce((sum, { filesScanned }) => sum + filesScanned, 0),
    ms: same.reduce((sum, { scanTimeNs }) => sum + scanTimeNs, 0) / 1e6,
  })).sort((a, b) => b.files - a.files).slice(0, MOST_SCANNED);
  const each = sums.map(({ name, files, ms }) => `${escape(name)} (${files} files, ${formatDuration(ms)})`);
  return [
    `**Most scanned for, by the agent's own counters with behavior monitoring on:** ${each.join(", ")}`,
  ];
}

function better(record: RunRecord): readonly string[] {
  const { measurement, prerequisites } = record;
  if (measurement === null) return [];
  const { plan, outcome } = measurement;
  const wishes = [
    ...(record.simulated ? ["a real device: this one was simulated"] : []),
    ...(plan.quick ? ["a full measurement, without --quick"] : []),
    ...(plan.arms === "current" ? ["both arms, so that the cost of behavior monitoring itself shows"] : []),
    ...(outcome?.complete === true ? [] : ["a measurement that is let run to its end"]),
    ...(outcome?.comparable === true
      ? []
      : ["a machine in the same state throughout: on mains, cool, no low-power mode"]),
    ...(outcome?.source === "ps"
      ? ["root, so that processes can be read ten times a second and not once"]
      : []),
    ...(plan.blocksPerArm < 12 ? ["more blocks (--blocks 12): smaller effects show"] : []),
    ...(outcome?.skipped ?? []).map(({ workload, reason }) => `the workload ${workload}: ${reason}`),
    ...prerequisites.filter(({ id, status }) => id === "real-time-protection" && status !== "met")
      .map(({ detail }) => `real-time protection: ${detail}`),
  ];
  return wishes.length === 0
    ? []
    : ["## What would make this stronger", "", ...wishes.map((wish) => `- ${escape(wish)}`)];
}

function rawData({ redact, bundlePath }: FeedbackOptions): readonly string[] {
  const where = redact || bundlePath === null ? "the bundle of this run" : `\`${printableLine(bundlePath)}\``;
  return [
    `**Raw data:** every sample is in \`samples.ndjson\`, every block and comparison in \`run.json\`, in ${where}.`,
  ];
}

/** Names as they are typed; what could end the span is left out. */
function code(text: string): string {
  return `\`${printableLine(text).replaceAll("\`", "")}\``;
}

/** Our own emphasis stays; a bar would end the cell. */
function escapeCell(text: string): string {
  return printableLine(text).replaceAll("|", "\\|");
}

function withoutPaths(text: string): string {
  return text.replace(/(^|[\s"'(])\/[^\s"')]+/g, "$1(path)");
}

/** Text of others must not become markup. */
function escape(text: string): string {
  return printableLine(text).replace(/[\\`*_[\]<>|#]/g, "\\$&");
}

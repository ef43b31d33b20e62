// Tells an audience what a run does while it does it: what and why, the exact command, what to expect, what was
// seen. A pure function of the events; waiting for Enter between steps is left to the caller.
import { deviceNotice, type NoticedDevice } from "../views/device_notice.ts";
import { isNews } from "./is_news.ts";
import type { Prerequisite } from "../../harness/model/prerequisite.ts";
import type { RunEvent, ScenarioHead } from "../../harness/model/record/run_event.ts";
import type { DeviceRecord, RunRecord } from "../../harness/model/record/run_record.ts";
import { asSentence } from "../../harness/model/text/sentence.ts";
import { policyInWords } from "../views/policy_in_words.ts";
import { SCENARIO_WORDS, whoseBeside } from "../views/scenario_words.ts";
import { filesInWords, variantOfRun } from "../views/trigger_words.ts";
import { noticeOf } from "../views/notice_of.ts";
import { describeChildEnd } from "../views/describe_child_end.ts";
import { formatDuration } from "../views/format_duration.ts";
import { printableLine, withoutLogCommands } from "../../harness/model/text/printable.ts";
import type { Style } from "../../harness/model/text/style.ts";
import { headlineOf, nextStepOf, VERDICT_WORD } from "../views/verdict_words.ts";

/** What to say about one event. */
export interface Narration {
  readonly lines: readonly string[];
  /** True after a step was announced and before it is done: the place to wait for Enter. */
  readonly pause: boolean;
}

/** What narrating needs beside the event. */
export interface NarrationContext {
  /** All events before this one, from the first. */
  readonly earlier: readonly RunEvent[];
  readonly style: Style;
}

type Line = readonly [label: string, text: string];

const SILENT: Narration = { lines: [], pause: false };

/** What to say when an event has happened. Events that an audience does not care for give no line. */
export function narrateEvent(event: RunEvent, context: NarrationContext): Narration {
  switch (event.kind) {
    case "run-started":
      return announce(context, "Check the device", [
        ...opening(event),
        ["Why", "A verdict counts only when the device is in the state that the vendor asks for."],
        ["Command", `${event.device.agentPath} health`],
        ["Expect", `Every required prerequisite is met (${event.policy.title}).`],
      ]);
    case "prerequisites-checked":
      return say(context, [...seenPolicy(event.policy), ...seenPrerequisites(event.prerequisites)]);
    case "consent-decided":
      return say(context, [["Consent", event.consent.given ? "Given: the trigger may run." : "Not given."]]);
    case "enablement-started":
      return announce(context, `Switch behavior monitoring ${event.wanted === "enabled" ? "on" : "off"}`, [
        ["Why", `The scenarios need it ${event.wanted}. How it was before is written down first.`],
        ["Command", `${agentPath(context)} config behavior-monitoring --value ${event.wanted}`],
        ["Expect", `Reading it again says "${event.wanted}": what the command answers is not believed.`],
      ]);
    case "enablement-finished":
      return say(context, [["Seen", seenEnablement(event.enablement)]]);
    case "setting-changed":
      return say(context, [[
        "Seen",
        `Behavior monitoring went from ${event.from} to ${event.to}: ${event.why}`,
      ]]);
    case "scenario-started":
      return announce(context, event.scenario.title, announcedScenario(event.scenario, event.attempts));
    case "attempt-started":
      return attemptsOf(context, event.scenarioId) > 1
        ? say(context, [["Attempt", String(event.index)]])
        : SILENT;
    case "trigger-started":
      return say(context, [
        ...labelled("Trigger", variantOfRun(context.earlier)),
        ["Command", `${event.command}   (process ${event.pid})`],
        ...event.script.map((line): Line => ["", line]),
      ]);
    case "trigger-ended":
      return say(context, [[
        "Seen",
        `${whoseBeside(context, event.scenarioId)}${describeChildEnd(event.child)}`,
      ]]);
    case "detection-seen":
      return say(context, [[
        "Seen",
        `The agent lists "${event.name}" after ${formatDuration(event.afterMs)}`,
      ]]);
    case "attempt-judged":
      if (!isNews(context.earlier, event)) return SILENT;
      return say(context, [
        ...labelled("Files", filesInWords(event.attempt)),
        [
          VERDICT_WORD[event.attempt.verdict],
          `${whoseBeside(context, event.scenarioId)}${event.attempt.explanation}`,
        ],
      ]);
    case "scenario-skipped":
      return say(context, [["Skipped", `${event.scenario.title}: ${event.explanation}`]]);
    case "measurement-planned":
      return announce(context, "Measure what behavior monitoring costs", [
        ["Why", "Only the difference between off and on, measured in turns, is the cost of it."],
        [
          "Expect",
          `${event.plan.blocksPerArm} blocks in each arm, of ${formatDuration(event.plan.blockMs)} each.`,
        ],
      ]);
    case "block-started":
    case "block-finished":
      return SILENT;
    case "measurement-finished":
      // Derived once the device is as it was, so no part of the step before; and nobody has to wait for it.
      return { ...announce(context, "What it cost", seenCosts(event.measurements)), pause: false };
    case "restore-started":
      return announce(context, "Put the device back", [
        ["Why", "A test leaves a device as it found it."],
        ["Command", `${agentPath(context)} config behavior-monitoring --value ${event.wanted}`],
        ["Expect", `Reading it again says "${event.wanted}".`],
      ]);
    case "restore-finished":
      return say(context, [["Seen", event.restore.detail]]);
    case "problem":
      return say(context, [["Problem", `${event.problem.message}. ${event.problem.hint}`]]);
    case "interrupted":
      return say(context, [["Stopped", `${event.signal} came: what was changed is put back now.`]]);
    case "device-read":
    case "list-read-again":
    case "scenario-finished":
    case "run-finished":
      return SILENT;
  }
}

/** How a narrated run ends: the verdict, the alert to look for, and where the report is. */
export function narrateEnd(
  record: RunRecord,
  { style, reportPath }: { readonly style: Style; readonly reportPath: string | null },
): readonly string[] {
  const notice = noticeOf(record);
  const alerts = new Set(
    record.scenarios.flatMap(({ portalAlert, attempts }) =>
      portalAlert !== null && attempts.some(({ detections }) => detections.length > 0) ? [portalAlert] : []
    ),
  );
  const lines: readonly Line[] = [
    ["Verdict", `${VERDICT_WORD[record.verdict]}: ${headlineOf(record)}`],
    ["Because", record.explanation],
    ...[...alerts].map((alert): Line => [
      "Portal",
      record.simulated || record.recorded
        ? `On a real device the portal would now raise "${alert}"`
        : `Within some minutes the portal raises "${alert}"`,
    ]),
    ...(alerts.size > 0 && record.verdict === "pass" && record.restore.status !== "failed"
      ? []
      : [["Next", nextStepOf(record).text] as const]),
    ...(reportPath === null ? [] : [["Report", reportPath] as const]),
  ];
  return [
    "",
    style.bold("── Result ──"),
    ...(notice === null ? [] : [style.yellow(`   ${notice}`)]),
    ...lines.map((line) => format(line, style)),
  ];
}

function opening({ device, simulated }: NoticedDevice & { readonly device: DeviceRecord }): readonly Line[] {
  const note = deviceNotice({ device, simulated });
  const name = simulated ? `a simulated device (profile ${device.profile ?? "unnamed"})` : device.hostName;
  const what = `${name ?? "this device"}${simulated || note === null ? "" : ` (${note})`}`;
  return [["What", `Shows on ${what} whether behavior monitoring stops a benign trigger.`]];
}

function announcedScenario({ expectation }: ScenarioHead, attempts: number): readonly Line[] {
  const [why, expect] = SCENARIO_WORDS[expectation];
  return [
    ["Why", why],
    ["Expect", expect],
    ...(attempts > 1 ? [["Repeats", String(attempts)] as const] : []),
  ];
}

function seenPolicy(policy: RunRecord["policy"] | undefined): readonly Line[] {
  return policy === undefined ? [] : [["Policy", policyInWords(policy)]];
}

function seenPrerequisites(prerequisites: readonly Prerequisite[]): readonly Line[] {
  return prerequisites.map(({ status, title, detail, remedy }) => {
    const help = status === "met" || remedy === null ? "" : ` Remedy: ${remedy}`;
    return [
      status === "met" ? "Met" : status === "unmet" ? "Unmet" : "Unknown",
      `${title}: ${asSentence(detail)}${help}`,
    ];
  });
}

function seenEnablement({ after, changed, problem, settleMs }: NonNullable<RunRecord["enablement"]>): string {
  if (problem !== null) return `${asSentence(problem.message)} ${problem.hint}`;
  const state = after === null ? "could not be read" : `reads "${after.value}"`;
  return changed ? `It ${state}; ${formatDuration(settleMs)} were given to settle.` : `It ${state} already.`;
}

function attemptsOf({ earlier }: NarrationContext, scenarioId: string): number {
  const started = earlier.findLast((event) =>
    event.kind === "scenario-started" && event.scenario.id === scenarioId
  );
  return started?.kind === "scenario-started" ? started.attempts : 1;
}

function labelled(label: string, text: string | null): readonly Line[] {
  return text === null ? [] : [[label, text]];
}

function agentPath({ earlier }: NarrationContext): string {
  const start = earlier[0];
  return start?.kind === "run-started" ? start.device.agentPath : "mdatp";
}

const STEPS: ReadonlySet<RunEvent["kind"]> = new Set([
  "run-started",
  "enablement-started",
  "scenario-started",
  "measurement-planned",
  "restore-started",
]);

function seenCosts(measurements: RunRecord["measurements"]): readonly Line[] {
  const main = measurements.filter(({ metric, process }) => metric === "cpu.mean" && process === "agent");
  return main.map(({ workload, words }) => ["Seen", `CPU under ${workload}: ${words}`]);
}

function announce(context: NarrationContext, title: string, lines: readonly Line[]): Narration {
  const number = context.earlier.filter(({ kind }) => STEPS.has(kind)).length + 1;
  const heading = context.style.bold(`── ${number}. ${withoutLogCommands(printableLine(title))} ──`);
  return { lines: ["", heading, ...lines.map((line) => format(line, context.style))], pause: true };
}

function say({ style }: NarrationContext, lines: readonly Line[]): Narration {
  return { lines: lines.map((line) => format(line, style)), pause: false };
}

function format([label, text]: Line, style: Style): string {
  const shown = withoutLogCommands(printableLine(text));
  return `   ${emphasis(label, style)(label.padEnd(12))} ${label === "Command" ? style.cyan(shown) : shown}`;
}

function emphasis(label: string, style: Style): (text: string) => string {
  if (label === "PASS" || label === "Met") return style.green;
  if (label === "FAIL" || label === "Problem") return style.red;
  if (label === "INCONCLUSIVE" || label === "Unmet" || label === "Unknown") return style.yellow;
  return style.dim;
}

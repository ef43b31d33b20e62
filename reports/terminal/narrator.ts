// Tells an audience what a run does while it does it: what and why, the exact command, what to expect, what was
// seen. A pure function of the events; waiting for Enter between steps is left to the caller.
import { type Prerequisite, waiverInWords } from "../../harness/model/prerequisite.ts";
import type { RunEvent, ScenarioHead } from "../../harness/model/record/run_event.ts";
import type { DeviceRecord, RunRecord } from "../../harness/model/record/run_record.ts";
import { printableLine, withoutLogCommands } from "../../harness/model/text/printable.ts";
import { asSentence } from "../../harness/model/text/sentence.ts";
import type { Style } from "../../harness/model/text/style.ts";
import { describeChildEnd } from "../views/describe_child_end.ts";
import { deviceNotice, type NoticedDevice } from "../views/device_notice.ts";
import { formatDuration } from "../views/format_duration.ts";
import { groupPrerequisites } from "../views/group_prerequisites.ts";
import { policyInWords } from "../views/policy_in_words.ts";
import { type PlannedStep, reachedStep, stepBegunBy } from "./run_steps.ts";
import { SCENARIO_WORDS, whoseBeside } from "../views/scenario_words.ts";
import { filesInWords, variantOfRun } from "../views/trigger_words.ts";
import { VERDICT_WORD } from "../views/verdict_words.ts";
import { isNews } from "./is_news.ts";
import type { Labelled } from "./labelled_lines.ts";
import { narratedLines } from "./narrated_lines.ts";

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
  /** Width of the terminal; left out: lines stay whole. */
  readonly columns?: number | undefined;
  /** What the run is to do, in order. */
  readonly steps: readonly Pick<PlannedStep, "id">[];
}

const SILENT: Narration = { lines: [], pause: false };

/** What to say when an event has happened. Events that an audience does not care for give no line. */
export function narrateEvent(event: RunEvent, context: NarrationContext): Narration {
  const announce = (title: string, lines: readonly Labelled[]): Narration => ({
    ...say(context, lines, titleOf(event, title, context)),
    pause: true,
  });
  switch (event.kind) {
    case "run-started":
      return announce("Check the device", [
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
      return announce(`Switch behavior monitoring ${event.wanted === "enabled" ? "on" : "off"}`, [
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
      return announce(event.scenario.title, announcedScenario(event.scenario, event.attempts));
    case "attempt-started":
      return attemptsOf(context, event.scenarioId) > 1
        ? say(context, [["Attempt", String(event.index)]])
        : SILENT;
    case "trigger-started":
      return say(context, [
        ...labelled("Trigger", variantOfRun(context.earlier)),
        ["Command", event.command],
        ...event.script.map((line, index): Labelled => [index === 0 ? "Script" : "", line]),
        ["Process", String(event.pid)],
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
          "Verdict",
          `${VERDICT_WORD[event.attempt.verdict]}: ${
            whoseBeside(context, event.scenarioId)
          }${event.attempt.explanation}`,
        ],
      ]);
    case "scenario-skipped":
      return say(context, [["Skipped", `${event.scenario.title}: ${event.explanation}`]]);
    case "measurement-planned":
      return announce("Measure what behavior monitoring costs", [
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
      return say(context, seenCosts(event.measurements), "What it cost");
    case "restore-started":
      return announce("Put the device back", [
        ["Why", "A test leaves a device as it found it."],
        ["Command", `${agentPath(context)} config behavior-monitoring --value ${event.wanted}`],
        ["Expect", `Reading it again says "${event.wanted}".`],
      ]);
    case "restore-finished":
      return say(
        context,
        [["Seen", event.restore.detail]],
        isAnnounced(context, "restore-started") ? null : titleOf(event, "Put the device back", context),
      );
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

function opening(
  { device, simulated }: NoticedDevice & { readonly device: DeviceRecord },
): readonly Labelled[] {
  const note = deviceNotice({ device, simulated });
  const name = simulated ? `a simulated device (profile ${device.profile ?? "unnamed"})` : device.hostName;
  const what = `${name ?? "this device"}${simulated || note === null ? "" : ` (${note})`}`;
  return [["What", `Shows on ${what} whether behavior monitoring stops a benign trigger.`]];
}

function announcedScenario({ expectation }: ScenarioHead, attempts: number): readonly Labelled[] {
  const [why, expect] = SCENARIO_WORDS[expectation];
  return [
    ["Why", why],
    ["Expect", expect],
    ...(attempts > 1 ? [["Repeats", String(attempts)] as const] : []),
  ];
}

function seenPolicy(policy: RunRecord["policy"] | undefined): readonly Labelled[] {
  return policy === undefined ? [] : [["Policy", policyInWords(policy)]];
}

/** Those that hold in one line; what somebody has to act on, each with what mends it. */
function seenPrerequisites(prerequisites: readonly Prerequisite[]): readonly Labelled[] {
  const { inTheWay, waived, recommended, attested, met } = groupPrerequisites(prerequisites);
  return [
    ...[...inTheWay, ...recommended].flatMap(({ one, unread }) => [
      seenPrerequisite(one),
      ...(unread.length === 0
        ? []
        : [["", `${unread.length} more could not be read because of it.`] as const]),
    ]),
    ...waived.map(seenPrerequisite),
    ...attested.map(seenPrerequisite),
    ["Met", `${met.length} of ${prerequisites.length}: ${met.map(({ id }) => id).join(", ")}`],
  ];
}

function seenPrerequisite({ status, title, detail, remedy, waiver }: Prerequisite): Labelled {
  const why = waiver === null ? "" : ` Waived: ${asSentence(waiverInWords(waiver))}`;
  const help = status === "met" || remedy === null ? "" : ` Remedy: ${remedy}`;
  return [
    status === "met" ? "Met" : status === "unmet" ? "Unmet" : "Unknown",
    `${title}: ${asSentence(detail)}${why}${help}`,
  ];
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

function labelled(label: string, text: string | null): readonly Labelled[] {
  return text === null ? [] : [[label, text]];
}

function agentPath({ earlier }: NarrationContext): string {
  const start = earlier[0];
  return start?.kind === "run-started" ? start.device.agentPath : "mdatp";
}

function seenCosts(measurements: RunRecord["measurements"]): readonly Labelled[] {
  const main = measurements.filter(({ metric, process }) => metric === "cpu.mean" && process === "agent");
  return main.map(({ workload, words }) => ["Seen", `CPU under ${workload}: ${words}`]);
}

function isAnnounced({ earlier }: NarrationContext, kind: RunEvent["kind"]): boolean {
  return earlier.some((event) => event.kind === kind);
}

/** With number, where the plan knows the step that the event begins. */
function titleOf(event: RunEvent, title: string, { earlier, steps }: NarrationContext): string {
  const reached = stepBegunBy(event) === null ? null : reachedStep([...earlier, event], steps);
  return reached === null ? title : `Step ${reached.number} of ${reached.of}: ${title}`;
}

function say(
  { style, columns }: NarrationContext,
  lines: readonly Labelled[],
  title: string | null = null,
): Narration {
  const told = lines.flatMap((line) => narratedLines(line, { style, columns }));
  if (title === null) return { lines: told, pause: false };
  const heading = withoutLogCommands(printableLine(`── ${title} ──`));
  return { lines: ["", style.bold(heading), ...told], pause: false };
}

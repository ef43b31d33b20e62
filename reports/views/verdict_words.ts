// The verdict of a run in words: one line for its head and the one next step. Shared by all formats people read.
import { asSentence } from "../../harness/model/text/sentence.ts";
import { blockingPrerequisites } from "../../harness/model/prerequisite.ts";
import { hasReacted, likelyCauses, type SeenInRun } from "../../harness/model/likely_causes.ts";
import { costHeadline, type Measured } from "./cost_headline.ts";
import { doNotSend } from "./do_not_send.ts";
import { commandWith, restoreCommand } from "../../harness/model/text/command_with.ts";
import { agentWord, hintFor, mendStep, type NextStep } from "./mend_step.ts";
import type { RunRecord, ScenarioRecord } from "../../harness/model/record/run_record.ts";
import type { RunReason, Verdict } from "../../harness/model/verdict.ts";

/** A verdict as one word for a person. */
export const VERDICT_WORD: Readonly<Record<Verdict, string>> = {
  measured: "MEASURED",
  pass: "PASS",
  fail: "FAIL",
  inconclusive: "INCONCLUSIVE",
  skipped: "SKIPPED",
};

const HEADLINE: Readonly<Record<RunReason, string>> = {
  "blocked-and-recorded": "Behavior monitoring blocked the trigger and recorded it",
  "removed-and-recorded": "The antivirus test file was removed and recorded",
  "blocked-not-recorded": "The trigger was killed, but no detection was recorded",
  "recorded-not-blocked": "The trigger was recorded, but not blocked",
  "not-detected": "Behavior monitoring did not react to the trigger",
  late: "Behavior monitoring reacted, but too late",
  "trigger-not-run": "The trigger did not run",
  ambiguous: "More than one new detection fits",
  "status-not-stopped": "The trigger was killed, but its record does not say that it was stopped",
  "clock-not-plausible": "The time of the detection does not tell whose it is",
  "protection-changed": "The device was not protected as the test needs it",
  "nothing-shown": "Nothing shows that behavior monitoring blocks",
  "agent-unreadable": "The agent could not be read",
  "quiet-as-expected": "The controls stayed quiet",
  "unexpected-block": "A harmless process was blocked",
  "unexpected-detection": "A harmless process was recorded as a detection",
  "neighbours-survived": "The trigger was blocked and its neighbours survived",
  "neighbour-killed": "An unrelated process was killed",
  "prerequisites-unmet": "Not tested: a prerequisite is not met",
  "not-enabled": "Not tested: behavior monitoring could not be switched on",
  "consent-not-given": "Not tested: nobody agreed to the trigger",
  "nothing-run": "Not tested: no scenario ran",
  "cost-measured": "The cost of behavior monitoring was measured",
  "budgets-met": "Every budget is met",
  "budget-exceeded": "A budget is exceeded",
  "cost-unclear": "The cost of behavior monitoring cannot be told",
  interrupted: "The run was interrupted",
  "harness-error": "The harness itself failed",
};

/** Where the antivirus test decided: behavior monitoring has no part in it. */
const FILE_HEADLINE: Partial<Readonly<Record<RunReason, string>>> = {
  "not-detected": "The antivirus test file was neither removed nor recorded",
  "blocked-not-recorded": "The antivirus test file was removed, but no detection was recorded",
  "recorded-not-blocked": "The antivirus test file was recorded, but not removed",
  "status-not-stopped": "The antivirus test file was removed, but its record does not say so",
  late: "The antivirus test file was removed and recorded, but too late",
};

/** The verdict of a run as a line of words. */
export function headlineOf(record: Measured & Pick<RunRecord, "verdict" | "scenarios">): string {
  const ofCost = costHeadline(record);
  if (ofCost !== null) return ofCost;
  const ofFile = isAboutFile(record) ? FILE_HEADLINE[record.reason] : undefined;
  if (ofFile !== undefined) return ofFile;
  const rate = partlyDetected(record);
  if (rate === null) return HEADLINE[record.reason];
  return `Behavior monitoring reacted to only ${rate.passed} of ${rate.total} triggers`;
}

/** Whether the scenario that decided is the antivirus test. */
function isAboutFile(
  { reason, verdict, scenarios }: Pick<RunRecord, "reason" | "verdict" | "scenarios">,
): boolean {
  const deciding = scenarios.filter((one) => one.verdict === verdict && one.reason === reason);
  return deciding.length > 0 &&
    deciding.every(({ expectation }) => expectation === "file-removed-and-recorded");
}

/** The rate of a scenario that failed because some, but not all of its triggers were detected. */
function partlyDetected(
  { reason, scenarios }: Pick<RunRecord, "reason" | "scenarios">,
): ScenarioRecord["rate"] {
  if (reason !== "not-detected") return null;
  const rate = scenarios.find((one) => one.verdict === "fail" && one.reason === reason)?.rate ?? null;
  return rate !== null && rate.passed > 0 ? rate : null;
}

/** What to do next. A device left changed comes first, whatever the verdict. */
export function nextStepOf(record: RunRecord): NextStep {
  if (record.restore.status === "failed") {
    return { text: "Put the device back as it was found.", command: restoreCommand(record.device.chosenBy) };
  }
  if (record.reason === "prerequisites-unmet") return mendPrerequisite(record);
  if (record.reason === "not-enabled") return switchOn(record);
  if (record.reason === "not-detected" && isAboutFile(record)) return lookForFileCause(record);
  if (partlyDetected(record) !== null) return { text: PARTLY_DETECTED, command: null };
  if (record.reason === "not-detected") return lookForCause(record);
  if (WITHOUT_DEMONSTRATION.has(record.reason) && record.device.platform === "linux") return onLinux(record);
  const command = NEXT_COMMAND[record.reason];
  return {
    text: NEXT[record.reason](record),
    command: command === undefined ? null : onSameDevice(record, command),
  };
}

/** A command that does what it says on the device of the record, under the policy that was asked for. */
function onSameDevice({ device: { chosenBy }, policy }: RunRecord, command: string): string {
  if (!command.startsWith("bmverify verify")) return command;
  return commandWith(command, { ...chosenBy, policy: policy.chosenBy === "option" ? policy.id : undefined });
}

/** What asks for the demonstration next. */
const WITHOUT_DEMONSTRATION: ReadonlySet<RunReason> = new Set(["nothing-shown", "quiet-as-expected"]);

/** Nothing can be run next that would show it; what was not run yet of the rest is named. */
function onLinux(record: RunRecord): NextStep {
  const text =
    "The vendor publishes no demonstration of behavior monitoring for Linux, so it cannot be shown here; " +
    "check, measure, profile and the antivirus test file run on Linux.";
  const hasRun = record.scenarios.some(({ attempts }) => attempts.length > 0);
  return {
    text,
    command: hasRun ? null : onSameDevice(record, "bmverify verify --scenario antivirus.test-file"),
  };
}

/** Mends the likeliest cause where something mends it; otherwise finds out whether the agent reacts at all. */
function lookForCause(record: RunRecord): NextStep {
  const { cause, step } = likeliest(record, { reacted: hasReacted(record.scenarios) });
  if (step !== null) return { ...step, text: `Most likely ${cause?.text}. ${step.text}` };
  const why = cause?.remedy === null || cause === undefined ? "" : `${asSentence(cause.remedy)} `;
  return {
    text: `${why}Find out whether the agent reacts at all, with the standard antivirus test.`,
    command: onSameDevice(record, "bmverify verify --scenario antivirus.test-file"),
  };
}

/** What keeps the agent from taking a file that every antivirus knows. */
function lookForFileCause(record: RunRecord): NextStep {
  const { cause, step } = likeliest(record, { reacted: false, isFile: true });
  const text = `Most likely ${cause?.text}. ${step?.text ?? "Mend it, then run again."}`;
  return { text, command: step?.command ?? null };
}

/** The likeliest cause, and the step that its remedy is. */
function likeliest(record: RunRecord, seen: SeenInRun) {
  const cause = likelyCauses(record.prerequisites, seen)[0];
  const remedy = cause?.remedy ?? null;
  const isUnread = cause?.isUnread === true;
  return { cause, step: remedy === null ? null : mendStep(record, { what: null, remedy, isUnread }) };
}

function mendPrerequisite(record: RunRecord): NextStep {
  const first = blockingPrerequisites(record.prerequisites)[0];
  const remedy = first?.remedy ?? null;
  if (first === undefined || remedy === null) {
    return { text: "Mend the prerequisite named above, then run again.", command: null };
  }
  const step = mendStep(record, {
    what: `"${first.title}"`,
    remedy,
    isUnread: first.status === "unknown",
  });
  if (step !== null) return step;
  return { text: `${first.title}: ${asSentence(remedy)} Then run again.`, command: null };
}

function switchOn(record: RunRecord): NextStep {
  const hint = record.enablement?.problem?.hint;
  const text = hintFor(record, hint ?? "Switch behavior monitoring on, then run again");
  return { text, command: null };
}

const PARTLY_DETECTED =
  "Report to the vendor, with this bundle, that the agent reacts to some triggers and not to others.";

const again = (why: string) => () => `${why}, then run again.`;

type Unexplained = Exclude<RunReason, "prerequisites-unmet" | "not-enabled" | "not-detected">;

const NEXT: Readonly<Record<Unexplained, (record: RunRecord) => string>> = {
  "blocked-and-recorded": lookInPortal,
  "neighbours-survived": lookInPortal,
  "quiet-as-expected": () =>
    "Run the demonstration as well: controls alone do not show that the agent blocks.",
  "removed-and-recorded": lookInPortal,
  "status-not-stopped": (record) =>
    `Look at the entry with "${
      agentWord(record)
    } threat list" and at what was allowed or restored on this device, ` +
    "then run again.",
  "clock-not-plausible": again(
    "Set the clock and the time zone of this device, for the agent as for this shell",
  ),
  "protection-changed": again("Find out who or what changed the protection of this device"),
  "nothing-shown": () =>
    "Run the demonstration as well: without it nothing shows that behavior monitoring blocks.",
  "blocked-not-recorded": again(
    "Look for another cause of the kill in the system log (memory, an administrator)",
  ),
  "recorded-not-blocked": () =>
    "Report to the vendor, with this bundle, that the trigger was seen and not stopped.",
  late: again("Look at the load of the device and at the connection to the cloud"),
  "trigger-not-run": again("Look at the attempt's problems in the report"),
  ambiguous: again("Make sure that nobody else runs the demonstration on this device"),
  "agent-unreadable": (record) =>
    `Make sure that "${agentWord(record)} health" answers in a terminal, then run again.`,
  "unexpected-block": () => "Report to the vendor, with this bundle, that a harmless process was blocked.",
  "unexpected-detection": () =>
    "Report to the vendor, with this bundle, that a harmless process was recorded.",
  "neighbour-killed": () => "Report to the vendor, with this bundle, that an unrelated process was killed.",
  "consent-not-given": () =>
    "Run again and agree to the trigger: it is benign and raises one alert in the portal.",
  "nothing-run": () => "Choose a scenario that runs on this platform.",
  "cost-measured": sendFeedback,
  "budgets-met": sendFeedback,
  "budget-exceeded": sendFeedback,
  "cost-unclear": (record) =>
    record.measurement?.plan.quick === true
      ? `${doNotSend(record) ?? ""} Measure again without --quick.`.trimStart()
      : "Measure again with more blocks, on mains and with nothing else running.",
  interrupted: () => "Run again and let it end.",
  "harness-error": () => "Read the problems, then run again with more detail.",
};

const NEXT_COMMAND: Partial<Readonly<Record<RunReason, string>>> = {
  "consent-not-given": "bmverify verify --yes",
  "nothing-run": "bmverify scenarios list",
  "harness-error": "bmverify verify --verbose",
  "quiet-as-expected": "bmverify verify",
  "nothing-shown": "bmverify verify",
};

function sendFeedback(record: RunRecord): string {
  return doNotSend(record) ??
    'Add your own words to "feedback.txt" of the bundle where it asks for them, and paste it into the portal.';
}

function lookInPortal(record: RunRecord): string {
  const alert = record.scenarios.find(({ verdict, portalAlert }) =>
    verdict === "pass" && portalAlert !== null
  );
  const where = record.simulated || record.recorded
    ? "A real device would now raise"
    : "Within some minutes the portal shows";
  return alert?.portalAlert ? `${where} the alert "${alert.portalAlert}".` : "Nothing needs to be done.";
}

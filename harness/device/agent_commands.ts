// Every command that the harness gives the agent, as data: the device asks with these, and a dry run prints them.
// Never one that removes or restores threats: that would destroy evidence.
import type { Detection } from "../model/detection.ts";
import type { Exclusion } from "../model/exclusion.ts";
import type { Health, HealthDetails } from "../model/health.ts";
import type { BehaviorCounter, ScanStatistics } from "../model/process_sample.ts";
import type { ChangeableSetting } from "../ports/device.ts";
import type { AgentQuestion, TwoFormQuestion } from "./agent_questions.ts";
import { parseAllowed } from "./parse_allowed.ts";
import { parseBehaviorCounters } from "./parse_behavior_counters.ts";
import { parseDetections } from "./parse_detections.ts";
import { parseExclusions } from "./parse_exclusions.ts";
import { parseHealth } from "./parse_health.ts";
import { parseHealthDetails } from "./parse_health_details.ts";
import { parseHealthField } from "./parse_health_field.ts";
import { parseScanStatistics } from "./parse_scan_statistics.ts";
import type { OnOff } from "../model/on_off.ts";

/** A command whose answer nobody parses. */
export type AgentCommand = Omit<AgentQuestion<unknown>, "parse">;

export const HEALTH: TwoFormQuestion<Health> = {
  label: "health",
  args: ["health"],
  timeout: "health",
  parse: parseHealth,
  firstForm: "json",
  anyExitCode: true,
};

export const DETECTIONS: TwoFormQuestion<readonly Detection[]> = {
  label: "threat-list",
  args: ["threat", "list"],
  timeout: "list",
  parse: parseDetections,
  // The text form is the one that was seen to show entries of behavior monitoring; of the JSON form no sample is
  // public, and programs that read it look at scans only.
  firstForm: "text",
};

export const STATISTICS: TwoFormQuestion<readonly ScanStatistics[]> = {
  label: "real-time-protection-statistics",
  args: ["diagnostic", "real-time-protection-statistics"],
  timeout: "statistics",
  parse: parseScanStatistics,
  firstForm: "json",
};

export const ALLOWED: AgentQuestion<readonly string[]> = {
  label: "threat-allowed-list",
  args: ["threat", "allowed", "list"],
  timeout: "list",
  parse: parseAllowed,
};

export const EXCLUSIONS: AgentQuestion<readonly Exclusion[]> = {
  label: "exclusion-list",
  args: ["exclusion", "list"],
  timeout: "list",
  parse: parseExclusions,
};

/** As the vendor's page has it; nobody has published the format of its answer. */
export const BEHAVIOR_COUNTERS: AgentQuestion<readonly BehaviorCounter[]> = {
  label: "behavior-monitoring-statistics",
  args: ["diagnostic", "behavior-monitoring-statistics", "--sort"],
  timeout: "statistics",
  parse: parseBehaviorCounters,
};

/** Where early builds show behavior monitoring that plain health leaves out: as a field of its own. */
export const BEHAVIOR_MONITORING_FIELD: AgentQuestion<ReturnType<typeof parseHealthField>> = {
  label: "health-field-behavior-monitoring",
  args: ["health", "--field", "behavior_monitoring"],
  timeout: "health",
  parse: parseHealthField,
};

/** A section of health. */
export function healthDetails(section: string): AgentQuestion<HealthDetails> {
  return {
    label: `health-details-${section.replaceAll("_", "-")}`,
    args: ["health", "--details", section],
    timeout: "health",
    parse: parseHealthDetails,
  };
}

/** A change of a setting. */
export function configCommand(setting: ChangeableSetting, value: OnOff): AgentCommand {
  return { label: `config-${setting}`, args: ["config", setting, "--value", value], timeout: "config" };
}

/** Arguments as the question is asked first; an agent that does not answer this form is asked once in the other. */
export function firstArguments(question: AgentCommand | TwoFormQuestion<unknown>): readonly string[] {
  const isJson = "firstForm" in question && question.firstForm === "json";
  return isJson ? [...question.args, ...JSON_FORM] : question.args;
}

/** What the JSON form of a question adds. */
export const JSON_FORM = ["--output", "json"] as const;

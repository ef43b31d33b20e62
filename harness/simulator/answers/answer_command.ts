// What the command line answers, as a pure function of what was asked and what the device is. Changing settings
// and hanging are left to answer_call.ts.
import { parseArgs } from "@std/cli/parse-args";
import { answerConfig } from "./answer_config.ts";
import { COMMAND_HELP, CONNECTIVITY, HEALTH_HELP } from "./command_help.ts";
import type { ScanCounter, Threat } from "../device/device_state.ts";
import { formatHealthJson, formatHealthTable, formatHealthValue } from "./format_health.ts";
import { formatStatisticsJson, formatStatisticsText } from "./format_statistics.ts";
import { formatAllowed, formatExclusions, formatThreatJson, formatThreatText } from "./format_threats.ts";
import { type HealthContext, healthDetails, healthEntries } from "./health_entries.ts";
import type { Answer } from "./answer.ts";

/** All that an answer depends on. */
export interface AnswerContext extends HealthContext {
  readonly triggerFolder: string;
  readonly threats: readonly Threat[];
  readonly counters: readonly ScanCounter[];
}

interface Options {
  readonly output: string | undefined;
  readonly field: string | undefined;
  readonly details: string | undefined;
  readonly value: string | undefined;
  readonly help: boolean;
}

/** Answers one command line. */
export function answerCommand(args: readonly string[], context: AnswerContext): Answer {
  const { _: words, output, field, details, value, help } = parseArgs([...args], {
    string: ["_", "output", "field", "details", "value", "top"],
    boolean: ["help", "sort", "list-all"],
  });
  const answer = dispatch(words.map(String), { output, field, details, value, help }, context);
  const { banner } = context.profile.health;
  const stdout = banner === null || answer.stdout === ""
    ? answer.stdout
    : `ATTENTION: ${banner}\n${answer.stdout}`;
  return { ...answer, stdout: context.profile.output.answers === "cut" ? cut(stdout) : stdout };
}

function dispatch(words: readonly string[], options: Options, context: AnswerContext): Answer {
  const [command, topic, action] = words;
  const phrase = words.join(" ");
  if (command === "health" && words.length === 1) return answerHealth(options, context);
  if (command === "config" && topic !== undefined && action === undefined) {
    return answerConfig(topic, options.value, context);
  }
  const wantsJson = options.output === "json" && context.profile.output.json;
  switch (phrase) {
    case "version":
      return said(`Product version: ${context.profile.health.appVersion}\n`);
    case "threat list":
      return said(wantsJson ? formatThreatJson(context.threats) : formatThreatText(context.threats));
    case "threat allowed list":
      return said(formatAllowed(context.profile.allowedDetections));
    case "exclusion list":
      return said(formatExclusions(excludedFolders(context)));
    case "connectivity test":
      return said(CONNECTIVITY);
    case "diagnostic real-time-protection-statistics":
      return said(
        wantsJson ? formatStatisticsJson(context.counters) : formatStatisticsText(context.counters),
      );
    case "diagnostic behavior-monitoring-statistics":
      return said(formatStatisticsText(context.counters));
    case "help":
      return said(COMMAND_HELP);
    default:
      return { ...said(COMMAND_HELP), exitCode: options.help ? 0 : 1 };
  }
}

function answerHealth(options: Options, context: AnswerContext): Answer {
  if (options.help) return said(HEALTH_HELP);
  const { booleans, json } = context.profile.output;
  const entries = options.details === undefined
    ? healthEntries(context)
    : healthDetails(options.details, context);
  if (entries === null) return { ...said(HEALTH_HELP), exitCode: 1 };
  if (options.field !== undefined) {
    const entry = entries.find(({ key }) => key === options.field);
    return entry === undefined
      ? { ...said(""), exitCode: 1 }
      : said(`${formatHealthValue(entry, booleans)}\n`);
  }
  // What the sections print as JSON was never published; they stay text.
  const wantsJson = options.output === "json" && json && options.details === undefined;
  return said(wantsJson ? formatHealthJson(entries) : formatHealthTable(entries, booleans));
}

/** Excluded folders with the device's own trigger folder filled in. */
function excludedFolders(
  { profile, triggerFolder }: Pick<AnswerContext, "profile" | "triggerFolder">,
): readonly string[] {
  return profile.excludedFolders.map((folder) => folder.replace("{triggerFolder}", () => triggerFolder));
}

function said(stdout: string): Answer {
  return { stdout, exitCode: 0, settings: null };
}

/** The first half; a table loses the end of a key, so that no shorter table remains that looks whole. */
function cut(stdout: string): string {
  const half = stdout.slice(0, Math.floor(stdout.length / 2));
  const line = half.lastIndexOf("\n") + 1;
  const colon = half.indexOf(":", line);
  return colon < 0 || half.startsWith("{") ? half : half.slice(0, Math.min(colon, line + 5));
}

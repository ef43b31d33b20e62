// The kinds that `bmverify parse` knows, each with its parser. The names in what it prints are public: they are
// added to, never renamed.
import { HarnessError } from "../model/harness_error.ts";
import { type AgentAnswerKind, decodeAgentText } from "./agent_text.ts";
import { parseAllowed } from "./parse_allowed.ts";
import { parseBehaviorStatistics } from "./pasted/parse_behavior_statistics.ts";
import { isKnownAnswer, parseConfigAnswer } from "./parse_config_answer.ts";
import { parseDetections } from "./parse_detections.ts";
import { parseExclusions } from "./parse_exclusions.ts";
import { parseHealth } from "./parse_health.ts";
import { looksLikeSection, parseHealthDetails } from "./parse_health_details.ts";
import { namePasted, WANTED } from "./pasted/name_pasted.ts";
import { parseHotEventSources } from "./pasted/parse_hot_event_sources.ts";
import { parseProcessList } from "./parse_process_list.ts";
import { parseScanStatistics } from "./parse_scan_statistics.ts";
import { parseSystemExtensions } from "./pasted/parse_system_extensions.ts";
import { parseVersion } from "./pasted/parse_version.ts";
import { unwrapPasted } from "./pasted/unwrap_pasted.ts";
import { PROMPT_LENGTH, shellLineOf } from "./shell_lines.ts";

const ANY: AgentAnswerKind = {
  code: "agent/output-unreadable",
  what: "the output",
  command: "bmverify parse KIND FILE",
};

/** A kind of output that can be parsed. Parsers throw a HarnessError for anything else. */
interface ParsedKind {
  /** The command whose output it is. */
  readonly command: string;
  readonly parse: (input: string | Uint8Array) => unknown;
  /** The command as it stands in a paste. */
  readonly pasted: RegExp;
  /** Set where the parser alone would take the output of other kinds, too. */
  readonly recognises?: (text: string) => boolean;
}

/** All kinds. Those that accept least come first: an output is of the first kind that reads it. */
export const PARSE_KINDS = {
  threats: {
    command: "mdatp threat list [--output json]",
    parse: parseDetections,
    pasted: /mdatp threat list\b/,
  },
  exclusions: { command: "mdatp exclusion list", parse: parseExclusions, pasted: /mdatp exclusion list\b/ },
  "rtp-statistics": {
    command: "mdatp diagnostic real-time-protection-statistics [--output json]",
    parse: parseScanStatistics,
    pasted: /mdatp diagnostic real-time-protection-statistics\b/,
  },
  "hot-event-sources": {
    command: "mdatp diagnostic hot-event-sources",
    parse: parseHotEventSources,
    pasted: /mdatp diagnostic hot-event-sources\b/,
  },
  "behavior-statistics": {
    command: "mdatp diagnostic behavior-monitoring-statistics",
    parse: parseBehaviorStatistics,
    pasted: /mdatp diagnostic behavior-monitoring-statistics\b/,
    // Its format is not known; only its name tells it.
    recognises: (text) => /\bbehaviou?r[-_ ]monitoring[-_ ]statistics\b/i.test(text),
  },
  "system-extensions": {
    command: "systemextensionsctl list",
    parse: parseSystemExtensions,
    pasted: /\bsystemextensionsctl list\b/,
  },
  health: {
    command: "mdatp health [--output json]",
    parse: parseHealth,
    pasted: /mdatp health\b(?![^\n]*--details)/,
    // Every version prints one of these, and no section of it does.
    recognises: (text) =>
      /(?:^|[\s{,"])(?:healthy|health_?issues|licensed|app_?version)"?\s{0,80}:/i.test(text),
  },
  "health-details": {
    command: "mdatp health --details SECTION",
    parse: parseHealthDetails,
    pasted: /mdatp health\b[^\n]*--details\b/,
    recognises: looksLikeSection,
  },
  version: { command: "mdatp version", parse: parseVersion, pasted: /mdatp version\b/ },
  "config-answer": {
    command: "mdatp config SETTING --value VALUE",
    // Silence is a refusal to a run; in a file it is nothing to read.
    parse: (input: string | Uint8Array) => parseConfigAnswer(decodeAgentText(input, ANY)),
    pasted: /mdatp (?:config|exclusion \w+ (?:add|remove)|log level set)\b/,
    recognises: isKnownAnswer,
  },
  ps: { command: "ps -Ao pid,time,rss,comm", parse: parseProcessList, pasted: /(?:^|[$#%] )(?:ps|top) -/m },
  allowed: {
    command: "mdatp threat allowed list",
    parse: parseAllowed,
    pasted: /mdatp threat allowed list\b/,
  },
} as const satisfies Readonly<Record<string, ParsedKind>>;

/** Name of a kind. */
export type ParseKind = keyof typeof PARSE_KINDS;

const KINDS: readonly (readonly [ParseKind, ParsedKind])[] = Object.entries(PARSE_KINDS).map((
  [kind, parsed],
) => [kind as ParseKind, parsed] as const);

/** Whether a word is a kind. */
export function isParseKind(word: string): word is ParseKind {
  return Object.hasOwn(PARSE_KINDS, word);
}

/** An output with the kind that it was read as. */
export interface Recognised {
  readonly kind: ParseKind;
  readonly value: unknown;
}

/** How much of an output is looked at for the command that was pasted along, in characters. */
const HEAD = 2000;

/**
 * Reads an output of any kind: the command that was pasted along tells which, or else the first kind that reads it.
 *
 * @throws HarnessError the code of the kind that the command names; `agent/output-unreadable` when no kind reads it.
 */
export function parseAnyKind(input: Uint8Array): Recognised {
  const whole = unwrapPasted(decodeAgentText(input, ANY));
  const head = whole.slice(0, HEAD);
  const pasted =
    KINDS.map(([kind, { pasted }]) => ({ kind, at: head.search(pasted) })).filter(({ at }) => at >= 0)
      .sort((left, right) => left.at - right.at)[0];
  const text = pasted === undefined ? whole : fromCommand(whole, pasted.at);
  // A sentence may name a command as well: then its kind is only the first to be tried.
  const tried: typeof KINDS = pasted === undefined
    ? KINDS
    : [[pasted.kind, PARSE_KINDS[pasted.kind]] as const, ...KINDS];
  let why: HarnessError | null = null;
  for (const [kind, { parse, recognises }] of tried) {
    if (recognises?.(text) === false && kind !== pasted?.kind) continue;
    try {
      return { kind, value: parse(text) };
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error;
      // What tells health by looking tells what is wrong with it better than anything else could.
      const isKnown = kind === pasted?.kind || kind === "health";
      if (isKnown || error.code === "agent/legacy-command-line") why ??= error;
    }
  }
  const named = namePasted(text);
  if (why !== null && (named === null || why.code === "agent/legacy-command-line")) throw why;
  throw new HarnessError(
    "agent/output-unreadable",
    named === null
      ? "Cannot tell what the output is: it is none of those that are known, or was cut"
      : `Cannot read an output: this is ${named.title}`,
    {
      hint: named?.hint ??
        `${WANTED}; or name its kind, to see what is wrong with it: bmverify parse KIND FILE, with one of ${kindList()}`,
    },
  );
}

/** What another command printed before is none of it. A sentence that names a command begins nothing. */
function fromCommand(text: string, at: number): string {
  const start = text.lastIndexOf("\n", at) + 1;
  const end = text.indexOf("\n", at);
  const line = text.slice(start, end < 0 ? text.length : end).trim();
  return line.length <= PROMPT_LENGTH && shellLineOf(line) === "command" ? text.slice(start) : text;
}

function kindList(): string {
  return KINDS.map(([kind]) => kind).join(", ");
}

// `mdatp health --details SECTION`: a table like health, with the keys of the section.
import type { HealthDetails } from "../model/health.ts";
import { parseFacts } from "./agent_facts.ts";
import { looksLikeJson } from "./agent_json.ts";
import { HEALTH_FIELDS } from "./health_fields.ts";
import { type AgentAnswerKind, readAgentLines, unreadable } from "./agent_text.ts";

const KIND: AgentAnswerKind = {
  code: "agent/health-unreadable",
  what: "a section of agent health",
  command: "mdatp health --details SECTION",
};

/** Keys that sections have and plain health has not. */
const OF_SECTIONS = String.raw`(?:network|endpoint_security)_extension_\w{1,60}|\w{1,60}_verif\w{0,60}`;
const SECTION_KEY = new RegExp(
  String.raw`^[ \t]{0,40}(?:${[OF_SECTIONS, ...Object.keys(HEALTH_FIELDS)].join("|")})[ \t]{0,80}:`,
  "m",
);

/** Whether a text has a key that is known from a section; plain health has them, too. */
export function looksLikeSection(text: string): boolean {
  return SECTION_KEY.test(text);
}

/**
 * Parses one section. Keys stand as printed; values are strings without quotes, booleans, numbers or lists.
 *
 * @throws HarnessError `agent/health-unreadable` when it is something else, empty or cut.
 */
export function parseHealthDetails(input: string | Uint8Array): HealthDetails {
  const text = readAgentLines(input, KIND);
  if (looksLikeJson(text)) throw unreadable(KIND, "it is JSON, but sections are read as text");
  const facts = parseFacts(text, KIND);
  // Every key of the agent is in snake case; a list of detections or a sentence is not.
  if (![...facts.keys()].some((key) => /^[a-z]+_[a-z0-9_]+$/.test(key))) {
    throw unreadable(KIND, "none of its keys is there");
  }
  return Object.fromEntries(facts);
}

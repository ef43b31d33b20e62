// `mdatp version`: the version of the agent, in a line of its own or in a sentence that people write around it.
import { type AgentAnswerKind, readAgentLines, unreadable } from "../agent_text.ts";

const KIND: AgentAnswerKind = {
  code: "agent/output-unreadable",
  what: "the version of the agent",
  command: "mdatp version",
};
const VERSION = /\bproduct version(?: is)?\s{0,8}:?\s{0,40}"?(\d{1,9}(?:\.\d{1,9}){2,3})(?![\d.]*\d)/i;

/** The version as printed. */
export interface AgentVersion {
  readonly productVersion: string;
}

/**
 * Parses the version.
 *
 * @throws HarnessError `agent/output-unreadable` when there is none, or several.
 */
export function parseVersion(input: string | Uint8Array): AgentVersion {
  const { lines } = readAgentLines(input, KIND);
  // A command between backticks is part of the sentence around it.
  const found = new Set(lines.flatMap((line) => VERSION.exec(line.slice(0, 1000))?.[1] ?? []));
  const [productVersion] = found;
  if (productVersion === undefined) throw unreadable(KIND, 'no "Product version" with its parts is in it');
  if (found.size > 1) throw unreadable(KIND, "it names several versions");
  return { productVersion };
}

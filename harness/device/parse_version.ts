// `mdatp version`: the line `Product version: 101.25062.0005`, behind a warning when the build is expired.
import { type AgentAnswerKind, readAgentLines, unreadable } from "./agent_text.ts";

const KIND: AgentAnswerKind = {
  code: "agent/version-unreadable",
  what: "the version of the agent",
  command: "mdatp version",
};
const VERSION = /\b(?:product|app)[ _]version\b[\s:="]{0,20}(\d{1,5}(?:\.\d{1,6}){2,3})(?![\d.]*\d)/i;

/**
 * Parses the version of the product, as printed (`101.25062.0005`).
 *
 * @throws HarnessError `agent/version-unreadable` when no line tells it, or two lines differ.
 */
export function parseVersion(input: string | Uint8Array): string {
  const versions = new Set<string>();
  for (const line of readAgentLines(input, KIND).lines) {
    const version = VERSION.exec(line.slice(0, 400))?.[1];
    if (version !== undefined) versions.add(version);
  }
  const [version, other] = versions;
  if (version === undefined) throw unreadable(KIND, "no line tells the product version");
  if (other !== undefined) throw unreadable(KIND, `it tells two versions, "${version}" and "${other}"`);
  return version;
}

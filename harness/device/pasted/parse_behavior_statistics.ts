// `mdatp diagnostic behavior-monitoring-statistics`: nobody has published the format, so its lines are given as they
// are, and nothing is made of them.
import { type AgentAnswerKind, readAgentLines } from "../agent_text.ts";

const KIND: AgentAnswerKind = {
  code: "agent/output-unreadable",
  what: "the behavior monitoring statistics",
  command: "mdatp diagnostic behavior-monitoring-statistics",
};

/** Lines that carry something, unread. */
export interface RawLines {
  readonly raw: readonly string[];
}

/** @throws HarnessError `agent/output-unreadable` when it is empty or binary. */
export function parseBehaviorStatistics(input: string | Uint8Array): RawLines {
  return { raw: readAgentLines(input, KIND).lines };
}

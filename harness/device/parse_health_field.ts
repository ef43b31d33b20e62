// `mdatp health --field NAME`: one bare value, in quotes when it is a string.
import { decodeFact, type Fact } from "./agent_facts.ts";
import { type AgentAnswerKind, quote, readAgentLines, unreadable } from "./agent_text.ts";

const KIND: AgentAnswerKind = {
  code: "agent/health-unreadable",
  what: "a field of agent health",
  command: "mdatp health",
};

/**
 * Parses the value of one field: a string without quotes, a boolean, a number or a list. Agents print notes in
 * front of it, so the last line counts.
 *
 * @throws HarnessError `agent/health-unreadable` when there is no value or it was cut.
 */
export function parseHealthField(input: string | Uint8Array): Fact {
  const last = readAgentLines(input, KIND).lines.at(-1);
  if (last === undefined) throw unreadable(KIND, "no value was printed");
  const fact = decodeFact(last);
  if (fact === null) throw unreadable(KIND, `the value ${quote(last)} was cut`);
  return fact;
}

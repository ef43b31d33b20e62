// The agent's answer to a change of a setting. It proves nothing by itself: only re-reading does.
import { type AgentAnswerKind, type AgentLines, readAgentLines } from "./agent_text.ts";

/** The answer, and the line that says it. */
interface ConfigAnswer {
  /** `refused` for everything that is none of the known answers, no output included. */
  readonly kind: "updated" | "unchanged" | "refused";
  /** The deciding line, or the first one; empty when the agent said nothing. */
  readonly message: string;
}

const MESSAGE_LENGTH = 300;
const KIND: AgentAnswerKind = {
  code: "agent/command-failed",
  what: "the answer to a change",
  command: "mdatp config",
};

/** Parses what `mdatp config SETTING --value VALUE` printed. Never throws: an answer nobody knows is a refusal. */
export function parseConfigAnswer(input: string | Uint8Array): ConfigAnswer {
  const { lines, banner } = linesOf(input);
  for (const line of lines) {
    const text = line.trim().replace(/\.$/, "").slice(0, 200);
    if (UPDATED.some((sentence) => sentence.test(text))) return { kind: "updated", message: line.trim() };
    if (text === UNCHANGED) return { kind: "unchanged", message: line.trim() };
  }
  return { kind: "refused", message: (lines[0] ?? banner ?? "").trim().slice(0, MESSAGE_LENGTH) };
}

/** Sentences that say that a change was made, of settings and of lists. */
const UPDATED = [
  /^Configuration (?:property updated|updated successfully)$/,
  /^(?:Folder|File|Extension|Process) exclusion (?:configured|removed) successfully$/,
  /^(?:Log level configured successfully|Group id configured|Early preview changed)$/,
];
const UNCHANGED = "New setting value is the same as the current value";

/** Whether an output holds an answer that is known, and nothing that a table would hold. */
export function isKnownAnswer(input: string | Uint8Array): boolean {
  const { lines } = linesOf(input);
  return lines.length <= 20 && parseConfigAnswer(lines.join("\n")).kind !== "refused";
}

function linesOf(input: string | Uint8Array): Pick<AgentLines, "lines" | "banner"> {
  try {
    return readAgentLines(input, KIND);
  } catch {
    return { lines: [], banner: null };
  }
}

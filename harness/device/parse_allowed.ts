// `mdatp threat allowed list`: names of detections that the agent was told to allow. No raw sample is public, so
// only lines that are unmistakably a name, or a sentence that says there are none, are understood.
import { looksLikeJson } from "./agent_json.ts";
import { type AgentAnswerKind, quote, readAgentLines, unreadable } from "./agent_text.ts";

const KIND: AgentAnswerKind = {
  code: "agent/detections-unreadable",
  what: "the list of allowed detections",
  command: "mdatp threat allowed list",
};

/** `Behavior:MacOS/Name`, with or without quotes, a bullet, and the words `Name:` or `Threat name:` before it. */
const NAME =
  /^(?:[-*•]\s{1,4})?(?:(?:threat )?name:\s{0,40})?("?)([A-Za-z]{1,40}: ?[^\s/"]{1,80}\/[^"]{1,200}|[\w:/.!*?-]{0,200}[*?][\w:/.!*?-]{0,200})\1$/i;
const NONE =
  /^(?:no (?:allowed threats?|threats?(?: (?:are )?allowed)?)(?: found)?|(?:the )?allowed list is empty)\.?$/i;
const HEADING = /^(?:allowed threats?|allowed list|-{2,}|={2,})\s?:?$/i;

/**
 * Parses the output of `mdatp threat allowed list`; names without the blank after the colon.
 *
 * @throws HarnessError `agent/detections-unreadable` for anything else, empty output included.
 */
export function parseAllowed(input: string | Uint8Array): readonly string[] {
  const text = readAgentLines(input, KIND);
  if (looksLikeJson(text)) throw unreadable(KIND, "it is JSON, but the list is read as text");
  if (text.elided) throw unreadable(KIND, 'a line "..." stands for names that were left out');
  const lines = text.lines.map((line) => line.trim()).filter((line) => !HEADING.test(line.slice(0, 100)));
  if (lines.length === 1 && NONE.test(lines[0] ?? "")) return [];
  if (lines.length === 0) throw unreadable(KIND, "no name is in it");
  return lines.map((line) => {
    const name = line.length <= 400 ? NAME.exec(line)?.[2] : undefined;
    if (name === undefined) throw unreadable(KIND, `the line ${quote(line)} is no name of a detection`);
    return name.replace(/:\s+/g, ":");
  });
}

// From raw output (or pasted text) to lines: decoding, terminal control sequences, the banner, and the prompts
// and commands that people paste along. Knows nothing of what the lines mean.
import { stripVTControlCharacters } from "node:util";
import type { ErrorCode } from "../model/error_code.ts";
import { PROMPT_LENGTH, shellLineOf } from "./shell_lines.ts";
import { HarnessError } from "../model/harness_error.ts";

/** What a parser reads: names it in errors and says how to get it again. */
export interface AgentAnswerKind {
  readonly code: ErrorCode;
  /** Completes "Cannot read …". */
  readonly what: string;
  /** The command that prints it. */
  readonly command: string;
}

/** Output of the agent as lines. Blank lines, prompts, fences of pasted Markdown and the banner are dropped. */
export interface AgentLines {
  /** Text of the `ATTENTION:` lines, without the word. */
  readonly banner: string | null;
  readonly lines: readonly string[];
  /** A line `...`: somebody left something out. */
  readonly elided: boolean;
}

/** Longest piece of the input that an error message quotes, in characters. */
const QUOTE_LENGTH = 80;

/** The error for an output that is not what it should be. `why` completes the message. */
export function unreadable(kind: AgentAnswerKind, why: string): HarnessError {
  return new HarnessError(kind.code, `Cannot read ${kind.what}: ${why}`, {
    hint: `Run "${kind.command}" in a terminal and pass on its whole output`,
  });
}

/** Quotes a piece of input for a message: one line, bounded, without control characters. */
export function quote(text: string): string {
  const plain = text.slice(0, QUOTE_LENGTH + 1).replace(/\p{Cc}+/gu, " ").trim();
  return plain.length > QUOTE_LENGTH ? `"${plain.slice(0, QUOTE_LENGTH)}…"` : `"${plain}"`;
}

/**
 * Decodes output: UTF-8, or UTF-16 when it starts with that mark (files saved by Windows tools).
 *
 * @throws HarnessError the code of `kind` when it is empty or binary.
 */
export function decodeAgentText(input: string | Uint8Array, kind: AgentAnswerKind): string {
  let text = typeof input === "string" ? input : decodeBytes(input);
  if (text.includes("\0")) throw unreadable(kind, "the input is binary");
  if (text.startsWith("\uFEFF")) text = text.slice(1);
  if (text.includes("\u001B") || text.includes("\u009B")) text = stripVTControlCharacters(text);
  if (text.includes("\r")) text = text.replace(/\r\n?/g, "\n");
  if (text.startsWith(">")) text = withoutQuoteMarks(text);
  if (/[“”„‟]/.test(text)) text = text.replace(/[“”„‟]/g, '"');
  if (text.trim() === "") throw unreadable(kind, "the output is empty");
  return text;
}

/** What was answered to in a mail or an issue: a mark in front of every line. */
function withoutQuoteMarks(text: string): string {
  const isQuoted = text.split("\n").every((line) => line.trim() === "" || line.startsWith(">"));
  return isQuoted ? text.replace(/^> ?/gm, "") : text;
}

function decodeBytes(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  // Some tools leave the mark out; what an agent prints begins with a letter or a sign of ASCII.
  if (bytes.length > 3 && bytes[1] === 0 && bytes[3] === 0) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes.length > 3 && bytes[0] === 0 && bytes[2] === 0) return new TextDecoder("utf-16be").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return new TextDecoder().decode(bytes);
}

/**
 * Splits output into the lines that carry something.
 *
 * @throws HarnessError the code of `kind` when it is empty or binary.
 */
export function readAgentLines(input: string | Uint8Array, kind: AgentAnswerKind): AgentLines {
  const lines: string[] = [];
  const rest = eachAgentLine(decodeAgentText(input, kind), (line) => lines.push(line));
  return { ...rest, lines };
}

/** Calls `visit` with one line after the other: half a million of them need not be kept at the same time. */
export function eachAgentLine(
  text: string,
  visit: (line: string) => void,
): Pick<AgentLines, "banner" | "elided"> {
  const banners: string[] = [];
  let elided = false;
  let commands = 0;
  for (let from = 0, end = 0; from <= text.length; from = end + 1) {
    end = text.indexOf("\n", from);
    if (end < 0) end = text.length;
    const line = text.slice(from, end);
    const first = line.charCodeAt(0);
    const content = first > 0x20 && first < 0x7f ? line : line.trimStart();
    if (content === "") continue;
    const role = mayBeDropped(content) ? roleOf(content) : "kept";
    // What stands behind a second command is its output, and not the one that was meant.
    if (role === "command" && ++commands > 1) break;
    if (role === "kept") visit(line);
    else if (role === "elision") elided = true;
    else if (role === "banner") banners.push(content.replace(BANNER, "").trimEnd());
  }
  return { banner: banners.length === 0 ? null : banners.join(" "), elided };
}

/** How the agent heads what it has to say beside the answer. */
const BANNER = /^(?:ATTENTION\b\s*[:!]?|(?:attention|warning)\s*[:!])\s*/i;
/** First characters of banners, elisions, fences, prompts and commands, and what a prompt has in it. */
const MAY_BE_DROPPED = new Set(
  [..."AaWwP.…`%$#[(<ms/~❯➜»λ╭╰┌└"].map((character) => character.charCodeAt(0)),
);

/** A line for what somebody left out: `...`, `[…]`, `<snip>`, `(truncated)`. */
const ELISION = /^(?:\.{3,6}|…|[[(<]\s?(?:\.{2,6}|…|snip(?:ped)?|cut|truncated|omitted)\s?[\])>])\s*$/i;

const IN_PROMPTS = ["@", "$", "%", "#"] as const;

/** All other lines are kept without a closer look: half a million of them are read in a second. */
function mayBeDropped(content: string): boolean {
  return isOneOf(MAY_BE_DROPPED, content) || IN_PROMPTS.some((sign) => content.includes(sign)) ||
    content.includes("mdatp ");
}

function isOneOf(codes: ReadonlySet<number>, text: string): boolean {
  return codes.has(text.charCodeAt(0));
}

function roleOf(text: string): "banner" | "elision" | "command" | "dropped" | "kept" {
  if (text.length > PROMPT_LENGTH) return "kept";
  if (BANNER.test(text)) return "banner";
  if (ELISION.test(text)) return "elision";
  if (text.startsWith("```")) return "dropped";
  const shell = shellLineOf(text);
  return shell === "prompt" ? "dropped" : shell ?? "kept";
}

// A pasted terminal session as pieces: what each command printed. Who pastes one output gets one piece.
import { PROMPT_LENGTH, shellLineOf } from "../shell_lines.ts";

/** What one command printed, with the line that it was typed on. */
export interface PastedPiece {
  /** The line with prompt and command; null for what stands in front of the first one. */
  readonly typed: string | null;
  /**
   * The words behind `mdatp`, without the form asked for: `["threat", "list"]`. Null when something else was typed, or
   * several commands on one line, whose outputs run together.
   */
  readonly words: readonly string[] | null;
  /** The output went through another program before it was printed, so some of it may be gone. */
  readonly filtered: boolean;
  /** Lines of the output, the typed line in front of them. */
  readonly text: string;
}

/** Splits text at the commands in it; a piece without anything but blanks is left out. */
export function splitTranscript(text: string): readonly PastedPiece[] {
  const pieces: { typed: string | null; lines: string[] }[] = [{ typed: null, lines: [] }];
  for (const line of text.split("\n")) {
    const plain = line.trim();
    const isCommand = plain.length <= PROMPT_LENGTH && shellLineOf(plain) === "command";
    if (isCommand) pieces.push({ typed: plain.replaceAll(/\s+/g, " "), lines: [line] });
    else pieces.at(-1)?.lines.push(line);
  }
  return pieces.filter(({ typed, lines }) => typed !== null || lines.some((line) => line.trim() !== ""))
    .map(({ typed, lines }) => ({ typed, ...understand(typed), text: lines.join("\n") }));
}

/** What does not change what is printed: streams joined or thrown away, a copy kept. */
const HARMLESS = /\s(?:2>&1|2>\s?\/dev\/null|\|\s?tee(?:\s[\w./~-]+)*|\|\s?cat)(?=\s|$)/g;
const AGENT = /(?:^|[\s/])mdatp(?:\s+(.*))?$/;
const WORD = /^[\w.:=/-]+$/;

function understand(typed: string | null): Pick<PastedPiece, "words" | "filtered"> {
  const found = typed === null ? null : AGENT.exec(typed.replace(HARMLESS, ""));
  if (found === null) return { words: null, filtered: false };
  const rest = found[1] ?? "";
  if (/;|&&/.test(rest)) return { words: null, filtered: false };
  const words = rest.split(/\s+/);
  // Decorated prompts put signs and the time at the right end of the line.
  const end = words.findIndex((word) => !WORD.test(word));
  return { words: withoutForm(end < 0 ? words : words.slice(0, end)), filtered: /[|<>]/.test(rest) };
}

function withoutForm(words: readonly string[]): readonly string[] {
  const at = words.indexOf("--output");
  return at < 0 ? words : words.toSpliced(at, 2);
}

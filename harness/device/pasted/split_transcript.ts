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

/** First lines of what the agent prints, by what it is; a line of its own kind begins nothing new but for health. */
const BEGINS: readonly (readonly [kind: string, line: RegExp])[] = [
  ["health", /^healthy\s{0,80}:/],
  ["threats", /^(?:I[dD]\s{0,8}:\s{0,8}"|No threats\b)/],
  ["exclusions", /^(?:={5,}$|No exclusions\b|Excluded [a-z])/],
  ["version", /^Product version\s{0,40}:/],
  ["system-extensions", /^\d+ extension\(s\)/],
];

/** Outputs that run into each other, one piece each: who copies them together leaves the commands out. */
export function splitOutputs(text: string): readonly string[] {
  const outputs: string[][] = [[]];
  let current: string | null = null;
  for (const line of text.split("\n")) {
    const begun = BEGINS.find(([, begins]) => begins.test(line.slice(0, 200)))?.[0] ?? null;
    const isNew = begun !== null && (begun !== current || begun === "health");
    if (isNew && (current !== null || outputs.at(-1)?.some(isOfTable))) outputs.push([]);
    if (begun !== null) current = begun;
    outputs.at(-1)?.push(line);
  }
  return outputs.map((lines) => lines.join("\n"));
}

/** The table of health may have lost its first line. */
function isOfTable(line: string): boolean {
  return /^\s{0,8}[a-z]{1,40}(?:_[a-z0-9]{1,40}){1,8}\s{0,80}:/.test(line.slice(0, 200));
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

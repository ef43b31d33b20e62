// Pasted outputs of any mix of commands as answers: which question each piece answers, and what it comes to.
import { HarnessError, toProblem } from "../../model/harness_error.ts";
import type { Reading } from "../../model/reading.ts";
import { type AgentAnswerKind, decodeAgentText } from "../agent_text.ts";
import { parseHealthField } from "../parse_health_field.ts";
import { PARSE_KINDS, parseAnyKind, type ParseKind } from "../parse_kind.ts";
import { WANTED } from "./name_pasted.ts";
import { type PastedPiece, splitOutputs, splitTranscript } from "./split_transcript.ts";
import { unwrapPasted } from "./unwrap_pasted.ts";

/** A text that somebody pasted, with the name that it goes by. */
export interface PastedText {
  /** Path of the file; `-` for standard input. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What an answer comes to, by its kind. */
type PastedValues = { readonly [K in ParseKind]: ReturnType<(typeof PARSE_KINDS)[K]["parse"]> };

/** One answer among what was pasted: what it comes to, or why it could not be read. Evidence is the name. */
export type PastedAnswer = {
  [K in ParseKind]: {
    readonly name: string;
    readonly kind: K;
    readonly reading: Reading<PastedValues[K]>;
  };
}[ParseKind];
/** An answer of that kind. */
export type AnswerOfKind<K extends ParseKind> = Extract<PastedAnswer, { readonly kind: K }>;

/** What was pasted, in the order in which it was. */
export interface Pasted {
  readonly answers: readonly PastedAnswer[];
  /** What nothing was made of, one sentence each. */
  readonly unused: readonly string[];
}

const KIND: AgentAnswerKind = {
  code: "agent/output-unreadable",
  what: "what was pasted",
  command: "mdatp health",
};

/** Every answer of one kind, in order. */
export function answersOf<K extends ParseKind>({ answers }: Pasted, kind: K): readonly AnswerOfKind<K>[] {
  return answers.filter((answer): answer is AnswerOfKind<K> => answer.kind === kind);
}

/** The kinds that a filter must not have shortened: what is missing in them would be taken for not being there. */
const LISTS: ReadonlySet<ParseKind> = new Set<ParseKind>([
  "threats",
  "exclusions",
  "allowed",
  "system-extensions",
]);

/** The kind that a command prints; the longest of these that its words begin with. */
const KIND_OF_WORDS: readonly (readonly [words: string, kind: ParseKind])[] = [
  ["health --details", "health-details"],
  ["health", "health"],
  ["threat list", "threats"],
  ["threat allowed list", "allowed"],
  ["exclusion list", "exclusions"],
  ["diagnostic real-time-protection-statistics", "rtp-statistics"],
  ["diagnostic behavior-monitoring-statistics", "behavior-statistics"],
  ["diagnostic hot-event-sources", "hot-event-sources"],
  ["version", "version"],
  ["config", "config-answer"],
];

/**
 * Reads all texts.
 *
 * @throws HarnessError `agent/…` for a text in which nothing can be recognised, with the name in the message.
 */
export function readPasted(texts: readonly PastedText[]): Pasted {
  const answers: PastedAnswer[] = [];
  const unused: string[] = [];
  for (const { name, bytes } of texts) {
    try {
      const pieces = splitTranscript(unwrapPasted(decodeAgentText(bytes, KIND))).flatMap((piece) =>
        piece.words === null ? splitOutputs(piece.text).map((text) => ({ ...piece, text })) : [piece]
      );
      const read = pieces.map((piece) => readPiece(piece, { name, isAlone: pieces.length === 1 }));
      const found = read.filter((one) => typeof one !== "string");
      const rest = read.filter((one) => typeof one === "string");
      if (found.length === 0) throw nothingIn(rest);
      answers.push(...found);
      unused.push(...rest.map((why) => `${why} (in "${name}")`));
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error;
      throw new HarnessError(error.code, `${error.message} (in "${name}")`, { hint: error.hint });
    }
  }
  return { answers, unused };
}

/** An answer, or why nothing was made of the piece. */
function readPiece(
  { words, typed, filtered, text }: PastedPiece,
  { name, isAlone }: { readonly name: string; readonly isAlone: boolean },
): PastedAnswer | string {
  const field = words === null ? null : fieldOf(words);
  if (field !== null) {
    return {
      name,
      kind: "health-details",
      reading: readingOf(name, () => ({ [field]: parseHealthField(text) })),
    };
  }
  const kind = words === null ? null : kindOf(words);
  if (kind !== null) {
    if (filtered && LISTS.has(kind)) return `"${typed}": a filter may have taken lines away`;
    return answerOf(kind, { name, text });
  }
  try {
    const recognised = recognise(text);
    const fits = words === null || OF_ANY_COMMAND.has(recognised);
    return fits ? answerOf(recognised, { name, text }) : `"${typed}": ${NO_QUESTION}`;
  } catch (error) {
    if (!(error instanceof HarnessError) || (isAlone && words === null)) throw error;
    if (error.code === "agent/legacy-command-line") throw error;
    if (typed === null) return "the text in front of the first command";
    return `"${typed}": ${words === null ? "no command that is known here" : NO_QUESTION}`;
  }
}

const NO_QUESTION = "what it prints answers no question that is asked here";
/** What commands print that have no row of their own; others may print what only looks like a list that is wanted. */
const OF_ANY_COMMAND: ReadonlySet<ParseKind> = new Set<ParseKind>(["health", "config-answer"]);

/** One field of health is a section with one key. */
function fieldOf(words: readonly string[]): string | null {
  const [command, option, field = ""] = words;
  return command === "health" && option === "--field" && /^[a-z_]{1,80}$/.test(field) ? field : null;
}

function kindOf(words: readonly string[]): ParseKind | null {
  if (words.includes("--help") || words.includes("--field")) return null;
  const typed = `${words.join(" ")} `;
  return KIND_OF_WORDS.find(([known]) => typed.startsWith(`${known} `))?.[1] ?? null;
}

function answerOf(
  kind: ParseKind,
  { name, text }: { readonly name: string; readonly text: string },
): PastedAnswer {
  const { parse } = PARSE_KINDS[kind];
  return { name, kind, reading: readingOf(name, () => parse(text)) } as PastedAnswer;
}

function readingOf<T>(name: string, parse: () => T): Reading<T> {
  try {
    return { kind: "read", value: parse(), evidence: [name] };
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return { kind: "unreadable", problem: toProblem(error), evidence: [name] };
  }
}

/** Told by looking. */
function recognise(text: string): ParseKind {
  return parseAnyKind(new TextEncoder().encode(text)).kind;
}

function nothingIn(why: readonly string[]): HarnessError {
  const message = `Cannot use what was pasted: ${why.join("; ") || "it holds no output"}`;
  return new HarnessError("agent/output-unreadable", message, { hint: WANTED });
}

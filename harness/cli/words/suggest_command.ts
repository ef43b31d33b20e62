// The command that was meant by a word that is none: the beginning of one, a slip, or the word that another tool has.
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { nearestWord } from "../../model/text/nearest_word.ts";

/** What other tools call it; the path of our word. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  ...{ version: "--version", run: "verify", test: "verify", start: "simulate start", demo: "simulate start" },
  ...{ status: "check", prerequisites: "check", doctor: "selftest", list: "scenarios list" },
  ...{ show: "scenarios show", on: "enable", off: "disable", undo: "restore", revert: "restore" },
  ...{ reset: "restore", benchmark: "measure", bench: "measure", perf: "measure", cost: "measure" },
  ...{ rejudge: "judge", replay: "judge", open: "report", html: "report", sign: "report" },
  ...{ validate: "profile lint", create: "profile generate", completion: "completions" },
};

/** Path of the command that was meant (`profile generate`); null when no word is near, or nothing is wrong. */
export function suggestCommand(root: CommandUnknownOpts, words: readonly string[]): string | null {
  const [parent, path, typed] = follow(root, words);
  if (typed === undefined || typed === "") return null;
  const here = visible(parent);
  const inside = beginning(typed, here) ?? nearestWord(typed, here);
  if (inside !== null) return [...path, inside].join(" ");
  if (Object.hasOwn(OTHER_WORDS, typed)) return OTHER_WORDS[typed] ?? null;
  // `gen` for `profile generate`: a command below another one.
  const below = root.commands.flatMap((child) =>
    visible(child).filter((name) => name.startsWith(typed)).map((name) => `${child.name()} ${name}`)
  );
  return below[0] ?? null;
}

/** The command that the words lead to, its path, and the first word that leads no further. */
function follow(
  root: CommandUnknownOpts,
  words: readonly string[],
): readonly [parent: CommandUnknownOpts, path: readonly string[], typed: string | undefined] {
  const path: string[] = [];
  let parent = root;
  for (const word of words) {
    if (word.startsWith("-")) continue;
    const child = parent.commands.find((one) => one.name() === word);
    if (child === undefined) return [parent, path, word];
    path.push(word);
    parent = child;
  }
  return [parent, path, undefined];
}

function visible(command: CommandUnknownOpts): readonly string[] {
  return command.createHelp().visibleCommands(command).map((child) => child.name()).filter((name) =>
    name !== "help"
  );
}

/** The one word that begins so; a single letter begins too many. */
function beginning(typed: string, names: readonly string[]): string | null {
  const found = names.filter((name) => name.startsWith(typed));
  return typed.length > 1 && found.length === 1 ? found[0] ?? null : null;
}

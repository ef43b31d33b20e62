// What can stand where the cursor is, from the command tree and the values that its words take. Pure but for asking
// for these values.
import type { CommandUnknownOpts, Option } from "@commander-js/extra-typings";

/** One thing that can stand there. */
export interface Suggestion {
  readonly value: string;
  /** What it is; empty when the value says it. */
  readonly description: string;
}

/** Values of an option (`device`) or an argument (`profile`); none when it takes files or whatever somebody types. */
export type ValuesOf = (name: string) => Promise<readonly string[]>;

/** Options that take several values with commas between them. */
const LISTS: ReadonlySet<string> = new Set(["reporter", "workload", "attest"]);

/** Suggestions for the last of the words, which may be empty. */
export async function completeWords(
  root: CommandUnknownOpts,
  words: readonly string[],
  valuesOf: ValuesOf,
): Promise<readonly Suggestion[]> {
  const current = words.at(-1) ?? "";
  const { command, pending, positional } = follow(root, words.slice(0, -1));
  if (pending !== null) return await valuesOfOption(pending, { typed: current, before: "" }, valuesOf);
  const [, flag, typed] = /^(--[^=]+)=(.*)$/s.exec(current) ?? [];
  if (flag !== undefined && typed !== undefined) {
    const option = findOption(command, flag);
    return option === undefined ? [] : await valuesOfOption(option, { typed, before: `${flag}=` }, valuesOf);
  }
  const help = command.createHelp();
  if (current.startsWith("-")) {
    return help.visibleOptions(command).flatMap(({ long, description }) =>
      long?.startsWith(current) === true ? [{ value: long, description }] : []
    );
  }
  const commands = positional > 0 ? [] : help.visibleCommands(command).map((child) => (
    { value: child.name(), description: child.description() }
  ));
  const argument = command.registeredArguments[positional] ??
    command.registeredArguments.findLast(({ variadic }) => variadic);
  const values = argument === undefined ? [] : argument.argChoices ?? await valuesOf(argument.name());
  return [...commands, ...values.map((value) => ({ value, description: "" }))]
    .filter(({ value }) => value.startsWith(current));
}

interface Place {
  readonly command: CommandUnknownOpts;
  /** The option whose value comes next. */
  readonly pending: Option | null;
  /** Arguments of the command so far. */
  readonly positional: number;
}

function follow(root: CommandUnknownOpts, words: readonly string[]): Place {
  let place: Place = { command: root, pending: null, positional: 0 };
  for (const word of words) {
    if (place.pending !== null) {
      place = { ...place, pending: null };
    } else if (word.startsWith("-")) {
      const option = word.includes("=") ? undefined : findOption(place.command, word);
      const takesValue = option !== undefined && (option.required || option.optional);
      place = { ...place, pending: takesValue ? option : null };
    } else {
      const child = place.command.commands.find((one) => one.name() === word);
      place = child === undefined
        ? { ...place, positional: place.positional + 1 }
        : { command: child, pending: null, positional: 0 };
    }
  }
  return place;
}

function findOption(command: CommandUnknownOpts, flag: string): Option | undefined {
  return command.options.find(({ long, short }) => flag === long || flag === short);
}

async function valuesOfOption(
  option: Option,
  { typed, before }: { readonly typed: string; readonly before: string },
  valuesOf: ValuesOf,
): Promise<readonly Suggestion[]> {
  const name = option.attributeName();
  const values = option.argChoices ?? await valuesOf(name);
  const done = LISTS.has(name) ? typed.slice(0, typed.lastIndexOf(",") + 1) : "";
  const rest = typed.slice(done.length);
  return values.filter((value) => value.startsWith(rest)).map((value) => (
    { value: `${before}${done}${value}`, description: "" }
  ));
}

// The options of parseArgs() in a form that is quick to ask: sets of names with their aliases.

import type { ParseOptions } from "./parsed_args.ts";

/** The declared names, each set closed under aliases. */
export interface ArgumentRules {
  readonly aliases: ReadonlyMap<string, ReadonlySet<string>>;
  readonly booleans: ReadonlySet<string>;
  readonly texts: ReadonlySet<string>;
  readonly collected: ReadonlySet<string>;
  readonly negatable: ReadonlySet<string>;
  readonly allBooleans: boolean;
}

/** Reads the options once, before the first argument. */
export function readRules(options: ParseOptions): ArgumentRules {
  const aliases = aliasesOf(options.alias ?? {});
  const closed = (names: readonly string[]) =>
    new Set(names.filter(Boolean).flatMap((name) => [name, ...(aliases.get(name) ?? [])]));
  const { boolean } = options;
  return {
    aliases,
    booleans: closed(typeof boolean === "boolean" || boolean === undefined ? [] : listOf(boolean)),
    texts: closed(listOf(options.string ?? [])),
    collected: closed(listOf(options.collect ?? [])),
    negatable: closed(listOf(options.negatable ?? [])),
    allBooleans: boolean === true,
  };
}

function aliasesOf(alias: Readonly<Record<string, string | readonly string[]>>): Map<string, Set<string>> {
  const aliases = new Map<string, Set<string>>();
  for (const [name, others] of Object.entries(alias)) {
    const family = [name, ...listOf(others)];
    for (const member of family) aliases.set(member, new Set(family.filter((other) => other !== member)));
  }
  return aliases;
}

function listOf(names: string | readonly string[]): readonly string[] {
  return typeof names === "string" ? [names] : names;
}

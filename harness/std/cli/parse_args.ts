// Stand-in for "@std/cli/parse-args" on networks that do not reach its registry: the part of its options this repository
// uses, on Node's parser. Options nobody declared are switches, and go to `unknown` where one is given.

import { parseArgs as parse } from "node:util";

/** What to make of the arguments. `_` among the texts keeps positional arguments as they stand; they always do here. */
export interface ParseOptions<Switch extends string = string, Text extends string = string> {
  /** Options without a value, false when absent. */
  readonly boolean?: readonly Switch[];
  /** Options with a value, empty when it is missing. */
  readonly string?: readonly Text[];
  /** Called for each argument nobody declared, positional ones among them; false drops it. */
  readonly unknown?: (arg: string) => unknown;
}

/** Switches, texts, and positional arguments. */
export type Args<Switch extends string, Text extends string> =
  & { [name in Switch]: boolean }
  & { [name in Exclude<Text, "_">]?: string }
  & { _: (string | number)[] };

/** Parses arguments; a repeated option keeps its last value. */
export function parseArgs<const Switch extends string = never, const Text extends string = never>(
  args: string[],
  { boolean = [], string = [], unknown = () => true }: ParseOptions<Switch, Text> = {},
): Args<Switch, Text> {
  const result: Record<string, unknown> = Object.fromEntries(boolean.map((name) => [name, false]));
  const words: string[] = [];
  const options = Object.fromEntries([
    ...boolean.map((name) => [name, { type: "boolean" }] as const),
    ...string.map((name) => [name, { type: "string" }] as const),
  ]);
  const { tokens } = parse({ args, options, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === "positional") {
      if (unknown(token.value) !== false) words.push(token.value);
    } else if (token.kind === "option") {
      const isText = options[token.name]?.type === "string";
      if (!Object.hasOwn(options, token.name) && unknown(token.rawName) === false) continue;
      result[token.name] = isText ? token.value ?? "" : token.value !== "false";
    }
  }
  return { ...result, _: words } as Args<Switch, Text>;
}

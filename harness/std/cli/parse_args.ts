// Command line arguments as an object, with the rules of the standard library: a repeated option keeps its last value
// unless it is collected, `--no-x` negates only what is negatable, what looks like a number is one unless declared
// as text, and dots in a name make nested objects.

import { type ArgumentRules, readRules } from "./argument_rules.ts";
import type { Args, ParseOptions } from "./parsed_args.ts";
import { ParsedValues } from "./parsed_values.ts";

export type { Args, ParseOptions } from "./parsed_args.ts";

const LONG = /^--(no-)?(.+?)(?:=(.+))?$/s;
const NUMBER_AT_END = /-?\d+(\.\d*)?(e-?\d+)?$/;

/** Parses arguments; without options every name is accepted and typed by its look. */
export function parseArgs<const O extends ParseOptions = Record<never, never>>(
  args: string[],
  options?: O & ParseOptions,
): Args<O> {
  const given: ParseOptions = options ?? {};
  const rules = readRules(given);
  const end = args.indexOf("--");
  const [parsed, rest] = end === -1 ? [args, []] : [args.slice(0, end), args.slice(end + 1)];
  const values = new ParsedValues(rules, given.unknown);
  readAll(parsed, { rules, values, stopEarly: given.stopEarly ?? false });
  values.addDefaults(given.default ?? {});
  if (given["--"]) values.result["--"] = rest;
  else values.result._.push(...rest);
  return values.result as Args<O>;
}

interface Reading {
  readonly rules: ArgumentRules;
  readonly values: ParsedValues;
  readonly stopEarly: boolean;
}

function readAll(args: readonly string[], reading: Reading): void {
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    const next = args[at + 1];
    if (LONG.test(arg)) {
      if (readLong(arg, next, reading)) at++;
    } else if (/^-./s.test(arg)) {
      if (readShort(arg, next, reading)) at++;
    } else {
      reading.values.addPositional(arg);
      if (!reading.stopEarly) continue;
      reading.values.result._.push(...args.slice(at + 1));
      return;
    }
  }
}

/** Reads `--name`, `--name=value`, `--no-name`; true when the next argument was taken as the value. */
function readLong(arg: string, next: string | undefined, { rules, values }: Reading): boolean {
  const [, negated, name = "", value] = LONG.exec(arg) ?? [];
  if (value !== undefined) {
    values.set(name, rules.booleans.has(name) ? value !== "false" : value, arg);
    return false;
  }
  if (negated && rules.negatable.has(name)) {
    values.replace(name, false, arg);
    return false;
  }
  const key = negated ? `no-${name}` : name;
  const takesNext = next !== undefined && next !== "" && !next.startsWith("-") && !rules.allBooleans;
  if (takesNext && !rules.booleans.has(key)) {
    values.set(key, next, arg);
    return true;
  }
  return setBare(key, next, { arg, rules, values });
}

/** Sets an option that has no value of its own; true when "true" or "false" followed. */
function setBare(
  key: string,
  next: string | undefined,
  { arg, rules, values }: Omit<Reading, "stopEarly"> & { readonly arg: string },
): boolean {
  const spelledOut = next === "true" || next === "false";
  values.set(key, spelledOut ? next === "true" : rules.texts.has(key) ? "" : true, arg);
  return spelledOut;
}

/** Reads `-x`, `-xyz`, `-x5`, `-x=value`, `-x value`; true when the next argument was taken as the value. */
function readShort(arg: string, next: string | undefined, { rules, values }: Reading): boolean {
  const letters = arg.slice(1, -1);
  for (let at = 0; at < letters.length; at++) {
    const letter = letters.charAt(at);
    const rest = arg.slice(at + 2);
    const attached = attachedValue(letter, rest, letters.charAt(at + 1));
    if (attached !== undefined) {
      values.set(letter, attached, arg);
      return false;
    }
    values.set(letter, rest === "-" ? rest : rules.texts.has(letter) ? "" : true, arg);
  }
  const key = arg.slice(-1);
  if (key === "-") return false;
  if (next && !/^--?[^-]/.test(next) && !rules.booleans.has(key)) {
    values.set(key, next, arg);
    return true;
  }
  return setBare(key, next, { arg, rules, values });
}

/** The value written right behind a letter, if what stands there is one. */
function attachedValue(letter: string, rest: string, following: string): string | undefined {
  if (rest === "-") return undefined;
  const isLetter = /[A-Za-z]/.test(letter);
  if (isLetter && rest.includes("=")) return rest.slice(rest.indexOf("=") + 1);
  if (isLetter && NUMBER_AT_END.test(rest)) return rest;
  return /\W/.test(following) ? rest : undefined;
}

// The result of parseArgs() while it grows: aliases, collected lists, nested names, numbers.

import type { ArgumentRules } from "./argument_rules.ts";
import type { ParseOptions } from "./parsed_args.ts";

type Value = string | number | boolean;
type Nested = Record<string, unknown>;

/** Collects values under the names and aliases of the rules. */
export class ParsedValues {
  readonly result: Nested & { _: (string | number)[] } = { _: [] };
  readonly #rules: ArgumentRules;
  readonly #unknown: ParseOptions["unknown"];

  constructor(rules: ArgumentRules, unknown: ParseOptions["unknown"]) {
    this.#rules = rules;
    this.#unknown = unknown;
  }

  /** Sets an option, adding to its list when it is collected. */
  set(key: string, value: Value, arg: string): void {
    this.#put(key, value, { arg, add: this.#rules.collected.has(key) });
  }

  /** Sets an option, list or not. */
  replace(key: string, value: Value, arg: string): void {
    this.#put(key, value, { arg, add: false });
  }

  addPositional(arg: string): void {
    if (this.#unknown?.(arg) === false) return;
    this.result._.push(this.#rules.texts.has("_") || !looksLikeNumber(arg) ? arg : Number(arg));
  }

  /** Fills in what no argument has set: defaults first, then false and empty lists. */
  addDefaults(defaults: Readonly<Record<string, unknown>>): void {
    const { aliases, booleans, texts, collected } = this.#rules;
    for (const [key, value] of Object.entries(defaults)) {
      if (has(this.result, key)) continue;
      for (const name of [key, ...(aliases.get(key) ?? [])]) assign(this.result, name, value);
    }
    for (const key of booleans) {
      if (!has(this.result, key)) assign(this.result, key, collected.has(key) ? [] : false);
    }
    for (const key of texts) {
      if (!has(this.result, key) && collected.has(key)) assign(this.result, key, []);
    }
  }

  #put(key: string, value: Value, { arg, add }: { readonly arg: string; readonly add: boolean }): void {
    if (!this.#isDeclared(key, arg) && this.#unknown?.(arg, key, value) === false) return;
    const typed = typeof value === "string" && !this.#rules.texts.has(key) && looksLikeNumber(value)
      ? Number(value)
      : value;
    for (const name of [key, ...(this.#rules.aliases.get(key) ?? [])]) {
      if (add) append(this.result, name, typed);
      else assign(this.result, name, typed);
    }
  }

  #isDeclared(key: string, arg: string): boolean {
    const { aliases, booleans, texts, allBooleans } = this.#rules;
    return booleans.has(key) || texts.has(key) || aliases.has(key) || (allBooleans && /^--[^=]+$/.test(arg));
  }
}

function looksLikeNumber(text: string): boolean {
  return /^0x[0-9a-f]+$/i.test(text) || /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(e[-+]?\d+)?$/.test(text);
}

/** The object that holds the last part of a dotted name, made on the way when `make` is set. */
function holderOf(root: Nested, key: string, make: boolean): { holder: Nested; last: string } | undefined {
  const parts = key.split(".");
  const last = parts.pop() ?? "";
  let holder = root;
  for (const part of parts) {
    // An own property only: a name such as "__proto__" must not lead out of the result.
    if (!Object.hasOwn(holder, part)) {
      if (!make) return undefined;
      Object.defineProperty(holder, part, {
        value: {},
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    const inner = Object.getOwnPropertyDescriptor(holder, part)?.value;
    if (typeof inner !== "object" || inner === null) return undefined;
    holder = inner;
  }
  return { holder, last };
}

function has(root: Nested, key: string): boolean {
  const place = holderOf(root, key, false);
  return place !== undefined && Object.hasOwn(place.holder, place.last);
}

function assign(root: Nested, key: string, value: unknown): void {
  const place = holderOf(root, key, true);
  if (!place) return;
  Object.defineProperty(place.holder, place.last, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

function append(root: Nested, key: string, value: unknown): void {
  const place = holderOf(root, key, true);
  const present = place && Object.hasOwn(place.holder, place.last) ? place.holder[place.last] : undefined;
  if (Array.isArray(present)) present.push(value);
  else assign(root, key, present ? [present, value] : [value]);
}

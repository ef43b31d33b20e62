// The types of parseArgs(): what may be asked for, and the shape that comes back.

type Names = string | readonly string[];

/** What parseArgs() should make of the arguments. */
export interface ParseOptions {
  /** Keep what follows `--` under the key `--` instead of among the positional arguments. */
  readonly "--"?: boolean;
  /** Other names of an option. */
  readonly alias?: Readonly<Record<string, Names>>;
  /** Options without a value, false when absent; `true` treats every `--name` so. */
  readonly boolean?: boolean | Names;
  /** Options that keep all their values, in a list that is empty when absent. */
  readonly collect?: Names;
  /** Values of options that are absent. */
  readonly default?: Readonly<Record<string, unknown>>;
  /** Options that `--no-name` sets to false. */
  readonly negatable?: Names;
  /** Take everything after the first positional argument as it stands. */
  readonly stopEarly?: boolean;
  /** Options whose value stays text. */
  readonly string?: Names;
  /** Called for each argument nobody declared; false drops it. */
  readonly unknown?: (arg: string, key?: string, value?: unknown) => unknown;
}

type NamesIn<O, K extends keyof ParseOptions> = O extends { readonly [P in K]: infer N }
  ? N extends readonly (infer E extends string)[] ? E : Extract<N, string>
  : never;

type Booleans<O> = NamesIn<O, "boolean">;
type Texts<O> = NamesIn<O, "string">;
type Collected<O> = NamesIn<O, "collect">;

type Widen<T> = T extends string ? string : T extends number ? number : T extends boolean ? boolean : T;

type DefaultOf<O, K extends string> = O extends { readonly default: { readonly [P in K]: infer D } }
  ? Widen<D>
  : never;

type HasDefault<O, K extends string> = O extends { readonly default: { readonly [P in K]: unknown } } ? K
  : never;

type TextValue<O, K extends string> = string | (K extends NamesIn<O, "negatable"> ? false : never);

type Declared<O> =
  & { -readonly [K in Exclude<Booleans<O>, Collected<O>>]: boolean | DefaultOf<O, K> }
  & { -readonly [K in Booleans<O> & Collected<O>]: boolean[] }
  & { -readonly [K in Texts<O> & Collected<O>]: string[] }
  & { -readonly [K in Exclude<Collected<O>, Booleans<O> | Texts<O>>]: unknown[] }
  & { -readonly [K in HasDefault<O, Exclude<Texts<O>, Collected<O>>>]: TextValue<O, K> | DefaultOf<O, K> }
  & { -readonly [K in Exclude<Texts<O>, Collected<O> | HasDefault<O, Texts<O>>>]?: TextValue<O, K> };

type AliasesOf<O, K> = K extends string
  ? O extends { readonly alias: { readonly [P in K]: infer N } }
    ? N extends readonly (infer E extends string)[] ? E : Extract<N, string>
  : never
  : never;

type WithAliases<O, R> = { [K in keyof R as K | AliasesOf<O, K>]: R[K] };

/** What parseArgs() gives back for these options. */
export type Args<O extends ParseOptions = ParseOptions> =
  & Record<string, unknown>
  & { _: (string | number)[] }
  & (O extends { readonly "--": true } ? { "--": string[] } : Record<never, never>)
  & WithAliases<O, Declared<O>>;

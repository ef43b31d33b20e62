// `bmverify.toml`: TOML, because a waiver and an attestation are explained where they stand, and JSON has no comments.
import { parse, TomlDate, TomlError } from "smol-toml";
import { z } from "zod";
import { HarnessError } from "../../model/harness_error.ts";
import { didYouMean } from "../../model/text/did_you_mean.ts";
import { printableLine } from "../../model/text/printable.ts";
import { configurationSchema } from "./configuration_schema.ts";
import { type Setting, SETTINGS } from "./settings.ts";

/** What a file says, as words that the options take, by the keys of the settings. */
export type SetWords = ReadonlyMap<string, readonly string[]>;

/**
 * Reads the text of a file.
 *
 * @throws HarnessError `config/unreadable` for what is no TOML, `config/invalid` for a key or a value that there is not.
 */
export function readConfiguration(path: string, text: string): SetWords {
  const found = configurationSchema.safeParse(tomlOf(path, text), { reportInput: true });
  if (!found.success) throw refused(path, found.error.issues);
  const folder = path.slice(0, path.lastIndexOf("/"));
  const words = new Map<string, readonly string[]>();
  for (const setting of SETTINGS) {
    const own = wordsOf(valueAt(found.data, setting.key), setting, folder);
    if (own.length > 0) words.set(setting.key, own);
  }
  return words;
}

function tomlOf(path: string, text: string): unknown {
  try {
    return withPlainDates(parse(text));
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const { line, column, message } = error;
    const why = printableLine(message.split("\n")[0] ?? "").replace(/^Invalid TOML document: /, "");
    throw new HarnessError(
      "config/unreadable",
      `Cannot read "${path}", line ${line}, column ${column}: ${why}`,
      {
        hint: "Mend that line; it is TOML",
        cause: error,
      },
    );
  }
}

/** A day may be written with or without quotes. */
function withPlainDates(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString();
  if (Array.isArray(value)) return value.map(withPlainDates);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withPlainDates(one)]));
}

function valueAt(data: Readonly<Record<string, unknown>>, key: string): unknown {
  return key.split(".").reduce<unknown>(
    (value, part) => (value as Readonly<Record<string, unknown>> | undefined)?.[part],
    data,
  );
}

function wordsOf(value: unknown, { kind, isPath }: Setting, folder: string): readonly string[] {
  if (value === undefined || value === false) return [];
  if (Array.isArray(value)) return value.map(String);
  if (kind === "ids") return Object.entries(value as Readonly<Record<string, unknown>>).map(idWord);
  const word = String(value);
  return [isPath === true && !word.startsWith("/") ? `${folder}/${word}` : word];
}

/** `enrolled=Ann Lee, …` and `release-ring=moves on Monday@2026-12-31`. */
function idWord([id, said]: readonly [string, unknown]): string {
  if (typeof said === "string") return `${id}=${said}`;
  const { reason, until } = said as { readonly reason: string; readonly until?: string };
  return `${id}=${reason}${until === undefined ? "" : `@${until}`}`;
}

function refused(path: string, issues: readonly z.core.$ZodIssue[]): HarnessError {
  // A key with a typing error is one that is missing as well.
  const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
  if (issue === undefined) {
    return new HarnessError("config/invalid", `"${path}" is not right`, { hint: "Read it" });
  }
  const at = issue.path.join(".");
  const [what, hint] = told(issue, at);
  return new HarnessError("config/invalid", `Cannot use "${path}": ${printableLine(what)}`, { hint });
}

function told(issue: z.core.$ZodIssue, at: string): readonly [what: string, hint: string] {
  switch (issue.code) {
    case "unrecognized_keys": {
      const [key = ""] = issue.keys;
      return [`there is no key "${at === "" ? key : `${at}.${key}`}"`, didYouMean(key, keysAt(issue.path))];
    }
    case "invalid_value":
      return [
        `"${at}" is ${JSON.stringify(issue.input ?? null)}`,
        didYouMean(String(issue.input), issue.values.map(String)),
      ];
    default:
      return [`"${at}" is not right: ${issue.message}`, `"bmverify config show" says what there is`];
  }
}

/** The keys that there are at a place of the file. */
function keysAt(path: readonly PropertyKey[]): readonly string[] {
  const schema = z.toJSONSchema(configurationSchema);
  const root = Object.values(schema.$defs ?? {})[0] ?? schema;
  const place = path.reduce<z.core.JSONSchema.BaseSchema>((at, key) => {
    const next = at.properties?.[String(key)] ?? at.additionalProperties;
    return typeof next === "object" ? next : {};
  }, root);
  return [
    ...Object.keys(place.properties ?? {}),
    ...(place.propertyNames as NamedKeys | undefined)?.enum ?? [],
  ];
}

interface NamedKeys {
  readonly enum?: readonly string[];
}

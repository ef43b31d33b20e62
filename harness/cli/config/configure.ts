// Lets file and environment say what the command line leaves open. Their words go through the same options, so that
// whatever is refused there is refused here; what they attest and waive is said before anything else.
import { type CommandUnknownOpts, InvalidArgumentError, type Option } from "@commander-js/extra-typings";
import { HarnessError } from "../../model/harness_error.ts";
import { hangLines } from "../../model/text/hang_lines.ts";
import { printableLine, withoutLogCommands } from "../../model/text/printable.ts";
import type { Host } from "../../ports/host.ts";
import { type ConfigurationHost, findConfiguration, type SetBeside } from "./find_configuration.ts";
import { type Setting, SETTINGS, type Source } from "./settings.ts";

/** A setting as it counts for one command. Several come from different places where each is about an id of its own. */
export interface CountedSetting {
  readonly setting: Setting;
  readonly words: readonly string[];
  readonly source: Exclude<Source, "default">;
}

/** What counts for a command. */
export interface Counted extends SetBeside {
  readonly settings: readonly CountedSetting[];
}

/**
 * Sets the options of a command that were not given, and tells on standard error what was set.
 *
 * @throws HarnessError `config/…`.
 */
export async function configure(
  host: ConfigurationHost & Pick<Host, "terminal">,
  command: CommandUnknownOpts,
): Promise<void> {
  const counted = await countSettings(host, command);
  const beside = counted.settings.filter(({ source }) => source !== "flag");
  if (beside.length > 0) tell(host, counted, beside);
}

/** Sets the options that were not given, and gives all that were set by anybody. */
export async function countSettings(host: ConfigurationHost, command: CommandUnknownOpts): Promise<Counted> {
  const { config } = command.opts() as { readonly config?: string | false };
  const beside = await findConfiguration(host, config);
  return { ...beside, settings: SETTINGS.flatMap((setting) => countOne(command, setting, beside)) };
}

function countOne(
  command: CommandUnknownOpts,
  setting: Setting,
  beside: SetBeside,
): readonly CountedSetting[] {
  const option = command.options.find(({ long }) => long === setting.flag);
  if (option === undefined) return [];
  const name = option.attributeName();
  const given: Readonly<Record<string, unknown>> = command.opts();
  const isGiven = command.getOptionValueSource(name) === "cli";
  const flag: readonly CountedSetting[] = isGiven
    ? [{ setting, words: wordsOf(setting, given[name]), source: "flag" }]
    : [];
  const areIds = setting.kind === "ids";
  if (setting.onlyWhen?.(command.name(), given) === false || (isGiven && !areIds)) return flag;
  const counting = besideOf(setting, beside).slice(0, areIds ? undefined : 1);
  if (counting.length === 0) return flag;
  // Of an id the last word counts: what was typed.
  const words = [...counting.toReversed(), ...flag].flatMap((one) => one.words);
  const source = counting[0]?.source ?? "file";
  command.setOptionValueWithSource(name, parsed(option, words, nameOf(setting, source, beside)), "config");
  return [...flag, ...counting];
}

/** The environment first. */
function besideOf(setting: Setting, { environment, file }: SetBeside): readonly CountedSetting[] {
  const words = { environment: environment.get(setting.key), file: file?.words.get(setting.key) };
  return (["environment", "file"] as const).flatMap((source) => {
    const own = words[source];
    return own === undefined ? [] : [{ setting, words: own, source }];
  });
}

/** A value as it was typed. */
function wordsOf({ kind }: Setting, value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  return [String(kind === "seconds" ? Number(value) / 1000 : value)];
}

/** How somebody calls what he set. */
function nameOf({ key, variable }: Setting, source: CountedSetting["source"], { file }: SetBeside): string {
  return source === "environment" ? variable : `"${key}" of ${file?.path}`;
}

/** The value that the option makes of words, as if they had been typed. */
function parsed(option: Option, words: readonly string[], name: string): unknown {
  if (option.isBoolean()) return true;
  const { parseArg } = option;
  try {
    return words.reduce<unknown>(
      (previous, word) => parseArg === undefined ? word : parseArg(word, previous),
      option.defaultValue,
    );
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw new HarnessError("config/invalid", `Cannot use ${name}: it is "${words.join(", ")}"`, {
      hint: error.message,
      cause: error,
    });
  }
}

function tell(
  { terminal, facts }: Pick<Host, "terminal" | "facts">,
  { file }: SetBeside,
  settings: readonly CountedSetting[],
): void {
  const places = [
    ["environment", "The environment"],
    ["file", `"${file?.path}"`],
  ] as const;
  for (const [source, name] of places) {
    const own = settings.filter((one) => one.source === source).map(settingInWords);
    if (own.length === 0) continue;
    const line = withoutLogCommands(printableLine(`bmverify: ${name} sets ${own.join("; ")}`));
    terminal.writeError(`${hangLines("", line, { columns: facts.columns, indent: 0 }).join("\n")}\n`);
  }
}

/** `waive release-ring=moves on Monday@2026-12-31`. */
function settingInWords({ setting: { key, kind }, words }: CountedSetting): string {
  return kind === "switch" ? key : `${key} ${words.join(", ")}`;
}

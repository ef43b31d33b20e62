// `config show`: every setting with its value and where that comes from.
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import { hangLines } from "../../model/text/hang_lines.ts";
import { printableLine } from "../../model/text/printable.ts";
import type { Host } from "../../ports/host.ts";
import { type Counted, countSettings } from "./configure.ts";
import type { ConfigurationHost } from "./find_configuration.ts";
import { type Setting, SETTINGS, type Source } from "./settings.ts";

/** One line of what is shown. */
interface Shown {
  /** As in the file: `verify.deadline`, `attest.enrolled`. */
  readonly key: string;
  /** In the words of the option; empty where nothing is set and there is no default. */
  readonly value: string;
  readonly from: Source;
  readonly flag: string;
  readonly variable: string;
}

const KEY_CELLS = Math.max(...SETTINGS.map(({ key }) => key.length)) + 2;
const FROM_CELLS = "environment".length + 2;

/**
 * Prints it, as text or as JSON.
 *
 * @throws HarnessError `config/…`.
 */
export async function showConfiguration(
  host: ConfigurationHost & Pick<Host, "terminal">,
  command: CommandUnknownOpts,
  isJson: boolean,
): Promise<ExitCode> {
  const counted = await countSettings(host, command);
  const shown = SETTINGS.flatMap((setting) => linesOf(setting, command, counted));
  const file = counted.file?.path ?? null;
  const { terminal, facts: { columns } } = host;
  if (isJson) {
    terminal.write(`${JSON.stringify({ file, lookedFor: counted.places, settings: shown }, null, 2)}\n`);
    return EXIT_CODE.pass;
  }
  const indent = KEY_CELLS + FROM_CELLS;
  const lines = [
    `File  ${file === null ? "none" : printableLine(file)}`,
    ...counted.places.filter((place) => place !== file).map((place) =>
      `      not there, or not the first: ${place}`
    ),
    "",
    ...shown.flatMap(({ key, value, from }) =>
      hangLines(`${key.padEnd(KEY_CELLS)}${from.padEnd(FROM_CELLS)}`, printableLine(value), {
        columns,
        indent,
      })
    ),
  ];
  terminal.write(`${lines.map((line) => line.trimEnd()).join("\n")}\n`);
  return EXIT_CODE.pass;
}

/** Each id of a table is a line of its own; what is typed or in the environment goes before what the file says of it. */
function linesOf(setting: Setting, command: CommandUnknownOpts, { settings }: Counted): readonly Shown[] {
  const { key, flag, variable, kind } = setting;
  const own = settings.filter((one) => one.setting === setting);
  const line = (value: string, from: Source, named = key): Shown => ({
    key: named,
    value,
    from,
    flag,
    variable,
  });
  if (own.length === 0) return [line(defaultOf(setting, command), "default")];
  if (kind !== "ids") return own.slice(0, 1).map(({ words, source }) => line(words.join(", "), source));
  const seen = new Map<string, Shown>();
  for (const { words, source } of own) {
    for (const word of words.toReversed()) {
      const split = word.indexOf("=");
      const [ids, said] = split < 0 ? [word, ""] : [word.slice(0, split), word.slice(split + 1)];
      for (const id of ids.split(",").map((one) => `${key}.${one.trim()}`)) {
        if (!seen.has(id)) seen.set(id, line(said, source, id));
      }
    }
  }
  return [...seen.values()];
}

/** What the help says; a default that depends on something stands in the words of the option. */
function defaultOf({ flag, kind }: Setting, command: CommandUnknownOpts): string {
  if (kind === "switch") return "no";
  const option = command.options.find(({ long }) => long === flag);
  const { defaultValue, defaultValueDescription, description = "" } = option ?? {};
  if (defaultValueDescription !== undefined) return defaultValueDescription;
  const told = /\(default: (.*?)[;)]/.exec(description)?.[1];
  return told ?? (Array.isArray(defaultValue) ? "none" : String(defaultValue ?? "none"));
}

// Which file sets anything, and whether it may: the one that is named, or the first of those that are looked for.
import { HarnessError } from "../../model/harness_error.ts";
import { didYouMean } from "../../model/text/did_you_mean.ts";
import type { Host } from "../../ports/host.ts";
import type { SetWords } from "./read_configuration.ts";
import { FILE_VARIABLE, type Setting, SETTINGS } from "./settings.ts";

/** The part of the machine that tells what is set. */
export type ConfigurationHost = Pick<Host, "facts" | "findFile" | "findWriter" | "readInput">;

/** What is set beside the command line. */
export interface SetBeside {
  readonly environment: SetWords;
  readonly file: { readonly path: string; readonly words: SetWords } | null;
  /** Where a file was looked for, in order; none when one was named, or none is wanted. */
  readonly places: readonly string[];
}

/**
 * Reads both. Root reads no file that others may write.
 *
 * @throws HarnessError `config/…`.
 */
export async function findConfiguration(
  host: ConfigurationHost,
  named: string | false | undefined,
): Promise<SetBeside> {
  const { facts: { settings: variables, configurationPlaces } } = host;
  const environment = wordsOfEnvironment(variables);
  const wanted = named ?? variables[FILE_VARIABLE];
  if (wanted === false) return { environment, file: null, places: [] };
  if (wanted !== undefined && wanted !== "") {
    const path = await host.findFile(wanted);
    if (path !== null) return { environment, file: await read(host, path), places: [] };
    throw new HarnessError(
      "config/not-found",
      `Cannot read the configuration "${wanted}": there is no such file`,
      {
        hint: "Give the path of a file, or --no-config to do without one",
      },
    );
  }
  for (const place of configurationPlaces) {
    const path = await host.findFile(place);
    if (path !== null) return { environment, file: await read(host, path), places: configurationPlaces };
  }
  return { environment, file: null, places: configurationPlaces };
}

async function read(host: ConfigurationHost, path: string): Promise<SetBeside["file"]> {
  const writer = host.facts.isRoot ? await host.findWriter(path) : null;
  if (writer !== null) {
    throw new HarnessError("config/not-trusted", `Cannot use "${path}" as root: ${writer}`, {
      hint: `Let nobody else write to it, or give --no-config`,
    });
  }
  const text = new TextDecoder().decode(await host.readInput(path));
  const { readConfiguration } = await import(
    import.meta.resolve("./read_configuration.ts")
  ) as typeof import("./read_configuration.ts");
  return { path, words: readConfiguration(path, text) };
}

/** Empty ones are unset: that is how a workflow leaves one out. */
function wordsOfEnvironment(variables: Readonly<Record<string, string>>): SetWords {
  const words = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(variables)) {
    if (name === FILE_VARIABLE || value.trim() === "") continue;
    const setting = SETTINGS.find(({ variable }) => variable === name);
    if (setting === undefined) {
      throw new HarnessError("config/invalid", `There is no setting "${name}"`, {
        hint: didYouMean(name, [FILE_VARIABLE, ...SETTINGS.map(({ variable }) => variable)]),
      });
    }
    const own = split(value.trim(), setting);
    if (own.length > 0) words.set(setting.key, own);
  }
  return words;
}

function split(value: string, { kind, variable }: Setting): readonly string[] {
  if (kind === "list") return value.split(",").map((word) => word.trim()).filter((word) => word !== "");
  // What somebody says may hold commas.
  if (kind === "ids") return value.split("\\n").map((line) => line.trim()).filter((line) => line !== "");
  if (kind !== "switch") return [value];
  if (["1", "true", "yes"].includes(value)) return ["true"];
  if (["0", "false", "no"].includes(value)) return [];
  throw new HarnessError("config/invalid", `${variable} is "${value}"`, { hint: "Use true or false" });
}

// What a command that only reads gives up before it reads anything: whatever a file makes it do then, it cannot.
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import type { Right } from "../../ports/host.ts";
import { isNamedArchive } from "./is_named_archive.ts";

/** Beside reading, which all do. */
const ALL: readonly Right[] = ["write", "run", "env", "sys"];
/** What comes in an archive is unpacked to a temporary folder, which the environment names. */
const UNPACKING: readonly Right[] = ["write", "env", "sys"];

type Given = Readonly<Record<string, unknown>>;

const unpacking = (paths: readonly string[]): readonly Right[] => paths.some(isNamedArchive) ? UNPACKING : [];

/** What each of these commands needs. One that asks the device needs all, and stands here for no more than its other half. */
const NEEDED: Readonly<Record<string, (given: Given, paths: readonly string[]) => readonly Right[]>> = {
  "check": ({ from }) => from === undefined ? ALL : [],
  "compare": () => UNPACKING,
  "config show": () => [],
  "judge": (_given, paths) => unpacking(paths),
  "parse": ({ device }) => device === undefined ? [] : UNPACKING,
  "profile generate": ({ out }) => out === undefined ? [] : ["write"],
  "profile lint": ({ fix }) => fix === true ? ["write"] : [],
  "report": ({ push, open }, paths) =>
    push === undefined && open === undefined ? ["write", ...unpacking(paths)] : ALL,
  "scenarios list": () => [],
  "scenarios show": () => [],
};

/** The rights that the command, with these words, can do without. */
export function spareRights(command: CommandUnknownOpts): readonly Right[] {
  const needed = NEEDED[pathOf(command)]?.(command.opts(), command.args) ?? ALL;
  return ALL.filter((right) => !needed.includes(right));
}

/** `profile lint`: the names below the program. */
function pathOf(command: CommandUnknownOpts): string {
  const { parent } = command;
  if (parent === null || parent.parent === null) return command.name();
  return `${pathOf(parent)} ${command.name()}`;
}

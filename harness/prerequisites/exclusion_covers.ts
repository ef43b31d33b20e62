// Whether an exclusion covers the trigger: its files, its script, their folders, or the shell that runs it. In doubt
// it does: one that was overlooked turns into a wrong verdict, one too many only into a question.
import type { Exclusion } from "../model/exclusion.ts";
import { type GlobOptions, matchesGlob } from "../model/text/matches_glob.ts";
import type { DeviceFacts } from "./device_facts.ts";
import { allNames, plainPath, withoutVariable } from "./plain_path.ts";

/** What an exclusion must not cover. */
interface TriggerTargets {
  /** Absolute paths: files of the trigger (or of other work), its script, programs of the script. */
  readonly paths: readonly string[];
  /** Names of the programs that run it. */
  readonly programs: readonly string[];
  /** Names of its files and of its script. */
  readonly files: readonly string[];
  readonly caseSensitive: boolean;
}

const PROGRAMS = ["bash", "sh", "sleep"] as const;
/** Stands for all files of a trigger when none is named. */
const ANY_FILE = "9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt";
/** The demonstration's script, as the vendor names it. */
const SCRIPT = "BM_test.sh";

type TargetFacts = Pick<DeviceFacts, "platform" | "triggerFolder" | "triggerFileNames" | "scriptFolder">;

/** Targets on a device: its trigger folder and `/tmp`, under all of the names that macOS gives them. */
export function triggerTargets(facts: TargetFacts): TriggerTargets {
  const names = facts.triggerFileNames.length === 0 ? [ANY_FILE] : facts.triggerFileNames;
  const binFolders = facts.platform === "darwin" ? ["/bin"] : ["/bin", "/usr/bin"];
  const paths = [
    ...[facts.triggerFolder, "/tmp"].flatMap((folder) => names.map((name) => `${folder}/${name}`)),
    ...facts.scriptFolder === null ? [] : [`${facts.scriptFolder}/${SCRIPT}`],
    ...binFolders.flatMap((folder) => PROGRAMS.map((program) => `${folder}/${program}`)),
  ];
  return {
    paths: [...new Set(paths.map(plainPath).flatMap(allNames))],
    programs: PROGRAMS,
    files: [...names, SCRIPT],
    caseSensitive: facts.platform === "linux",
  };
}

/** Whether it covers one of the targets. In patterns, `*` and `?` are wildcards. */
export function exclusionCovers(exclusion: Exclusion, targets: TriggerTargets): boolean {
  const pattern = exclusion.pattern.trim();
  if (pattern === "") return false;
  switch (exclusion.kind) {
    case "extension":
      return coversExtension(pattern, targets);
    case "process":
      return wordsOf(pattern).some((word) => coversProgram(word, targets) || coversPath(word, targets));
    case "name":
      return coversProgram(pattern, targets) || coversFileName(pattern, targets);
    case "file":
    case "folder":
      return coversPath(pattern, targets);
    case "unknown":
      return coversExtension(pattern, targets) || coversProgram(pattern, targets) ||
        coversFileName(pattern, targets) || coversPath(pattern, targets);
  }
}

/** It whole, and what it may be when it is a command line, the name of a login shell, or an identifier. */
function wordsOf(pattern: string): readonly string[] {
  const words = pattern.split(/[\s()]+/).map((word) => word.replace(/^-|^com\.apple\./, ""));
  return [pattern, ...words.filter((word) => word !== "")];
}

/** One or several extensions, with or without dot and star; case never matters to them. */
function coversExtension(pattern: string, { files }: TriggerTargets): boolean {
  const bare = pattern.split(/[,;\s[\]"']+/).filter((word) => word !== "").map((word) =>
    word.replace(/^\*?\.*/, "")
  );
  return bare.some((extension) =>
    files.some((file) => matchesGlob(file, `*.${extension === "" ? "*" : extension}`, { ignoreCase: true }))
  );
}

function coversProgram(pattern: string, targets: TriggerTargets): boolean {
  const name = plainPath(pattern).split("/").at(-1) ?? "";
  return name !== "" && targets.programs.some((program) => matchesGlob(program, name, options(targets)));
}

function coversFileName(pattern: string, targets: TriggerTargets): boolean {
  return targets.files.some((file) => matchesGlob(file, pattern, options(targets)));
}

/** A path that does not begin at the root may mean any place: in doubt it means ours. */
function coversPath(pattern: string, targets: TriggerTargets): boolean {
  return withoutVariable(plainPath(pattern)).some((plain) => {
    const rooted = plain.startsWith("/") || plain.startsWith("*") ? plain : `**/${plain}`;
    // The root itself covers all.
    if (rooted === "/" || rooted === "**/") return true;
    return targets.paths.some((path) => matchesGlob(path, rooted, { ...options(targets), below: true }));
  });
}

function options({ caseSensitive }: TriggerTargets): GlobOptions {
  return { separator: "/", ignoreCase: !caseSensitive };
}

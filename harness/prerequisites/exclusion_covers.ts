// Whether an exclusion covers the trigger: its files, its folder, or the shell that runs it. In doubt it does: an
// exclusion that was overlooked turns into a wrong verdict, one too many only into a question.
import type { Exclusion } from "../model/exclusion.ts";
import { type GlobOptions, matchesGlob } from "../model/text/matches_glob.ts";
import type { DeviceFacts } from "./device_facts.ts";

/** What an exclusion must not cover. */
interface TriggerTargets {
  /** Absolute paths: files of the trigger, programs of its script. */
  readonly paths: readonly string[];
  readonly programs: readonly string[];
  readonly extensions: readonly string[];
  readonly caseSensitive: boolean;
}

const PROGRAMS = ["bash", "sh", "sleep"] as const;
/** Stands for all files of a trigger when none is named. */
const ANY_FILE = "9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt";

/** Targets on a device: its trigger folder and `/tmp`, each under both of the names that macOS gives it. */
export function triggerTargets(
  facts: Pick<DeviceFacts, "platform" | "triggerFolder" | "triggerFileNames">,
): TriggerTargets {
  const names = facts.triggerFileNames.length === 0 ? [ANY_FILE] : facts.triggerFileNames;
  const folders = [...new Set([facts.triggerFolder, "/tmp"].flatMap(bothNames))];
  const binFolders = facts.platform === "darwin" ? ["/bin"] : ["/bin", "/usr/bin"];
  return {
    paths: [
      ...folders.flatMap((folder) => names.map((name) => `${folder}/${name}`)),
      ...binFolders.flatMap((folder) => PROGRAMS.map((program) => `${folder}/${program}`)),
    ],
    programs: PROGRAMS,
    extensions: [...new Set(names.map((name) => name.slice(name.lastIndexOf(".") + 1)))],
    caseSensitive: facts.platform === "linux",
  };
}

/** `/tmp` is a link to `/private/tmp` on macOS, and so are `/var` and `/etc`. */
function bothNames(folder: string): readonly string[] {
  if (/^\/private\/(tmp|var|etc)(\/|$)/.test(folder)) return [folder, folder.slice("/private".length)];
  return /^\/(tmp|var|etc)(\/|$)/.test(folder) ? [folder, `/private${folder}`] : [folder];
}

/** Whether it covers one of the targets. In patterns, `*` and `?` are wildcards. */
export function exclusionCovers(exclusion: Exclusion, targets: TriggerTargets): boolean {
  const pattern = exclusion.pattern.trim();
  if (pattern === "") return false;
  switch (exclusion.kind) {
    case "extension":
      return coversExtension(pattern, targets);
    case "process":
      return coversProgram(pattern, targets) || coversPath(pattern, targets);
    case "file":
    case "folder":
      return coversPath(pattern, targets);
    case "unknown":
      return coversExtension(pattern, targets) || coversProgram(pattern, targets) ||
        coversPath(pattern, targets);
  }
}

function coversExtension(pattern: string, targets: TriggerTargets): boolean {
  const bare = pattern.replace(/^\*?\./, "");
  return targets.extensions.some((extension) => matchesGlob(extension, bare, options(targets)));
}

function coversProgram(pattern: string, targets: TriggerTargets): boolean {
  const name = pattern.slice(pattern.lastIndexOf("/") + 1);
  return name !== "" && targets.programs.some((program) => matchesGlob(program, name, options(targets)));
}

function coversPath(pattern: string, targets: TriggerTargets): boolean {
  const trimmed = pattern.replace(/\/+$/, "");
  return targets.paths.some((path) => matchesGlob(path, trimmed, { ...options(targets), below: true }));
}

function options({ caseSensitive }: TriggerTargets): GlobOptions {
  return { separator: "/", ignoreCase: !caseSensitive };
}

// Rules about what the profile tells the agent not to look at: exclusions and allowed threats. Exclusions apply to
// behavior monitoring as well, silently.
import type { RawFinding } from "../../words/finding.ts";
import { findingOf, type LintContext } from "../lint_context.ts";
import { checkUselessExclusion, fieldOf } from "./useless_exclusion_rules.ts";
import { matchesGlob } from "../../../model/text/matches_glob.ts";
import { type DictNode, entryOf, type ProfileNode, stringOf, valueAt } from "../../words/profile_node.ts";

/** What the vendor's demonstration touches and runs; `/tmp` is a link to `/private/tmp` on macOS. */
const DEMONSTRATION_FILES: readonly string[] = ["/tmp", "/private/tmp"].flatMap((folder) => [
  `${folder}/9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt`,
  `${folder}/f918b422-751c-423e-bfe1-dbbb2ab4385a.txt`,
]);
const DEMONSTRATION_PROCESSES = ["/bin/bash", "/usr/bin/bash"] as const;
const DEMONSTRATION_EXTENSION = "txt";
/** `*` stays within one folder, and case does not count on a usual Mac (vendor's preferences, 2026-09-18). */
const AS_THE_AGENT = { separator: "/", ignoreCase: true } as const;

/** `exclusion-covers-everything`, `exclusion-covers-demonstration`, `exclusion-matches-nothing`. */
export function* checkExclusions(context: LintContext): Iterable<RawFinding> {
  for (const { settings } of context.profile.settings) {
    for (const section of ["antivirusEngine", "exclusionSettings"]) {
      const list = valueAt(settings, [section, "exclusions"]);
      const path = `${section}.exclusions[]`;
      for (const item of list?.kind === "array" ? list.items : []) {
        if (item.kind !== "dict") continue;
        yield* checkExclusion(item, path);
        yield* checkUselessExclusion(item, path);
      }
    }
  }
}

function checkExclusion(item: DictNode, path: string): readonly RawFinding[] {
  const covered = coverageOf(item);
  if (covered === null) return [];
  const { pattern, node, everything } = covered;
  const parts = everything
    ? {
      severity: "error" as const,
      what: `The exclusion "${pattern}" covers everything`,
      why: "Exclusions apply to behavior monitoring too: the agent watches nothing any more",
      remedy: "Remove it, or exclude only the path that needs it",
    }
    : {
      severity: "warning" as const,
      what: `The exclusion "${pattern}" covers the vendor's demonstration of behavior monitoring`,
      why:
        "Exclusions apply to behavior monitoring too: the demonstration is not blocked, and nor is anything else there",
      remedy: "Exclude a narrower path, or remove it while behavior monitoring is verified",
    };
  return [findingOf(everything ? "exclusion-covers-everything" : "exclusion-covers-demonstration", {
    span: node.span,
    path,
    ...parts,
  })];
}

interface Coverage {
  readonly pattern: string;
  readonly node: ProfileNode;
  readonly everything: boolean;
}

function coverageOf(item: DictNode): Coverage | null {
  const field = fieldOf(item);
  const node = field === undefined ? null : entryOf(item, field)?.value ?? null;
  const pattern = stringOf(node);
  if (node === null || pattern === null || pattern.trim() === "") return null;
  if (/^[/*.]*$/.test(pattern)) return { pattern, node, everything: /[/*]/.test(pattern) };
  const covers = field === "path"
    ? DEMONSTRATION_FILES.some((file) => pathCovers(pattern, file, isFolder(item, pattern))) ||
      DEMONSTRATION_PROCESSES.some((file) => pathCovers(pattern, file, isFolder(item, pattern)))
    : field === "name"
    ? DEMONSTRATION_PROCESSES.some((file) =>
      matchesGlob(file, pattern, AS_THE_AGENT) || matchesGlob("bash", pattern, AS_THE_AGENT)
    )
    : matchesGlob(DEMONSTRATION_EXTENSION, pattern.replace(/^\*?\./, ""), AS_THE_AGENT);
  return covers ? { pattern, node, everything: false } : null;
}

function isFolder(item: DictNode, pattern: string): boolean {
  const flag = entryOf(item, "isDirectory")?.value;
  return pattern.endsWith("/") || (flag?.kind === "boolean" && flag.value);
}

function pathCovers(pattern: string, file: string, folder: boolean): boolean {
  const trimmed = pattern.replace(/\/$/, "");
  if (hasWildcard(trimmed)) return matchesGlob(file, trimmed, { ...AS_THE_AGENT, below: folder });
  const plain = trimmed.toLowerCase();
  return file === plain || (folder && file.startsWith(`${plain}/`));
}

/** Most exclusions are plain paths, and comparing those is a hundred times as fast. */
function hasWildcard(pattern: string): boolean {
  return pattern.includes("*") || pattern.includes("?");
}

/** `detection-allowed`: a name on the list of allowed threats that the harness, or an auditor, triggers on purpose. */
export function checkAllowedThreats(context: LintContext): readonly RawFinding[] {
  return context.profile.settings.flatMap(({ settings }) => {
    const list = valueAt(settings, ["antivirusEngine", "allowedThreats"]);
    const items = list?.kind === "array" ? list.items : [];
    return items.flatMap((item) => {
      const name = stringOf(item) ?? "";
      const isDemonstration = /MacOSChangeFileTest/i.test(name);
      if (!isDemonstration && !/^\s*Behavior\s*:|EICAR/i.test(name)) return [];
      return [findingOf("detection-allowed", {
        severity: isDemonstration ? "error" : "warning",
        span: item.span,
        path: "antivirusEngine.allowedThreats",
        what: `"${name}" is allowed to run`,
        why: isDemonstration
          ? "It is the detection of the vendor's demonstration: nothing is blocked, and every check of behavior monitoring fails"
          : "The agent does not block what has this name; tests that wait for it fail",
        remedy: "Remove it from allowedThreats",
      })];
    });
  });
}

// Rules about keys of the agent's settings: at the right level, spelt right, for this platform, given once.
import { type ClosestName, closestName } from "../../keys/closest_name.ts";
import { mergeSettings, removeEntry, renameKey } from "../../write/edit_profile.ts";
import type { RawFinding, TextEdit } from "../../words/finding.ts";
import type { KnownKey } from "../../keys/known_key.ts";
import { keysBelow, keysNamed, lastNameOf, parentPathOf } from "../../keys/known_keys.ts";
import { editsFor, findingOf, type LintContext } from "../lint_context.ts";
import {
  entryOf,
  type PlainValue,
  type ProfileNode,
  toPlainValue,
  valueAt,
} from "../../words/profile_node.ts";
import { type MetSetting, walkSettings } from "./settings_walk.ts";

/** Keys of the vendor's annotated sample, which explain the key after them. */
const ANNOTATIONS: ReadonlySet<string> = new Set(["info", "possible values"]);

/** A file with more unknown keys than this is no profile with slips, and looking for what was meant takes time. */
const MAX_GUESSES = 200;

/** `wrong-level`, `misspelled-key`, `unknown-key`, `wrong-platform`, `empty-section`. */
export function checkKeys(context: LintContext): readonly RawFinding[] {
  let guesses = 0;
  return walkSettings(context).flatMap((met): readonly RawFinding[] => {
    if (met.entry === null || ANNOTATIONS.has(met.entry.key)) return [];
    if (met.known === null) return [guesses++ < MAX_GUESSES ? unknownKey(context, met) : plainUnknown(met)];
    if (!met.known.platforms.includes(context.platform)) return [wrongPlatform(context, met)];
    if (met.known.type === "dict" && met.node.kind === "dict" && met.node.entries.length === 0) {
      return [emptySection(met)];
    }
    return [];
  });
}

function unknownKey(context: LintContext, met: MetSetting): RawFinding {
  const key = met.entry?.key ?? "";
  const places = keysNamed(key, context.platform);
  if (places.length > 0) return wrongLevel(context, met, places);
  const siblings = keysBelow(met.parentPath, context.platform).map(({ path }) => lastNameOf(path));
  const sibling = closestName(key, siblings);
  if (sibling !== null) return misspelled(context, met, sibling);
  const elsewhere = closestName(key, [...new Set(allNames(context))]);
  if (elsewhere !== null) {
    const right = keysNamed(elsewhere.name, context.platform).map(({ path }) => `"${path}"`).join(" and ");
    return keyFinding("misspelled-key", met, {
      severity: elsewhere.certain ? "error" : "warning",
      what: `There is no key "${met.path}"`,
      remedy: `Did you mean ${right}?`,
    });
  }
  return plainUnknown(met);
}

function plainUnknown(met: MetSetting): RawFinding {
  return keyFinding("unknown-key", met, {
    what: `No document of the vendor names a key "${met.path}"`,
    remedy: "Remove it, or check its name against the vendor's list of preferences",
  });
}

function allNames(context: LintContext): readonly string[] {
  return keysBelow("", context.platform).flatMap((
    { path },
  ) => [path, ...keysBelow(path, context.platform).map((row) => lastNameOf(row.path))]);
}

function wrongLevel(context: LintContext, met: MetSetting, places: readonly KnownKey[]): RawFinding {
  const paths = places.map(({ path }) => `"${path}"`).join(" and ");
  const where = met.parentPath === "" ? "at the top" : `in "${met.parentPath}"`;
  const both = places.length > 1 && lastNameOf(met.path) === "behaviorMonitoring";
  return keyFinding("wrong-level", met, {
    what: `"${met.entry?.key ?? ""}" stands ${where}, where the agent does not look for it`,
    remedy: both ? `Set ${paths} instead` : `Move it: the agent knows ${paths}`,
    edits: moveEdits(context, met, places),
  });
}

/** Certain when one place is meant, or all of behavior monitoring's, and none of them is taken. */
function moveEdits(context: LintContext, met: MetSetting, places: readonly KnownKey[]): readonly TextEdit[] {
  const { entry, parent, settings } = met;
  if (entry === null || parent === null || context.editable === null) return [];
  const isBm = lastNameOf(met.path) === "behaviorMonitoring";
  if (places.length > 1 && !isBm) return [];
  if (!places.every((place) => fits(entry.value, place))) return [];
  const paths = places.map(({ path }) => path.split("."));
  if (paths.some((path) => valueAt(settings, path) !== null)) return [];
  // Two edits of one place would be ambiguous: a section that ends where the moved key stands is left to a person.
  const sections = paths.map((path) => entryOf(settings, path[0] ?? "")?.value);
  if (sections.some((section) => section !== undefined && section === parent)) return [];
  const value = toPlainValue(entry.value);
  const tree = paths.reduce((merged, path) => withPath(merged, path, value), {});
  return editsFor(
    context,
    (text) => [...removeEntry(text, parent, entry), ...mergeSettings(text, settings, tree)],
  );
}

function fits(node: ProfileNode, place: KnownKey): boolean {
  return node.kind === place.type &&
    (place.values === null || node.kind !== "string" || place.values.includes(node.value));
}

interface PlainDict {
  readonly [key: string]: PlainValue;
}

function withPath(tree: PlainDict, path: readonly string[], value: PlainValue): PlainDict {
  const [first = "", ...rest] = path;
  if (rest.length === 0) return { ...tree, [first]: value };
  const below = tree[first];
  const inner = typeof below === "object" && below !== null && !Array.isArray(below)
    ? below as PlainDict
    : {};
  return { ...tree, [first]: withPath(inner, rest, value) };
}

function misspelled(context: LintContext, met: MetSetting, meant: ClosestName): RawFinding {
  const { entry, parent } = met;
  const path = met.parentPath === "" ? meant.name : `${met.parentPath}.${meant.name}`;
  const isTaken = parent !== null && entryOf(parent, meant.name) !== null;
  const isMended = entry !== null && meant.certain && !isTaken;
  return keyFinding("misspelled-key", met, {
    severity: meant.certain ? "error" : "warning",
    what: `There is no key "${met.path}"`,
    remedy: isTaken ? `Remove it if "${path}", which is there already, was meant` : `Did you mean "${path}"?`,
    edits: isMended ? editsFor(context, (text) => renameKey(text, entry, meant.name)) : [],
  });
}

function wrongPlatform(context: LintContext, met: MetSetting): RawFinding {
  const here = context.platform === "darwin" ? "macOS" : "Linux";
  const there = context.platform === "darwin" ? "Linux" : "macOS";
  return keyFinding("wrong-platform", met, {
    what: `"${met.path}" is a setting for ${there}, the profile is for ${here}`,
    remedy: "Remove it from this profile",
  });
}

function emptySection(met: MetSetting): RawFinding {
  return keyFinding("empty-section", met, {
    what: `"${met.path}" is empty`,
    remedy: "Put the settings meant into it, or remove it",
  });
}

const WHY = {
  "wrong-level": "The agent takes no notice of it and reports no error, so the setting has no effect",
  "misspelled-key": "The agent takes no notice of it and reports no error, so the setting has no effect",
  "unknown-key": "The agent most probably takes no notice of it",
  "wrong-platform": "The agent takes no notice of it on this system",
  "empty-section": "It sets nothing; settings meant for it may have been lost",
} as const;

const SEVERITY = {
  "wrong-level": "error",
  "misspelled-key": "error",
  "unknown-key": "warning",
  "wrong-platform": "warning",
  "empty-section": "warning",
} as const;

function keyFinding(
  rule: keyof typeof WHY,
  met: MetSetting,
  parts: Pick<RawFinding, "what" | "remedy"> & Partial<Pick<RawFinding, "severity" | "edits">>,
): RawFinding {
  const span = met.entry?.keySpan ?? met.node.span;
  return findingOf(rule, { severity: SEVERITY[rule], span, path: met.path, why: WHY[rule], ...parts });
}

/** `sample-annotations`: the vendor's explained sample, installed as it is. */
export function checkAnnotations(context: LintContext): readonly RawFinding[] {
  const notes = walkSettings(context).filter(({ entry }) => entry !== null && ANNOTATIONS.has(entry.key));
  const [first] = notes;
  if (first === undefined) return [];
  return [findingOf("sample-annotations", {
    severity: "warning",
    span: first.entry?.keySpan ?? null,
    path: first.parentPath === "" ? null : parentPathOf(first.path),
    what:
      `${notes.length} keys are explanations of the vendor's annotated sample ("info", "possible values")`,
    why: "They set nothing, stand several times in one object, and hide what the file really sets",
    remedy: 'Remove them, or make a clean file with "profile generate --for linux"',
  })];
}

/** `duplicate-key`: anywhere in the file. */
export function checkDuplicateKeys(context: LintContext): readonly RawFinding[] {
  const findings: RawFinding[] = [];
  visit(context.profile.root, findings);
  return findings;
}

function visit(node: ProfileNode, findings: RawFinding[]): void {
  if (node.kind === "array") { for (const item of node.items) visit(item, findings); }
  if (node.kind !== "dict") return;
  const seen = new Set<string>();
  for (const { key, keySpan, value } of node.entries) {
    if (seen.has(key) && !ANNOTATIONS.has(key)) {
      findings.push(findingOf("duplicate-key", {
        severity: "error",
        span: keySpan,
        path: key,
        what: `Key "${key}" stands twice in one dictionary`,
        why: "Which of the two counts depends on who reads the file; the other one is lost without a word",
        remedy: "Keep one of them",
      }));
    }
    seen.add(key);
    visit(value, findings);
  }
}

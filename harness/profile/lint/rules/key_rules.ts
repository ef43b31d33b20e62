// Rules about keys of the agent's settings: at the right level, spelt right, for this platform, given once.
import { type ClosestName, closestName } from "../../keys/closest_name.ts";
import { mergeSettings, removeEntry, renameKey } from "../../write/edit_profile.ts";
import type { RawFinding, TextEdit } from "../../words/finding.ts";
import { KEY_TABLE_DATE, type KnownKey } from "../../keys/known_key.ts";
import { keysBelow, keysNamed, lastNameOf } from "../../keys/known_keys.ts";
import { editsFor, findingOf, type LintContext } from "../lint_context.ts";
import {
  entryOf,
  type PlainValue,
  type ProfileNode,
  toPlainValue,
  valueAt,
} from "../../words/profile_node.ts";
import { ANNOTATIONS } from "./repeated_key_rules.ts";
import type { MetSetting } from "./settings_walk.ts";

/** A file with more unknown keys than this is no profile with slips, and looking for what was meant takes time. */
const MAX_GUESSES = 200;

const LOOK_UP = "Look it up in the vendor's list of preferences, and remove it if it is not there";

/** `wrong-level`, `misspelled-key`, `unknown-key`, `legacy-key`, `wrong-platform`, `empty-section`. */
export function* checkKeys(context: LintContext): Iterable<RawFinding> {
  let guesses = 0;
  for (const met of context.met) {
    if (met.entry === null || ANNOTATIONS.has(met.entry.key)) continue;
    if (met.known === null) yield guesses++ < MAX_GUESSES ? unknownKey(context, met) : plainUnknown(met);
    else if (!met.known.platforms.includes(context.platform)) yield wrongPlatform(context, met);
    else if (met.known.legacy !== null) yield legacyKey(met, met.known.legacy);
    else if (met.known.type === "dict" && met.node.kind === "dict" && met.node.entries.length === 0) {
      yield emptySection(met);
    }
  }
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
      severity: "warning",
      what: `"${met.path}" is not in our table of ${KEY_TABLE_DATE}`,
      remedy: `Did you mean ${right}? ${LOOK_UP}`,
    });
  }
  return plainUnknown(met);
}

function plainUnknown(met: MetSetting): RawFinding {
  return keyFinding("unknown-key", met, {
    what: `"${met.path}" is not in our table of ${KEY_TABLE_DATE}`,
    remedy: LOOK_UP,
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
  const key = met.entry?.key ?? "";
  if (!isPlaceProved(met, places)) {
    return keyFinding("wrong-level", met, {
      severity: "warning",
      what: `"${key}" ${where} is not in our table of ${KEY_TABLE_DATE}, which has it as ${paths}`,
      why: "Where the agent looks for a key at one place only, it takes no notice of it elsewhere",
      remedy: `Look up in the vendor's list of preferences where it belongs, and move it if it is not there`,
    });
  }
  const both = places.length > 1 && lastNameOf(met.path) === "behaviorMonitoring";
  return keyFinding("wrong-level", met, {
    what: `"${key}" stands ${where}, where the agent does not look for it`,
    remedy: both ? `Set ${paths} instead` : `Move it: the agent knows ${paths}`,
    edits: moveEdits(context, met, places),
  });
}

/**
 * Whether documents settle where a key belongs, so that no later one can have added this place: settings stand in
 * sections and sections at the top only (structure of the profile, macOS and Linux preferences), and the places of
 * behavior monitoring and of the keys of its preview are named one by one.
 */
function isPlaceProved({ path, parentPath, node }: MetSetting, places: readonly KnownKey[]): boolean {
  if (parentPath === "") return true;
  if (places.some((place) => !place.path.includes(".")) && node.kind === "dict") return true;
  return lastNameOf(path) === "behaviorMonitoring" ||
    places.every(({ source }) => source === "behavior-monitor-preview");
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
    what: meant.certain
      ? `There is no key "${met.path}"`
      : `"${met.path}" is not in our table of ${KEY_TABLE_DATE}`,
    remedy: isTaken ? `Remove it if "${path}", which is there already, was meant` : `Did you mean "${path}"?`,
    edits: isMended ? editsFor(context, (text) => renameKey(text, entry, meant.name)) : [],
  });
}

function wrongPlatform(context: LintContext, met: MetSetting): RawFinding {
  const here = context.platform === "darwin" ? "macOS" : "Linux";
  const there = context.platform === "darwin" ? "Linux" : "macOS";
  return keyFinding("wrong-platform", met, {
    what:
      `"${met.path}" is a setting for ${there} in our table of ${KEY_TABLE_DATE}, the profile is for ${here}`,
    remedy: LOOK_UP,
  });
}

function legacyKey(met: MetSetting, legacy: string): RawFinding {
  return keyFinding("legacy-key", met, {
    what: `"${met.path}" is a key of an earlier time: ${legacy}`,
    remedy: "Nothing has to be done; leave it out where only current agents are",
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
  "unknown-key":
    "The agent takes no notice of a key that it does not know; the vendor may have added this one since",
  "legacy-key": "Files of the vendor have it; agents of today need not read it",
  "wrong-platform":
    "The agent takes no notice of a setting of the other system; the vendor may have brought this one over since",
  "empty-section": "It sets nothing; settings meant for it may have been lost",
} as const;

const SEVERITY = {
  "wrong-level": "error",
  "misspelled-key": "error",
  "unknown-key": "warning",
  "legacy-key": "info",
  "wrong-platform": "warning",
  "empty-section": "warning",
} as const;

function keyFinding(
  rule: keyof typeof WHY,
  met: MetSetting,
  parts: Pick<RawFinding, "what" | "remedy"> & Partial<Pick<RawFinding, "severity" | "why" | "edits">>,
): RawFinding {
  const span = met.entry?.keySpan ?? met.node.span;
  return findingOf(rule, { severity: SEVERITY[rule], span, path: met.path, why: WHY[rule], ...parts });
}

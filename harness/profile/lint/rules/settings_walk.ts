// One walk over the agent's settings that the rules on keys and on values share.
import { findKnownKey } from "../../keys/known_keys.ts";
import type { KnownKey } from "../../keys/known_key.ts";
import { isStorageKey } from "../../read/agent_section.ts";
import type { InterpretedProfile } from "../../read/profile_form.ts";
import type { ArrayNode, DictEntry, DictNode, ProfileNode } from "../../words/profile_node.ts";

/** One setting met on the walk. `known` is null for a key nobody knows, below which the walk does not go. */
export interface MetSetting {
  readonly path: string;
  readonly known: KnownKey | null;
  readonly node: ProfileNode;
  /** Null for an item of a list. */
  readonly entry: DictEntry | null;
  /** The dictionary the key stands in; null for an item of a list. */
  readonly parent: DictNode | null;
  /** Path of that dictionary, empty at the top. */
  readonly parentPath: string;
  /** The dictionary all settings stand in. */
  readonly settings: DictNode;
}

/** More settings than this are walked again by each rule, and not kept: a hostile file has a million. */
const MAX_KEPT = 20_000;

/** All settings of all payloads for the agent, in document order, as often as they are asked for. */
export function walkSettings(profile: InterpretedProfile): Iterable<MetSetting> {
  const kept = [...walkPayloads(profile).take(MAX_KEPT + 1)];
  return kept.length <= MAX_KEPT ? kept : { [Symbol.iterator]: () => walkPayloads(profile) };
}

function* walkPayloads(profile: InterpretedProfile): Generator<MetSetting> {
  const isStored = profile.form === "preferences";
  for (const { settings, payload } of profile.settings) {
    const skip = (key: string) => (isStored || payload === settings) && isStorageKey(key);
    yield* walkDict(settings, "", { settings, skip });
  }
}

interface Walk {
  readonly settings: DictNode;
  readonly skip: (key: string) => boolean;
}

function* walkDict(dict: DictNode, parentPath: string, walk: Walk): Generator<MetSetting> {
  const { settings } = walk;
  for (const entry of dict.entries) {
    if (parentPath === "" && walk.skip(entry.key)) continue;
    const path = parentPath === "" ? entry.key : `${parentPath}.${entry.key}`;
    const known = findKnownKey(path);
    yield { path, known, node: entry.value, entry, parent: dict, parentPath, settings };
    // What an earlier time put below its keys stands in no table.
    if (known === null || known.legacy !== null) continue;
    if (entry.value.kind === "dict") yield* walkDict(entry.value, path, walk);
    if (entry.value.kind === "array") yield* walkArray(entry.value, path, walk);
  }
}

function* walkArray(array: ArrayNode, path: string, walk: Walk): Generator<MetSetting> {
  const { settings } = walk;
  const itemPath = `${path}[]`;
  const known = findKnownKey(itemPath);
  if (known === null) return;
  for (const item of array.items) {
    yield { path: itemPath, known, node: item, entry: null, parent: null, parentPath: path, settings };
    if (item.kind === "dict") yield* walkDict(item, itemPath, walk);
    if (item.kind === "array") yield* walkArray(item, itemPath, walk);
  }
}

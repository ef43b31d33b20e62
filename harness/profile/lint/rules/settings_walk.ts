// One walk over the agent's settings that the rules on keys and on values share.
import { findKnownKey } from "../../keys/known_keys.ts";
import type { KnownKey } from "../../keys/known_key.ts";
import { isStorageKey } from "../../read/agent_section.ts";
import type { InterpretedProfile } from "../../read/profile_form.ts";
import type { DictEntry, DictNode, ProfileNode } from "../../words/profile_node.ts";

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

/** All settings of all payloads for the agent, in document order. */
export function walkSettings(profile: InterpretedProfile): readonly MetSetting[] {
  const met: MetSetting[] = [];
  const isStored = profile.form === "preferences";
  for (const { settings, payload } of profile.settings) {
    const skip = (key: string) => (isStored || payload === settings) && isStorageKey(key);
    walkDict(settings, "", { settings, met, skip });
  }
  return met;
}

interface Walk {
  readonly settings: DictNode;
  readonly met: MetSetting[];
  readonly skip: (key: string) => boolean;
}

function walkDict(dict: DictNode, parentPath: string, walk: Walk): void {
  for (const entry of dict.entries) {
    if (parentPath === "" && walk.skip(entry.key)) continue;
    const path = parentPath === "" ? entry.key : `${parentPath}.${entry.key}`;
    const known = findKnownKey(path);
    walk.met.push({
      path,
      known,
      node: entry.value,
      entry,
      parent: dict,
      parentPath,
      settings: walk.settings,
    });
    // What an earlier time put below its keys stands in no table.
    if (known !== null && known.legacy === null) walkValue(entry.value, path, walk);
  }
}

function walkValue(node: ProfileNode, path: string, walk: Walk): void {
  if (node.kind === "dict") walkDict(node, path, walk);
  if (node.kind !== "array") return;
  const itemPath = `${path}[]`;
  const known = findKnownKey(itemPath);
  if (known === null) return;
  for (const item of node.items) {
    walk.met.push({
      path: itemPath,
      known,
      node: item,
      entry: null,
      parent: null,
      parentPath: path,
      settings: walk.settings,
    });
    walkValue(item, itemPath, walk);
  }
}

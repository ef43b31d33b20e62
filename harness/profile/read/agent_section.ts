// Whether a dictionary holds a section of the agent's settings, told by names; whatever has none is something else.
import { closestName } from "../keys/closest_name.ts";
import { findKnownKey, keysBelow, lastNameOf } from "../keys/known_keys.ts";
import { isPayloadKey } from "../keys/payload_keys.ts";
import type { DictEntry, DictNode } from "../words/profile_node.ts";

/** A section whose name anything may have, like a development container; what stands below it must tell. */
const ANYBODYS = "features";

/** Looking for what was meant takes time. */
const MAX_GUESSES = 100;

/** Whether one of the keys is a section of the agent's, or can only be meant as one. */
export function holdsAgentSection(dict: DictNode): boolean {
  const keys = dict.entries.filter(({ key }) => !isStorageKey(key));
  if (keys.some(({ key }) => key !== ANYBODYS && isSection(key))) return true;
  const features = keys.find(({ key }) => key === ANYBODYS);
  return features !== undefined && isAgentsFeatures(features, keys.length === 1);
}

function isAgentsFeatures({ value }: DictEntry, isAlone: boolean): boolean {
  if (value.kind !== "dict" || value.entries.length === 0) return isAlone;
  const names = (["darwin", "linux"] as const).flatMap((platform) =>
    keysBelow(ANYBODYS, platform).map(({ path }) => lastNameOf(path))
  );
  return value.entries.slice(0, MAX_GUESSES).some(({ key }) => closestName(key, names)?.certain === true);
}

function isSection(key: string): boolean {
  return findKnownKey(key)?.type === "dict" && !key.includes(".");
}

/** Whether macOS, or a profile, says with this key something of the profile and not of the agent. */
export function isStorageKey(key: string): boolean {
  return isPayloadKey(key) || key === "_manualProfile";
}

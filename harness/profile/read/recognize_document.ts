// What a file is that is no configuration of the agent: told by the keys at its root, so that nobody is advised to change
// the settings of something else.
import { closestName } from "../keys/closest_name.ts";
import { findKnownKey, KNOWN_KEYS, lastNameOf } from "../keys/known_keys.ts";
import type { FindingSeverity } from "../words/finding.ts";
import { type DictNode, entryOf, type ProfileNode, stringOf } from "../words/profile_node.ts";
import { PLIST_ELEMENTS } from "./plist_tree.ts";
import { isStorageKey } from "./profile_form.ts";

/** A document of another kind. */
export interface OtherDocument {
  /** Continues "this is". */
  readonly title: string;
  /** `info` for what is good for something else as it is, `error` for what nothing takes. */
  readonly severity: FindingSeverity;
  readonly remedy: string;
}

interface Kind extends OtherDocument {
  readonly matches: (root: DictNode) => boolean;
}

const EXPORT_REMEDY =
  "Take what the device got: /Library/Managed Preferences/com.microsoft.wdav.plist, or the file that was uploaded";
const SCHEMA_REMEDY = 'It describes settings and sets none; "profile generate" makes a profile';
const OTHER_REMEDY = "Nothing here is for the agent; give the profile for com.microsoft.wdav";

const KINDS: readonly Kind[] = [
  {
    title: "an export of an Intune settings catalogue (Microsoft Graph)",
    severity: "warning",
    remedy: EXPORT_REMEDY,
    matches: (root) =>
      hasAny(root, ["settingCount", "templateReference"]) || holdsText(root, "settingDefinitionId"),
  },
  {
    title: "an export of Microsoft Graph",
    severity: "warning",
    remedy: EXPORT_REMEDY,
    matches: (root) => root.entries.some(({ key }) => key.startsWith("@odata.")),
  },
  {
    title: "a JSON Schema, which describes settings",
    severity: "warning",
    remedy: SCHEMA_REMEDY,
    matches: (root) =>
      hasAny(root, ["$schema", "$defs", "__preferencedomain"]) || hasAll(root, ["properties", "type"]),
  },
  {
    title: "a manifest of ProfileManifests, which describes settings",
    severity: "warning",
    remedy: SCHEMA_REMEDY,
    matches: (root) => root.entries.some(({ key }) => key.startsWith("pfm_")),
  },
  {
    title: "the settings of Microsoft AutoUpdate (com.microsoft.autoupdate2)",
    severity: "info",
    remedy: OTHER_REMEDY,
    matches: (root) =>
      hasAny(root, [
        "ChannelName",
        "HowToCheck",
        "UpdateCheckFrequency",
        "ManifestServer",
        "DisableInsiderCheckbox",
      ]),
  },
  {
    title: "the settings of the vendor's downloader of definitions",
    severity: "info",
    remedy: OTHER_REMEDY,
    matches: (root) =>
      hasAny(root, ["downloadLinuxUpdates", "downloadMacUpdates", "downloadFolder", "backupPreviousUpdates"]),
  },
  {
    title: "an onboarding package of the agent",
    severity: "info",
    remedy: OTHER_REMEDY,
    matches: (root) =>
      hasAny(root, ["OnboardingInfo", "OffboardingInfo", "onboardingInfo", "offboardingInfo"]),
  },
  {
    title: "a device control policy, which belongs as text into deviceControl.policy",
    severity: "info",
    remedy: OTHER_REMEDY,
    matches: (root) => hasAll(root, ["groups", "rules"]),
  },
];

/** What a bare dictionary of settings is instead of the agent's; null when some of it may be meant for the agent. */
export function recognizeDocument(root: DictNode): OtherDocument | null {
  const keys = root.entries.map(({ key }) => key).filter((key) => !isStorageKey(key));
  if (keys.length === 0 || keys.some(isKnown)) return null;
  const kind = KINDS.find(({ matches }) => matches(root));
  if (kind !== undefined) return kind;
  if (keys.slice(0, MAX_GUESSES).some(isNearlyKnown)) return null;
  return {
    title: `something else: none of its ${keys.length} keys ("${keys[0]}"${
      keys.length > 1 ? " …" : ""
    }) is one of the agent's`,
    severity: "warning",
    remedy: OTHER_REMEDY,
  };
}

/** Looking for what was meant takes time, and a profile has a dozen sections. */
const MAX_GUESSES = 100;
const SECTIONS = KNOWN_KEYS.filter(({ path }) => !path.includes(".")).map(({ path }) => path);
const NAMES: ReadonlySet<string> = new Set(KNOWN_KEYS.map(({ path }) => lastNameOf(path)));
/** Names that anything may have. */
const COMMON: ReadonlySet<string> = new Set(
  [
    "enabled",
    "exclusions",
    "features",
    "key",
    "name",
    "path",
    "policy",
    "proxy",
    "tags",
    "value",
    "interval",
    "type",
  ],
);

function isKnown(key: string): boolean {
  return findKnownKey(key)?.type === "dict" && !COMMON.has(key);
}

function isNearlyKnown(key: string): boolean {
  return (NAMES.has(key) && !COMMON.has(key)) || closestName(key, SECTIONS) !== null;
}

function hasAny(root: DictNode, keys: readonly string[]): boolean {
  return keys.some((key) => entryOf(root, key) !== null);
}

function hasAll(root: DictNode, keys: readonly string[]): boolean {
  return keys.every((key) => entryOf(root, key) !== null);
}

/** Whether a key stands anywhere below, or a text is its value; only lists and dictionaries near the root are looked at. */
function holdsText(node: ProfileNode, wanted: string, depth = 0): boolean {
  if (depth > 5) return false;
  if (node.kind === "array") return node.items.slice(0, 3).some((item) => holdsText(item, wanted, depth + 1));
  if (node.kind !== "dict") return stringOf(node) === wanted;
  return node.entries.some(({ key, value }) => key === wanted || holdsText(value, wanted, depth + 1));
}

/** Elements of the vendor's device control policies for Windows. */
const WINDOWS_POLICY = /^(?:Groups?|PolicyGroups?|PolicyRules?)$/;

/** What markup is instead of a property list, told by its outermost element; null for one, and for what may be one. */
export function recognizeMarkup(text: string): (OtherDocument & { readonly start: number }) | null {
  // The first tag of most is <plist>, and looking further takes time.
  if (/^[^<]*(?:<[?!][^<>]*>[^<]*)*<(?:plist|dict)\b/.test(text.slice(0, 1_000))) return null;
  const first = /<(?:!doctype\s+)?([A-Za-z][\w:.-]*)/i.exec(
    text.slice(0, 20_000).replace(/<!--[\s\S]*?-->|<!DOCTYPE\s+plist/gi, blanks),
  );
  const name = first?.[1] ?? "";
  if (first === null || PLIST_ELEMENTS.has(name.toLowerCase())) return null;
  const start = first.index;
  if (/^(?:html|head|body|meta|script)$/i.test(name)) {
    return {
      title: "a web page and not the file that it shows",
      severity: "error",
      remedy: 'Download the file itself: on GitHub with "Raw" or "Download raw file"',
      start,
    };
  }
  // One slip in the name of the outermost element is a slip, not another document.
  if (closestName(name, [...PLIST_ELEMENTS]) !== null || /<(?:plist|dict)\b/i.test(text)) return null;
  return WINDOWS_POLICY.test(name)
    ? { title: "a device control policy for Windows", severity: "info", remedy: OTHER_REMEDY, start }
    : {
      title: `XML of another kind: its outermost element is <${name}>`,
      severity: "warning",
      remedy: OTHER_REMEDY,
      start,
    };
}

function blanks(text: string): string {
  return " ".repeat(text.length);
}

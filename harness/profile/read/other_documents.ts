// Documents that are no configuration of the agent, told by the keys at their root.
import type { FindingSeverity } from "../words/finding.ts";
import { type DictNode, entryOf, type ProfileNode, stringOf } from "../words/profile_node.ts";

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
/** What to do with what is for something else. */
export const OTHER_REMEDY = "Nothing here is for the agent; give the profile for com.microsoft.wdav";

/** The first that matches counts; none is asked where a section of the agent stands at the root. */
export const OTHER_DOCUMENTS: readonly Kind[] = [
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
    matches: (root) => isGraph(root) || itemsOf(root, "value").some(isGraph),
  },
  {
    title: "an answer of Jamf Pro",
    severity: "warning",
    remedy: EXPORT_REMEDY,
    matches: (root) => hasAny(root, ["os_x_configuration_profile", "os_x_configuration_profiles"]),
  },
  {
    title: "health as the agent prints it, not its configuration",
    severity: "info",
    remedy: 'Read it with "bmverify parse health FILE"',
    matches: (root) => hasAll(root, ["healthy", "appVersion"]),
  },
  {
    title: "an error message of a server in place of the file",
    severity: "error",
    remedy: "Fetch the file itself again",
    matches: (root) => hasAll(root, ["message", "documentation_url"]) || hasAll(root, ["error", "message"]),
  },
  {
    title: "a web page that a browser saved, and not the file that it shows",
    severity: "error",
    remedy: "Download the file itself",
    matches: (root) => hasAny(root, ["WebMainResource"]),
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
        "StartDaemonOnAppLaunch",
        "UpdateDeadline",
        "EnableCheckForUpdatesButton",
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

function isGraph(node: ProfileNode): boolean {
  return node.kind === "dict" && node.entries.some(({ key }) => key.startsWith("@odata."));
}

function itemsOf(root: DictNode, key: string): readonly ProfileNode[] {
  const list = entryOf(root, key)?.value;
  return list?.kind === "array" ? list.items : [];
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

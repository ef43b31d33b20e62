// What kind of profile a tree is, and where in it the agent's settings stand.
import { isPayloadKey } from "../keys/payload_keys.ts";
import { holdsAgentSection, isStorageKey } from "./agent_section.ts";
import { type DictNode, entryOf, type ProfileNode, stringOf } from "../words/profile_node.ts";

/**
 * `mobileconfig` is a full profile (Intune, other MDM), `payload` one payload of it alone (Workspace ONE), `preferences` a
 * bare domain (Jamf, and what macOS stores of an installed profile), `managed-json` Linux's file.
 */
export type ProfileForm = "mobileconfig" | "payload" | "preferences" | "managed-json";

/** Domains the agent reads its managed settings from; `.ext` holds what the vendor's Jamf schema does not know yet. */
export const SETTINGS_DOMAINS: readonly string[] = ["com.microsoft.wdav", "com.microsoft.wdav.ext"];

/** One dictionary of settings for the agent. */
export interface SettingsPayload {
  readonly domain: string;
  /** Holds the settings; in a profile also the `Payload…` keys stand in it. */
  readonly settings: DictNode;
  /** The payload around the settings; null for a bare domain. */
  readonly payload: DictNode | null;
}

/** A tree, read as a profile. */
export interface InterpretedProfile {
  readonly form: ProfileForm;
  readonly root: DictNode;
  /** All payloads of a full profile, for the agent or not; of one payload alone, that one. */
  readonly payloads: readonly DictNode[];
  readonly settings: readonly SettingsPayload[];
}

/** Reads a tree as a profile; null when its root is no dictionary. */
export function interpretProfile(
  root: ProfileNode,
  format: "xml" | "binary" | "json",
): InterpretedProfile | null {
  if (root.kind !== "dict") return null;
  const form = formOf(root, format);
  if (form === "preferences" || form === "managed-json") {
    return {
      form,
      root,
      payloads: [],
      settings: [{ domain: "com.microsoft.wdav", settings: root, payload: null }],
    };
  }
  if (form === "payload") return { form, root, payloads: [root], settings: settingsOf(root) };
  const content = root.entries.find(({ key }) => key.toLowerCase() === "payloadcontent")?.value;
  // One payload where a list of payloads belongs is wrong, but its settings are still worth checking.
  const items = content?.kind === "array" ? content.items : content?.kind === "dict" ? [content] : [];
  const payloads = items.filter((item) => item.kind === "dict");
  return { form: "mobileconfig", root, payloads, settings: payloads.flatMap(settingsOf) };
}

function formOf(root: DictNode, format: "xml" | "binary" | "json"): ProfileForm {
  if (!root.entries.some(({ key }) => isPayloadKey(key))) {
    return format === "json" ? "managed-json" : "preferences";
  }
  const type = stringOf(entryOf(root, "PayloadType")?.value);
  const isOnePayload = type !== null && type !== "Configuration";
  const content = root.entries.find(({ key }) => key.toLowerCase() === "payloadcontent");
  if (content !== undefined) {
    return isOnePayload && content.value.kind === "dict" ? "payload" : "mobileconfig";
  }
  if (isOnePayload) return "payload";
  // macOS writes an installed profile's settings, or none, with keys of its own beside them (attested by the reader of
  // managed preferences in osquery); a torn full profile would at least say its type or its name.
  const isStored = root.entries.some(({ key }) => !isStorageKey(key)) ||
    entryOf(root, "PayloadIdentifier") === null;
  return type === null && isStored ? "preferences" : "mobileconfig";
}

/** The settings in one payload; none when it is not for the agent. */
export function settingsOf(payload: DictNode): readonly SettingsPayload[] {
  const type = stringOf(entryOf(payload, "PayloadType")?.value) ?? "";
  if (type === "com.apple.ManagedClient.preferences") return managedClientSettings(payload);
  if (SETTINGS_DOMAINS.includes(type)) return [{ domain: type, settings: payload, payload }];
  return !type.startsWith("com.apple.") && holdsAgentSection(payload)
    ? [{ domain: "com.microsoft.wdav", settings: payload, payload }]
    : [];
}

/** Jamf and `profiles show` wrap a domain: PayloadContent (or PayloadContentManagedPreferences) → domain → Forced → [0] → mcx_preference_settings. */
function managedClientSettings(payload: DictNode): readonly SettingsPayload[] {
  const content = (entryOf(payload, "PayloadContent") ?? entryOf(payload, "PayloadContentManagedPreferences"))
    ?.value;
  if (content?.kind !== "dict") return [];
  return content.entries.flatMap(({ key: domain, value }) => {
    if (!SETTINGS_DOMAINS.includes(domain) || value.kind !== "dict") return [];
    const forced = entryOf(value, "Forced")?.value;
    const items = forced?.kind === "array" ? forced.items : [];
    return items.flatMap((item): SettingsPayload[] => {
      const settings = item.kind === "dict" ? entryOf(item, "mcx_preference_settings")?.value : undefined;
      return settings?.kind === "dict" ? [{ domain, settings, payload }] : [];
    });
  });
}

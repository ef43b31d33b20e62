// What `profiles show` lists → the payloads for the agent, with the level they are installed at. Form: a property list
// of level → profiles, each with ProfileItems (mdatp-xplat, macos/mdm/analyze_profiles.py).
import { HarnessError } from "../../model/harness_error.ts";
import { settingsOf, type SettingsPayload } from "../read/profile_form.ts";
import {
  type DictEntry,
  type DictNode,
  entryOf,
  NOWHERE,
  type ProfileNode,
  stringOf,
} from "../words/profile_node.ts";
import { type ProfileFile, readProfile } from "../read/read_profile.ts";

/** One payload for the agent that the device has. */
export interface InstalledPayload {
  /** `device`, or the name of the user it is installed for. */
  readonly channel: "device" | "user";
  readonly user: string | null;
  readonly profileName: string;
  readonly profileIdentifier: string;
  readonly domain: string;
  readonly settings: DictNode;
}

const DEVICE_LEVEL = "_computerlevel";

/**
 * Reads the output of `profiles show -output FILE` (or `-output stdout-xml`).
 *
 * @throws HarnessError `profile/unreadable` when it is no such list, and what reading throws.
 */
export async function readInstalledProfiles(file: ProfileFile): Promise<readonly InstalledPayload[]> {
  const { root, broken } = await readProfile(file);
  if (root?.kind !== "dict" || broken !== null) throw notAList(file.name);
  return root.entries.flatMap(({ key: level, value }) => {
    if (value.kind !== "array") throw notAList(file.name);
    return value.items.flatMap((profile) => profile.kind === "dict" ? payloadsOf(level, profile) : []);
  });
}

function payloadsOf(level: string, profile: DictNode): readonly InstalledPayload[] {
  const items = entryOf(profile, "ProfileItems")?.value;
  const dicts = items?.kind === "array" ? items.items.filter((item) => item.kind === "dict") : [];
  const channel = level === DEVICE_LEVEL ? "device" : "user";
  return dicts.flatMap((item) => settingsOf(flattened(item))).map((
    { domain, settings }: SettingsPayload,
  ) => ({
    channel,
    user: channel === "user" ? level : null,
    profileName: stringOf(entryOf(profile, "ProfileDisplayName")?.value) ?? "(no name)",
    profileIdentifier: stringOf(entryOf(profile, "ProfileIdentifier")?.value) ?? "(no identifier)",
    domain,
    settings,
  }));
}

/** In the list the keys of a payload stand one level deeper, in its PayloadContent. */
function flattened(item: DictNode): DictNode {
  const content: ProfileNode | undefined = entryOf(item, "PayloadContent")?.value;
  const type = entryOf(item, "PayloadType");
  if (content?.kind !== "dict" || type === null) return item;
  const entries: readonly DictEntry[] = [type, ...content.entries];
  return { kind: "dict", span: NOWHERE, inner: NOWHERE, entries };
}

function notAList(name: string): HarnessError {
  return new HarnessError(
    "profile/unreadable",
    `Cannot read "${name}": it is no list of installed profiles`,
    {
      hint: 'Make it with "sudo profiles show -output profiles.xml"',
    },
  );
}

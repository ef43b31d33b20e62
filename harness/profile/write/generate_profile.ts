// Makes a profile for a management tool. The same request gives the same bytes: UUIDs are derived, nothing is dated.
import { deriveUuid } from "./derive_uuid.ts";
import type { PlainValue } from "../words/profile_node.ts";
import { type Settings, settingsFor, type SettingsRequest } from "./profile_settings.ts";
import { encodeXmlValue, toProfileNode, writePlistXml } from "./write_plist_xml.ts";
import type { Tool } from "../words/tool.ts";

/** What to make. */
export interface ProfileRequest extends SettingsRequest {
  /** Shown in System Settings as the sender. */
  readonly organization: string;
  /** Reverse domain name; the same identifier replaces an installed profile, another one stands beside it. */
  readonly identifier: string;
}

/** A profile ready to be saved. */
export interface GeneratedProfile {
  /** The name the tool or agent wants. */
  readonly fileName: string;
  readonly text: string;
}

/** Used when no `--organization` and no `--identifier` are given. */
export const DEFAULT_ORGANIZATION = "My organization";
/** Used when no `--identifier` is given. */
export const DEFAULT_IDENTIFIER = "local.bmverify.defender.behavior-monitoring";

/** The file name that fits a tool. */
export function fileNameFor(tool: Tool): string {
  switch (tool) {
    case "intune":
    case "kandji":
    case "generic-mdm":
      return "com.microsoft.wdav.mobileconfig";
    case "workspace-one":
      return "com.microsoft.wdav.xml";
    case "jamf":
      return "com.microsoft.wdav.plist";
    case "linux":
      return "mdatp_managed.json";
  }
}

/**
 * Makes a profile.
 *
 * @throws HarnessError `profile/contradiction`, `usage/invalid`.
 */
export async function generateProfile(request: ProfileRequest): Promise<GeneratedProfile> {
  const settings = settingsFor(request);
  return { fileName: fileNameFor(request.tool), text: await render(request, settings) };
}

async function render(request: ProfileRequest, settings: Settings): Promise<string> {
  switch (request.tool) {
    case "linux":
      return `${JSON.stringify(settings, null, 4)}\n`;
    case "jamf":
      return writePlistXml(toProfileNode(settings));
    // Its custom settings take the payload's dictionary alone and put the profile around it.
    case "workspace-one":
      return `${
        encodeXmlValue(toProfileNode(await payloadOf(request, settings)), { indent: "", unit: "    " })
      }\n`;
    case "intune":
    case "kandji":
    case "generic-mdm":
      return writePlistXml(toProfileNode(await fullProfile(request, settings)));
  }
}

interface PlainDict {
  readonly [key: string]: PlainValue;
}

async function fullProfile(request: ProfileRequest, settings: Settings): Promise<PlainDict> {
  const { organization, identifier } = request;
  return {
    PayloadUUID: await deriveUuid(identifier),
    PayloadType: "Configuration",
    PayloadOrganization: organization,
    PayloadIdentifier: identifier,
    PayloadDisplayName: "Microsoft Defender for Endpoint: behavior monitoring",
    PayloadDescription: descriptionOf(request),
    PayloadVersion: 1,
    PayloadEnabled: true,
    PayloadRemovalDisallowed: true,
    PayloadScope: "System",
    PayloadContent: [await payloadOf(request, settings)],
  };
}

async function payloadOf(request: ProfileRequest, settings: Settings): Promise<PlainDict> {
  const identifier = `${request.identifier}.settings`;
  return {
    PayloadUUID: await deriveUuid(identifier),
    PayloadType: "com.microsoft.wdav",
    PayloadOrganization: request.organization,
    PayloadIdentifier: identifier,
    PayloadDisplayName: "Microsoft Defender for Endpoint settings",
    PayloadDescription: descriptionOf(request),
    PayloadVersion: 1,
    PayloadEnabled: true,
    ...settings,
  };
}

function descriptionOf({ behaviorMonitoring }: ProfileRequest): string {
  return `Sets behavior monitoring of Microsoft Defender for Endpoint to ${behaviorMonitoring}`;
}

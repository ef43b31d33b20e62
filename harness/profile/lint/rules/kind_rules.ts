// Rules about the file as a whole: right form for the tool, right name, a payload for the agent in it.
import type { RawFinding } from "../../words/finding.ts";
import { findingOf, type LintContext } from "../lint_context.ts";
import { isStorageKey } from "../../read/agent_section.ts";
import { type ProfileForm, SETTINGS_DOMAINS } from "../../read/profile_form.ts";
import { type DictNode, entryOf, stringOf } from "../../words/profile_node.ts";
import type { Tool } from "../../words/tool.ts";
import { baseNameOf } from "../../words/tool.ts";
import { FORM_OF_TOOL, FORM_WORDS, TOOL_OF_FORM } from "../../read/tool_form.ts";

const TOOL_WORDS: Readonly<Record<Tool, string>> = {
  "intune": "Intune",
  "generic-mdm": "An MDM server",
  "kandji": "Kandji (Iru)",
  "workspace-one": "Workspace ONE",
  "jamf": "Jamf Pro",
  "linux": "The agent on Linux",
};

/** `wrong-kind`: the form is not the one the tool, or else the file name, asks for. */
export function checkKind(context: LintContext): readonly RawFinding[] {
  const { form, root } = context.profile;
  const name = nameOf(context);
  const named = name === null ? null : formOfName(name);
  const wanted = context.tool === null ? named : FORM_OF_TOOL[context.tool];
  if (wanted === null || wanted === form) return [];
  if (wanted === "preferences" && isExportOfJamf(context)) return [];
  if (context.tool === null && wanted === "preferences" && form === "payload") return [];
  const asker = context.tool === null ? `The name "${name}"` : TOOL_WORDS[context.tool];
  const span = form === "mobileconfig"
    ? root.entries.find(({ key }) => key === "PayloadContent")?.keySpan
    : root.span;
  return [findingOf("wrong-kind", {
    // Jamf Pro takes the payload's own keys for settings, which is untidy and not known to do harm.
    severity: wanted === "preferences" && form === "payload" ? "warning" : "error",
    span: span ?? root.span,
    what: `${asker} asks for ${FORM_WORDS[wanted]}, but this is ${FORM_WORDS[form]}`,
    why: "The tool refuses the other form, or delivers it and the agent finds no settings in it",
    remedy: kindRemedy(wanted, form),
  })];
}

/** A profile that Jamf Pro wrote, for its upload of whole profiles: it wraps each domain, and has none bare. */
function isExportOfJamf({ profile: { form, payloads } }: LintContext): boolean {
  const isBare = payloads.some((payload) =>
    SETTINGS_DOMAINS.includes(stringOf(entryOf(payload, "PayloadType")?.value) ?? "")
  );
  return form === "mobileconfig" && !isBare;
}

/** Of a profile inside an export its own name counts, and what came by standard input has none. */
function nameOf({ source }: LintContext): string | null {
  const { insideExport } = source;
  const name = insideExport === null ? source.name : insideExport.fileName;
  return name === null || name === "<stdin>" ? null : baseNameOf(name);
}

function kindRemedy(wanted: ProfileForm, form: ProfileForm): string {
  if (form === "mobileconfig" && wanted === "preferences") {
    return 'For Jamf, make the file with "profile generate --for jamf" (the settings without the Payload keys); for Intune or another MDM, keep the content and name it .mobileconfig';
  }
  if (wanted === "mobileconfig") {
    return 'For Intune or another MDM, make the file with "profile generate --for intune"; for Jamf, keep the content and name it .plist';
  }
  return `Make the file with "profile generate --for ${TOOL_OF_FORM[wanted]}"`;
}

function formOfName(name: string): ProfileForm | null {
  if (/\.mobileconfig$/i.test(name)) return "mobileconfig";
  if (/\.plist$/i.test(name)) return "preferences";
  if (/\.json$/i.test(name)) return "managed-json";
  return null;
}

/** `wrong-file-name`: the tool or the agent does not take, or does not look for, a file of this name. */
export function checkFileName(context: LintContext): readonly RawFinding[] {
  const { source, profile, tool } = context;
  // Intune takes the keys of a preference file under any name.
  if (source.insideExport?.isPreferenceFile === true) return [];
  const name = nameOf(context);
  if (name === null) return [];
  // Content or name, one of them is wrong: `wrong-kind` says so once, with both ways out.
  if (tool === null && checkKind(context).length > 0) return [];
  if (profile.form === "payload") return [];
  const asked = tool === "jamf" && profile.form === "mobileconfig" ? "generic-mdm" : tool;
  // Intune takes bare settings too, as a preference file.
  const isBare = profile.form === "preferences" && !profile.root.entries.some(({ key }) => isStorageKey(key));
  if (tool === null && isBare && /\.xml$/i.test(name)) return [];
  const fault = nameFault(name, asked ?? TOOL_OF_FORM[profile.form]);
  if (fault === null) return [];
  return [
    findingOf("wrong-file-name", { severity: "warning", what: `The file is named "${name}"`, ...fault }),
  ];
}

function nameFault(name: string, tool: Tool): { readonly why: string; readonly remedy: string } | null {
  switch (tool) {
    case "linux":
      if (name === "mdatp_managed.json") return null;
      return {
        why: "The agent on Linux reads /etc/opt/microsoft/mdatp/managed/mdatp_managed.json and no other name",
        remedy: 'Name it "mdatp_managed.json"',
      };
    case "jamf":
      if (/\.plist$/i.test(name)) return null;
      return {
        why: "Jamf Pro takes a property list with the ending .plist",
        remedy: "Give it the ending .plist",
      };
    // Its text is pasted, so the file's name is nobody's business.
    case "workspace-one":
      return null;
    case "intune":
    case "kandji":
    case "generic-mdm":
      if (/\.(?:mobileconfig|xml)$/i.test(name)) return null;
      return {
        why: "Intune takes .mobileconfig or .xml; other MDM servers take .mobileconfig",
        remedy: "Give it the ending .mobileconfig",
      };
  }
}

/** `signed-profile`: what was checked is the content of a signed message. */
export function checkSigned(context: LintContext): readonly RawFinding[] {
  if (!context.source.signed) return [];
  return [findingOf("signed-profile", {
    severity: "info",
    what: "The profile is signed; lines and columns count in the property list inside",
    why:
      "A change of a signed profile breaks the signature, so nothing is mended here, and the signature itself is not checked",
    remedy: "Change the unsigned original and sign it again",
  })];
}

/** `no-defender-payload`: nothing in the file is for the agent, or nothing at all is in it. */
export function checkHasSettings(context: LintContext): readonly RawFinding[] {
  const { form, settings, payloads } = context.profile;
  if (entryOf(context.profile.root, "EncryptedPayloadContent") !== null) {
    return [{ ...noSettings("The payloads are encrypted: nothing in them was judged"), remedy: DECRYPT }];
  }
  const isEmpty = settings.every(({ settings: dict }) => dict.entries.every(({ key }) => isStorageKey(key)));
  if (form === "preferences" || form === "managed-json") {
    return isEmpty ? [noSettings("The file holds no setting: it sets nothing")] : [];
  }
  if (payloads.length === 0) return [noSettings("The profile has no payload: it installs nothing")];
  if (settings.length > 0) {
    return isEmpty
      ? [noSettings("The payload for com.microsoft.wdav holds no setting: it sets nothing")]
      : [];
  }
  return [findingOf("no-defender-payload", {
    severity: "info",
    what: `No payload is for com.microsoft.wdav (but for ${
      [...new Set(payloads.map(purposeOf))].join(", ")
    })`,
    why:
      "The agent reads its managed settings from com.microsoft.wdav only; other payloads are out of scope here",
    remedy: '"profile generate" makes a profile that switches behavior monitoring',
  })];
}

/** The type of a payload; of one that wraps other domains, their names. */
function purposeOf(payload: DictNode): string {
  const type = stringOf(entryOf(payload, "PayloadType")?.value) ?? "no type";
  const content = entryOf(payload, "PayloadContent")?.value;
  if (type !== "com.apple.ManagedClient.preferences" || content?.kind !== "dict") return type;
  const domains = content.entries.map(({ key, value }) => {
    const isForced = value.kind !== "dict" || entryOf(value, "Forced") !== null;
    return isForced ? key : `${key} without "Forced"`;
  });
  return domains.length === 0 ? type : domains.join(", ");
}

const DECRYPT = "Give the profile as it was before it was encrypted";

function noSettings(what: string): RawFinding {
  return findingOf("no-defender-payload", {
    severity: "warning",
    what,
    why: "The agent reads its managed settings from the domain com.microsoft.wdav only, and here are none",
    remedy:
      'Check that this is the right file; "profile generate" makes one that switches behavior monitoring',
  });
}

/** `several-defender-payloads`: two payloads for the same domain in one profile. */
export function checkSingleSettings(context: LintContext): readonly RawFinding[] {
  return SETTINGS_DOMAINS.flatMap((domain) => {
    const same = context.profile.settings.filter((settings) => settings.domain === domain);
    return same.slice(1).map(({ settings, payload }) =>
      findingOf("several-defender-payloads", {
        severity: "error",
        span: typeSpan(payload ?? settings),
        what: `A second payload for ${domain} stands in the profile`,
        why:
          "macOS merges them in an order nobody controls, so that settings of one are lost, fully or in part",
        remedy: "Move its settings into the first payload and remove the second",
      })
    );
  });
}

function typeSpan(payload: LintContext["profile"]["root"]): { readonly start: number; readonly end: number } {
  const type = entryOf(payload, "PayloadType");
  return type !== null && stringOf(type.value) !== null ? type.value.span : payload.span;
}

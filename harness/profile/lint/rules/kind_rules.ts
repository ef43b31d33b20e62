// Rules about the file as a whole: right form for the tool, right name, a payload for the agent in it.
import type { RawFinding } from "../../words/finding.ts";
import { findingOf, type LintContext } from "../lint_context.ts";
import { findKnownKey } from "../../keys/known_keys.ts";
import { type ProfileForm, SETTINGS_DOMAINS } from "../../read/profile_form.ts";
import { entryOf, stringOf } from "../../words/profile_node.ts";
import type { Tool } from "../../words/tool.ts";
import { baseNameOf } from "../../words/tool.ts";

const FORM_OF_TOOL: Readonly<Record<Tool, ProfileForm>> = {
  "intune": "mobileconfig",
  "generic-mdm": "mobileconfig",
  "jamf": "preferences",
  "linux": "managed-json",
};
const FORM_WORDS: Readonly<Record<ProfileForm, string>> = {
  "mobileconfig": "a full configuration profile (Intune form, with PayloadContent)",
  "preferences": "a bare preference domain (Jamf form, settings at the root)",
  "managed-json": "a managed configuration in JSON (Linux form)",
};
const TOOL_WORDS: Readonly<Record<Tool, string>> = {
  "intune": "Intune",
  "generic-mdm": "An MDM server",
  "jamf": "Jamf Pro",
  "linux": "The agent on Linux",
};

/** `wrong-kind`: the form is not the one the tool, or else the file name, asks for. */
export function checkKind(context: LintContext): readonly RawFinding[] {
  const { form, root } = context.profile;
  const name = baseNameOf(context.source.name);
  const wanted = context.tool === null ? formOfName(name) : FORM_OF_TOOL[context.tool];
  if (wanted === null || wanted === form) return [];
  const asker = context.tool === null ? `The name "${name}"` : TOOL_WORDS[context.tool];
  const span = form === "mobileconfig"
    ? root.entries.find(({ key }) => key === "PayloadContent")?.keySpan
    : root.span;
  return [findingOf("wrong-kind", {
    severity: "error",
    span: span ?? root.span,
    what: `${asker} asks for ${FORM_WORDS[wanted]}, but this is ${FORM_WORDS[form]}`,
    why: "The tool refuses the other form, or delivers it and the agent finds no settings in it",
    remedy: kindRemedy(wanted, form),
  })];
}

function kindRemedy(wanted: ProfileForm, form: ProfileForm): string {
  if (form === "mobileconfig" && wanted === "preferences") {
    return 'For Jamf, make the file with "profile generate --for jamf" (the settings without the Payload keys); for Intune or another MDM, keep the content and name it .mobileconfig';
  }
  if (wanted === "mobileconfig") {
    return 'For Intune or another MDM, make the file with "profile generate --for intune"; for Jamf, keep the content and name it .plist';
  }
  return `Make the file with "profile generate --for ${wanted === "managed-json" ? "linux" : "jamf"}"`;
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
  if (source.name === "<stdin>") return [];
  const name = baseNameOf(source.name);
  // Content or name, one of them is wrong: `wrong-kind` says so once, with both ways out.
  if (tool === null && checkKind(context).length > 0) return [];
  const fault = nameFault(name, tool ?? toolOfForm(profile.form));
  if (fault === null) return [];
  return [
    findingOf("wrong-file-name", { severity: "warning", what: `The file is named "${name}"`, ...fault }),
  ];
}

function toolOfForm(form: ProfileForm): Tool {
  return form === "mobileconfig" ? "intune" : form === "preferences" ? "jamf" : "linux";
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
    case "intune":
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

/** `no-defender-payload`: a full profile without a payload the agent reads. */
export function checkHasSettings(context: LintContext): readonly RawFinding[] {
  const { form, settings, root } = context.profile;
  if (form === "mobileconfig" && settings.length > 0) return [];
  const known = root.entries.some(({ key }) => findKnownKey(key) !== null);
  if (form !== "mobileconfig" && (known || root.entries.length === 0)) {
    return root.entries.length === 0 ? [noSettings("error", "The file holds no setting")] : [];
  }
  if (form !== "mobileconfig") return [];
  return [noSettings("info", "No payload is for com.microsoft.wdav")];
}

function noSettings(severity: "error" | "info", what: string): RawFinding {
  return findingOf("no-defender-payload", {
    severity,
    what,
    why:
      "The agent reads its managed settings from the domain com.microsoft.wdav only; there is nothing here it would follow",
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

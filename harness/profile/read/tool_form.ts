// Which form each management tool takes, in the words of findings.
import type { Tool } from "../words/tool.ts";
import type { ProfileForm } from "./profile_form.ts";

/** The form a tool takes. */
export const FORM_OF_TOOL: Readonly<Record<Tool, ProfileForm>> = {
  "intune": "mobileconfig",
  "generic-mdm": "mobileconfig",
  "kandji": "mobileconfig",
  "workspace-one": "payload",
  "jamf": "preferences",
  "linux": "managed-json",
};

/** A tool that takes a form, for `--for`. */
export const TOOL_OF_FORM: Readonly<Record<ProfileForm, Tool>> = {
  "mobileconfig": "intune",
  "payload": "workspace-one",
  "preferences": "jamf",
  "managed-json": "linux",
};

/** What a form is called. */
export const FORM_WORDS: Readonly<Record<ProfileForm, string>> = {
  "mobileconfig": "a full configuration profile (Intune form)",
  "payload": "one payload alone (Workspace ONE form)",
  "preferences": "a bare preference domain (Jamf form)",
  "managed-json": "a managed configuration in JSON (Linux form)",
};

// Adds settings to a profile that exists, and leaves every other byte of it as it is. There must never be two profiles
// for com.microsoft.wdav, so merging is the rule and a new file the exception.
import { HarnessError } from "../../model/harness_error.ts";
import { editText, mergeSettings } from "./edit_profile.ts";
import { type GeneratedProfile } from "./generate_profile.ts";
import { type InterpretedProfile, interpretProfile, type ProfileForm } from "../read/profile_form.ts";
import { settingsFor, type SettingsRequest } from "./profile_settings.ts";
import { NO_PLIST } from "../read/plist_tree.ts";
import { type ProfileFile, readProfile } from "../read/read_profile.ts";
import { applyEdits } from "./apply_edits.ts";
import { writePlistXml } from "./write_plist_xml.ts";
import { recognizeDocument } from "../read/recognize_document.ts";
import { FORM_OF_TOOL, FORM_WORDS, TOOL_OF_FORM } from "../read/tool_form.ts";
import { baseNameOf } from "../words/tool.ts";

/**
 * Merges settings into a profile. A binary property list comes back as XML.
 *
 * @throws HarnessError `profile/not-mergeable`, and what reading and {@linkcode settingsFor} throw.
 */
export async function mergeProfile(file: ProfileFile, request: SettingsRequest): Promise<GeneratedProfile> {
  const settings = settingsFor(request);
  const source = await readProfile(file);
  if (source.signed) {
    throw refusal(
      file,
      "it is signed, and a change would break the signature",
      "Give the unsigned original, and sign the result again",
    );
  }
  if (source.insideExport !== null) {
    throw refusal(
      file,
      `it is ${source.insideExport.origin}, which no tool takes back as a profile`,
      `Give the profile itself (${source.insideExport.fileName ?? "the one inside"})`,
    );
  }
  const profile = source.root === null ? null : interpretProfile(source.root, source.format);
  const other = recognizeDocument(source, profile);
  if (other !== null) {
    throw refusal(file, `it is no Defender configuration, but ${other.title}`, other.remedy);
  }
  const isTorn = source.findings.some(({ what }) => what !== NO_PLIST || request.tool !== "workspace-one");
  if (source.broken !== null || isTorn) throw refusal(file, "it is not well-formed");
  if (source.format === "binary" && source.root !== null) {
    // Offsets are needed for edits, so the same tree is first written out as text.
    const text = writePlistXml(source.root);
    return await mergeProfile({ name: file.name, bytes: new TextEncoder().encode(text) }, request);
  }
  if (profile === null || source.text === null) throw refusal(file, "its outermost value is no dictionary");
  if (!source.isUtf8) {
    throw refusal(
      file,
      "it is not saved as UTF-8",
      "Save it as UTF-8 in a plain text editor, and merge that",
    );
  }
  const target = settingsTarget(file, profile, FORM_OF_TOOL[request.tool]);
  const editable = editText(source.text, source.format === "json" ? "json" : "xml");
  return {
    fileName: file.name === "<stdin>" ? "merged profile" : baseNameOf(file.name),
    text: applyEdits(source.text, mergeSettings(editable, target, settings)),
  };
}

function settingsTarget(
  file: ProfileFile,
  profile: InterpretedProfile,
  wanted: ProfileForm,
): InterpretedProfile["root"] {
  const isExportOfJamf = wanted === "preferences" && profile.form === "mobileconfig" &&
    profile.settings.every(({ payload, settings }) => payload !== settings) && profile.settings.length > 0;
  if (profile.form !== wanted && !isExportOfJamf) {
    throw refusal(
      file,
      `it is ${FORM_WORDS[profile.form]}, and --for asks for ${FORM_WORDS[wanted]}`,
      `Give --for ${TOOL_OF_FORM[profile.form]}, or the profile that the tool has now`,
    );
  }
  const targets = profile.settings.filter(({ domain }) => domain === "com.microsoft.wdav");
  const [first, second] = targets;
  if (first === undefined) {
    throw refusal(
      file,
      "it has no payload for com.microsoft.wdav",
      "Leave out --merge, and deploy a profile of its own beside this one",
    );
  }
  if (second !== undefined) throw refusal(file, "it has two payloads for com.microsoft.wdav");
  for (const [section, value] of first.settings.entries.map((entry) => [entry.key, entry.value] as const)) {
    const isSection = ["antivirusEngine", "features", "cloudService", "tamperProtection"].includes(section);
    if (isSection && value.kind !== "dict") {
      throw refusal(file, `"${section}" in it is a ${value.kind}, not a dictionary`);
    }
  }
  return first.settings;
}

function refusal(
  file: ProfileFile,
  why: string,
  hint = `Run "profile lint ${file.name} --fix", mend what it says, and merge the mended copy`,
): HarnessError {
  return new HarnessError("profile/not-mergeable", `Cannot merge settings into "${file.name}": ${why}`, {
    hint,
  });
}

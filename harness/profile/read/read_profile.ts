// Bytes of a file → what can be read of it: format, text, tree, or the place where it breaks. The meaning of the tree is
// `profile_form.ts`.
import { HarnessError } from "../../model/harness_error.ts";
import { decodeText, isUtf16 } from "./decode_text.ts";
import type { RawFinding } from "../words/finding.ts";
import { MAX_PROFILE_BYTES, tooLarge } from "../words/limits.ts";
import type { ProfileNode } from "../words/profile_node.ts";
import { readBinaryPlist } from "./read_binary_plist.ts";
import { nameContent, type NamedContent } from "./name_content.ts";
import { type ExportedProfile, openExport } from "./open_export.ts";
import { readJson } from "./read_json.ts";
import { readPlistXml } from "./read_plist_xml.ts";
import { looksSigned, unwrapSigned } from "./unwrap_signed.ts";

/** A profile file. `name` is as the user gave it; `<stdin>` for standard input. */
export interface ProfileFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a file turned out to be. */
export interface ReadProfile {
  readonly name: string;
  readonly format: "xml" | "binary" | "json";
  readonly signed: boolean;
  /** The export that the profile lies inside, whose content all else is about; null for none. */
  readonly insideExport: Omit<ExportedProfile, "bytes"> | null;
  /** Null for binary. For a signed or exported profile the text inside. */
  readonly text: string | null;
  /** The text is UTF-8, so that a mended copy can be written. */
  readonly isUtf8: boolean;
  /** Null when the text is broken or holds no value. */
  readonly root: ProfileNode | null;
  /** Breaches of the property list form. */
  readonly findings: readonly RawFinding[];
  /** Where the text breaks its format's own rules; the parser's words. */
  readonly broken: { readonly offset: number; readonly message: string } | null;
}

/**
 * Reads a profile in any format.
 *
 * @throws HarnessError `profile/…` when the file cannot be judged: too large, hostile, damaged, or no profile at all.
 */
export async function readProfile(file: ProfileFile): Promise<ReadProfile> {
  const { name, bytes } = file;
  if (bytes.byteLength > MAX_PROFILE_BYTES) throw tooLarge(name, bytes.byteLength);
  if (looksSigned(bytes)) {
    const inner = await readProfile({ name, bytes: await unwrapSigned(bytes, name) });
    return { ...inner, signed: true };
  }
  const exported = openExport(bytes);
  if (exported !== null) {
    const { bytes: content, ...around } = exported;
    const inner = await readProfile({ name, bytes: content });
    return { ...inner, insideExport: inner.insideExport ?? around };
  }
  if (startsWith(bytes, "bplist")) {
    const root = readBinaryPlist(bytes, name);
    return {
      name,
      format: "binary",
      signed: false,
      insideExport: null,
      text: null,
      isUtf8: false,
      root,
      findings: [],
      broken: null,
    };
  }
  return readText(file);
}

function readText({ name, bytes }: ProfileFile): ReadProfile {
  const named = nameContent(bytes);
  if (named !== null) throw notAProfile(name, named);
  const isBinary = bytes.subarray(0, 4096).includes(0) && !isUtf16(bytes);
  if (isBinary) throw notAProfile(name, { title: "binary data of an unknown kind" });
  const { text, isUtf8 } = decodeText(bytes, name);
  const format = textFormat(text);
  if (format === null) {
    throw notAProfile(name, { title: text.trim() === "" ? "empty" : "neither XML nor JSON" });
  }
  const base = { name, format, signed: false, insideExport: null, text, isUtf8 };
  if (format === "json") {
    const reading = readJson(text, name);
    return reading.kind === "read"
      ? { ...base, root: reading.root, findings: [], broken: null }
      : { ...base, root: null, findings: [], broken: reading };
  }
  const reading = readPlistXml(text, name);
  if (reading.kind === "read") {
    return { ...base, root: reading.root, findings: reading.findings, broken: null };
  }
  const alone = /^\s*<key>/.test(text) ? readPlistXml(text, name, "nothing") : reading;
  return alone.kind === "read"
    ? { ...base, root: alone.root, findings: [keysAlone(text), ...alone.findings], broken: null }
    : { ...base, root: null, findings: [], broken: reading.at };
}

/** What Intune calls a preference file: right there, and broken everywhere else. */
function keysAlone(text: string): RawFinding {
  const start = text.indexOf("<key>");
  return {
    rule: "not-a-property-list",
    severity: "warning",
    span: { start, end: start + 5 },
    path: null,
    what: "The file holds keys alone, without <plist> and <dict> around them",
    why: 'Only what Intune calls a "Preference file" is given so; everything else refuses it as a whole',
    remedy: 'Put <plist version="1.0"><dict> before and </dict></plist> after them for any other use',
    edits: [],
  };
}

function textFormat(text: string): "xml" | "json" | null {
  const first = /\S/.exec(text)?.[0];
  if (first === "<") return "xml";
  if (first === "{" || first === "[") return "json";
  // Something stands in front of the profile: its own rule says so, better than "not a profile".
  if (/<\?xml|<plist|<dict/.test(text)) return "xml";
  if (/["\u201c\u201d]\w+["\u201c\u201d]\s*:/.test(text)) return "json";
  return null;
}

const WANTED = "Give a .mobileconfig, a property list (XML or binary) or mdatp_managed.json";

function startsWith(bytes: Uint8Array, ascii: string): boolean {
  return [...ascii].every((character, i) => bytes[i] === character.charCodeAt(0));
}

function notAProfile(name: string, { title, hint = WANTED }: Partial<NamedContent>): HarnessError {
  return new HarnessError("profile/not-a-profile", `Cannot read "${name}" as a profile: it is ${title}`, {
    hint,
  });
}

// What a management tool's interface gives of a profile → the profile inside: base64 or text in JSON, or XML with its
// marks escaped (Microsoft Graph, macOSCustomConfiguration and macOSCustomAppConfiguration, 2026; Jamf Pro, Classic API,
// osxconfigurationprofiles, 2026; Kandji API, custom profiles, 2026). Such a thing copied out alone is opened as well.
import { firstSigns } from "../words/first_signs.ts";
import { decodeText } from "./decode_text.ts";

/** The profile inside something else. */
export interface ExportedProfile {
  /** What it was in; continues "the file is". */
  readonly origin: string;
  /** As the export names it; null where it does not. */
  readonly fileName: string | null;
  /** Whether the tool is given the keys alone, under whatever name. */
  readonly isPreferenceFile: boolean;
  /** Whether the tool delivers it to users and not to the device. */
  readonly isForUser: boolean;
  readonly bytes: Uint8Array;
}

type Holder = Readonly<Record<string, unknown>>;

/** Deeper or later than this nobody's interface puts a profile. */
const MAX_DEPTH = 5;
const MAX_HOLDERS = 1_000;

/** The one profile inside, null for anything else: also for exports that hold none, or several for the agent. */
export function openExport(bytes: Uint8Array): ExportedProfile | null {
  // Most profiles are XML or JSON without any of this, and looking closer takes time.
  const start = firstSigns(bytes, 512).replaceAll("\0", "");
  if (/^[^<{[]*<(?:\?xml[^<]*<)?(?:!DOCTYPE plist|plist|dict)\b/.test(start) || start.startsWith("bplist")) {
    return null;
  }
  const isJson = /^[^\w<&]*[{[]/.test(start);
  if (isJson) return openJson(textOf(bytes));
  if (/<os_x_configuration_profile>|<mac_os_x_configuration_profile>/.test(start)) {
    const escaped = /<payloads>([^<]*)<\/payloads>/.exec(textOf(bytes))?.[1] ?? "";
    return opened("an export of Jamf Pro", null, encode(unescapeMarks(escaped)));
  }
  if (/^[^\w<]*&lt;(?:\?xml|plist|dict|!DOCTYPE plist)/.test(start)) {
    const origin = 'the source of a web page, with "&lt;" for "<"';
    return opened(origin, null, encode(unescapeMarks(textOf(bytes))));
  }
  if (!/^\s*[A-Za-z0-9+/]{24}/.test(start)) return null;
  const inner = fromBase64(textOf(bytes));
  return inner === null || !looksLikeProfile(inner) ? null : opened("text in base64", null, inner);
}

function openJson(text: string): ExportedProfile | null {
  if (!/"(?:payload|configurationXml|payloads|profile)"\s*:\s*"/.test(text)) return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const inside = holdersIn(json).flatMap((holder) => openHolder(holder) ?? []);
  const ours = inside.filter(({ bytes }) => inside.length === 1 || mentionsAgent(bytes));
  return ours.length === 1 ? ours[0] ?? null : null;
}

/** Objects that may be a policy, nearest to the root first. */
function holdersIn(json: unknown): readonly Holder[] {
  const holders: Holder[] = [];
  let level: readonly unknown[] = [json];
  for (let depth = 0; depth < MAX_DEPTH && holders.length < MAX_HOLDERS; depth++) {
    holders.push(...level.filter(isRecord));
    level = level.flatMap((value) =>
      Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : []
    ).slice(0, MAX_HOLDERS);
  }
  return holders;
}

function openHolder(holder: Holder): ExportedProfile | null {
  const { payload, configurationXml, payloadFileName, fileName, payloads, profile } = holder;
  const name = [payloadFileName, fileName].find((text) => typeof text === "string" && text !== "");
  const named = typeof name === "string" ? name : null;
  if (isPlistText(payloads)) return opened("an export of Jamf Pro", null, encode(payloads));
  if (isPlistText(profile)) return opened("an export of Kandji (Iru)", null, encode(profile));
  const graph = "an export of Microsoft Graph";
  if (isFilled(payload)) {
    const inner = fromBase64(payload);
    const isForUser = holder["deploymentChannel"] === "userChannel";
    return inner === null ? null : { ...opened(graph, named, inner), isForUser };
  }
  const inner = isFilled(configurationXml) ? fromBase64(configurationXml) : null;
  return inner === null ? null : { ...opened(graph, named, asPropertyList(inner)), isPreferenceFile: true };
}

function opened(origin: string, fileName: string | null, bytes: Uint8Array): ExportedProfile {
  return { origin, fileName, isPreferenceFile: false, isForUser: false, bytes };
}

function isRecord(value: unknown): value is Holder {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isFilled(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isPlistText(value: unknown): value is string {
  return typeof value === "string" && /^\s*<(?:\?xml|!DOCTYPE plist|plist|dict)/.test(value);
}

function looksLikeProfile(bytes: Uint8Array): boolean {
  return /^(?:\ufeff|\xef\xbb\xbf)?\s*(?:<\?xml|<plist|<dict|<key>|\{|bplist)/.test(
    firstSigns(bytes, 64),
  );
}

function mentionsAgent(bytes: Uint8Array): boolean {
  return textOf(bytes).includes("com.microsoft.wdav");
}

function fromBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.fromBase64(text.replace(/\s+/g, "").replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return null;
  }
}

const MARKS: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

function unescapeMarks(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (all, name: string) => MARKS[name] ?? all);
}

/** A preference file is uploaded as the keys alone; what stands around them is added on their first and last line. */
function asPropertyList(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(bytes);
  if (!text.trimStart().startsWith("<key>")) return bytes;
  return encode(`<plist version="1.0"><dict>${text}</dict></plist>`);
}

/** What cannot be decoded is no export; why not, the reader says. */
function textOf(bytes: Uint8Array): string {
  try {
    return decodeText(bytes, "").text;
  } catch {
    return "";
  }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

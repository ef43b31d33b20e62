// An Intune policy as Microsoft Graph exports it → the profile that lies inside as base64: `payload` of a custom
// configuration, `configurationXml` of a preference file (Microsoft Graph, macOSCustomConfiguration and
// macOSCustomAppConfiguration, 2026).

/** The profile inside an export. */
export interface GraphExport {
  /** As the export names it. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** The profile inside, null for anything else: also for exports of policies that hold none. */
export function openGraphExport(bytes: Uint8Array, fileName: string): GraphExport | null {
  // Most profiles are XML, and their first mark tells.
  if (bytes.subarray(0, 64).includes(0x3c) && !bytes.subarray(0, 64).includes(0x7b)) return null;
  const text = new TextDecoder().decode(bytes);
  if (!/^\s*[{[]/.test(text) || !/"(?:payload|configurationXml)"\s*:/.test(text)) return null;
  let policy: unknown;
  try {
    policy = onlyPolicy(JSON.parse(text));
  } catch {
    return null;
  }
  if (!isRecord(policy)) return null;
  const { payload, configurationXml, payloadFileName, fileName: preferenceFile } = policy;
  const encoded = typeof payload === "string" ? payload : configurationXml;
  if (typeof encoded !== "string") return null;
  const inner = fromBase64(encoded);
  if (inner === null) return null;
  const named = [payloadFileName, preferenceFile].find((name) => typeof name === "string" && name !== "");
  return {
    fileName: typeof named === "string" ? named : fileName,
    bytes: typeof payload === "string" ? inner : asPropertyList(inner),
  };
}

/** Lists of one (`value` of an answer, or a bare list) are opened as well. */
function onlyPolicy(json: unknown): unknown {
  const list = isRecord(json) && Array.isArray(json["value"]) ? json["value"] : json;
  return Array.isArray(list) ? (list.length === 1 ? list[0] : null) : list;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fromBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.fromBase64(text.replace(/\s+/g, "").replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return null;
  }
}

/** A preference file is uploaded as the keys alone; what stands around them is added on their first and last line. */
function asPropertyList(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(bytes);
  if (!text.trimStart().startsWith("<key>")) return bytes;
  return new TextEncoder().encode(`<plist version="1.0"><dict>${text}</dict></plist>`);
}

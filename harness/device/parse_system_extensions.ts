// `systemextensionsctl list` of macOS. The agent needs two system extensions; macOS says whether they are active.
import { type AgentAnswerKind, quote, readAgentLines, unreadable } from "./agent_text.ts";

const KIND: AgentAnswerKind = {
  code: "parse/input-unreadable",
  what: "the list of system extensions",
  command: "systemextensionsctl list",
};

/** One system extension as listed. */
export interface SystemExtension {
  readonly enabled: boolean;
  readonly active: boolean;
  readonly teamId: string;
  readonly bundleId: string;
  /** Version and build as printed: `101.26062.0009/101.26062.0009`. */
  readonly version: string;
  readonly name: string;
  /** `activated enabled`, `activated waiting for user`, … */
  readonly state: string;
}

/**
 * Parses the list, tab separated as macOS prints it or with the blanks of a paste.
 *
 * @throws HarnessError `parse/input-unreadable` when it is something else, or shorter than its first line says.
 */
export function parseSystemExtensions(input: string | Uint8Array): readonly SystemExtension[] {
  const { lines } = readAgentLines(input, KIND);
  const count = /^\s{0,20}(\d{1,4}) extension\(s\)/.exec(lines[0] ?? "")?.[1];
  const extensions: SystemExtension[] = [];
  for (const line of lines) {
    const extension = extensionOf(line);
    if (extension !== null) extensions.push(extension);
    else if (!isHeading(line)) throw unreadable(KIND, `the line ${quote(line)} is no part of it, or was cut`);
  }
  if (count === undefined && extensions.length === 0) throw unreadable(KIND, "no extension is in it");
  if (count !== undefined && Number(count) !== extensions.length) {
    throw unreadable(KIND, `it says ${count} extensions, but has ${extensions.length}, so it was cut`);
  }
  return extensions;
}

function extensionOf(line: string): SystemExtension | null {
  if (line.length > 2000) return null;
  const stateAt = line.lastIndexOf("[");
  if (stateAt < 0 || !line.trimEnd().endsWith("]")) return null;
  const match = /^([*\s]{0,20})([A-Z0-9]{10})\s+(\S{1,200})\s\(([^)]{1,100})\)/.exec(line);
  if (match === null) return null;
  const [whole, stars = "", teamId = "", bundleId = "", version = ""] = match;
  return {
    ...starsOf(stars),
    teamId,
    bundleId,
    version,
    name: line.slice(whole.length, stateAt).trim(),
    state: line.trimEnd().slice(stateAt + 1, -1),
  };
}

/** Two columns, "enabled" and "active"; without tabs, a single star stands in the second one. */
function starsOf(stars: string): Pick<SystemExtension, "enabled" | "active"> {
  if (stars.includes("\t")) {
    const [enabled = "", active = ""] = stars.split("\t");
    return { enabled: enabled.includes("*"), active: active.includes("*") };
  }
  const count = stars.split("*").length - 1;
  return { enabled: count >= 2, active: count >= 1 };
}

function isHeading(line: string): boolean {
  const text = line.trim();
  return /^\d{1,4} extension\(s\)/.test(text) || text.startsWith("---") ||
    text.startsWith("com.apple.system_extension.") || /^enabled\s+active\s+teamID\s/.test(text);
}

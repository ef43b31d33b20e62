// `systemextensionsctl list` of macOS: a heading for each category, and below it a line for each extension, in columns
// that are parted by tabs, or by blanks where somebody has pasted them.
import { type AgentAnswerKind, quote, readAgentLines, unreadable } from "../agent_text.ts";

const KIND: AgentAnswerKind = {
  code: "agent/output-unreadable",
  what: "the list of system extensions",
  command: "systemextensionsctl list",
};

/** One system extension. */
export interface SystemExtension {
  /** `endpoint_security`, `network_extension`, …; null when no heading stands above. */
  readonly category: string | null;
  readonly enabled: boolean;
  readonly active: boolean;
  readonly teamId: string;
  readonly bundleId: string;
  /** Short version and build as printed: `101.26062.0009/101.26062.0009`. */
  readonly version: string;
  readonly name: string;
  /** As printed, without brackets: `activated enabled`. */
  readonly state: string;
}

const CATEGORY = /^(?:---\s)?com\.apple\.system_extension\.([\w.]{1,80})(?:\s|$)/;
const EXTENSION =
  /^\s{0,8}?(\*?)[\t ]\s{0,8}?(\*?)\s{1,8}([A-Z0-9]{10})\s{1,8}([\w.-]{1,200}) \(([^)]{1,100})\)\s{1,40}(.{0,200}?)\s{1,40}\[([^\]]{1,80})\]\s*$/;
const HEADING = /^enabled\s+active\s+teamID/;
const COUNT = /^(\d{1,4}) extension\(s\)$/;

/**
 * Parses the list.
 *
 * @throws HarnessError `agent/output-unreadable` when it is something else, or lines of it are missing.
 */
export function parseSystemExtensions(input: string | Uint8Array): readonly SystemExtension[] {
  const { lines, elided } = readAgentLines(input, KIND);
  if (elided) throw unreadable(KIND, 'a line "..." stands for extensions that were left out');
  const extensions: SystemExtension[] = [];
  let category: string | null = null;
  let announced: number | null = null;
  for (const line of lines) {
    const short = line.slice(0, 1000);
    const plain = short.trim();
    const extension = EXTENSION.exec(short);
    const heading = CATEGORY.exec(plain)?.[1];
    const count = COUNT.exec(plain)?.[1];
    if (extension !== null) extensions.push(extensionOf(extension, category));
    else if (heading !== undefined) category = heading;
    else if (count !== undefined) announced = Number(count);
    else if (!HEADING.test(plain)) throw unreadable(KIND, `the line ${quote(line)} is no part of the list`);
  }
  if (announced !== null && announced !== extensions.length) {
    throw unreadable(KIND, `it announces ${announced} extensions and has ${extensions.length}`);
  }
  if (announced === null && extensions.length === 0) throw unreadable(KIND, "no extension is in it");
  return extensions;
}

function extensionOf(found: RegExpExecArray, category: string | null): SystemExtension {
  const [, enabled, active, teamId = "", bundleId = "", version = "", name = "", state = ""] = found;
  return {
    category,
    enabled: enabled === "*",
    active: active === "*",
    teamId,
    bundleId,
    version,
    name,
    state,
  };
}

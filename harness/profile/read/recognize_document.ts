// What a file is that is no configuration of the agent, so that nobody is advised to change the settings of something
// else.
import { closestName } from "../keys/closest_name.ts";
import { KNOWN_KEYS, lastNameOf } from "../keys/known_keys.ts";
import type { DictNode, ProfileNode, Span } from "../words/profile_node.ts";
import { holdsAgentSection, isStorageKey } from "./agent_section.ts";
import { OTHER_DOCUMENTS, OTHER_REMEDY, type OtherDocument } from "./other_documents.ts";
import { PLIST_ELEMENTS } from "./plist_tree.ts";
import type { InterpretedProfile } from "./profile_form.ts";
import { readJson } from "./read_json.ts";
import type { ReadProfile } from "./read_profile.ts";

/** A document of another kind, with its place; null for binary ones. */
export interface FoundDocument extends OtherDocument {
  readonly span: Span | null;
}

/** What a file is instead of a profile, well-formed or not; null when some of it may be meant for the agent. */
export function recognizeDocument(
  source: Pick<ReadProfile, "format" | "text" | "root" | "broken" | "name">,
  profile: InterpretedProfile | null,
): FoundDocument | null {
  const { format, text, root, broken, name } = source;
  const markup = format === "xml" && text !== null ? recognizeMarkup(text) : null;
  if (markup !== null) return markup;
  if (profile !== null) {
    const { form, root: dict } = profile;
    return form === "preferences" || form === "managed-json" ? recognizeDict(dict) : null;
  }
  if (root?.kind === "array") return recognizeList(root.items);
  // What breaks JSON's rules by a comment may still be told from a profile, and its mend is nobody's business here.
  const relaxed = format === "json" && text !== null && broken !== null
    ? readJson(text, name, "relaxed")
    : null;
  return relaxed?.kind === "read" && relaxed.root.kind === "dict" ? recognizeDict(relaxed.root) : null;
}

/** A list is no configuration; one around the agent's settings is a slip, and no other document. */
function recognizeList(items: readonly ProfileNode[]): FoundDocument | null {
  const [first] = items;
  if (first?.kind === "dict") return recognizeDict(first);
  if (first === undefined) return null;
  const title = `a list of ${items.length === 1 ? "one value" : `${items.length} values`}`;
  return { title, severity: "warning", remedy: OTHER_REMEDY, span: first.span };
}

function recognizeDict(root: DictNode): FoundDocument | null {
  const keys = root.entries.map(({ key }) => key).filter((key) => !isStorageKey(key));
  if (keys.length === 0 || holdsAgentSection(root)) return null;
  const { span } = root;
  const other = OTHER_DOCUMENTS.find(({ matches }) => matches(root));
  if (other !== undefined) {
    return { title: other.title, severity: other.severity, remedy: other.remedy, span };
  }
  if (keys.slice(0, MAX_GUESSES).some(isNearlyKnown)) return null;
  const title = keys.length === 1
    ? `something else: its key ("${keys[0]}") is no setting of the agent's`
    : `something else: none of its ${keys.length} keys ("${keys[0]}" …) is a setting of the agent's`;
  return { title, severity: "warning", remedy: OTHER_REMEDY, span };
}

/** Looking for what was meant takes time, and a profile has a dozen sections. */
const MAX_GUESSES = 100;
const SECTIONS = KNOWN_KEYS.filter(({ path }) => !path.includes(".")).map(({ path }) => path);
const NAMES: ReadonlySet<string> = new Set(KNOWN_KEYS.map(({ path }) => lastNameOf(path)));
/** Names that anything may have. */
const COMMON: ReadonlySet<string> = new Set([
  "enabled",
  "exclusions",
  "features",
  "key",
  "name",
  "path",
  "policy",
  "proxy",
  "tags",
  "value",
  "interval",
  "type",
]);

function isNearlyKnown(key: string): boolean {
  return !COMMON.has(key) && (NAMES.has(key) || closestName(key, SECTIONS) !== null);
}

/** Elements of the vendor's device control policies for Windows. */
const WINDOWS_POLICY = /^(?:Groups?|PolicyGroups?|PolicyRules?)$/;

/** What markup is instead of a property list, told by its outermost element; null for one, and for what may be one. */
function recognizeMarkup(text: string): FoundDocument | null {
  // The first tag of most is <plist>, and looking further takes time.
  if (/^[^<]*(?:<[?!][^<>]*>[^<]*)*<(?:plist|dict)\b/.test(text.slice(0, 1_000))) return null;
  const first = /<(?:!doctype\s+)?([A-Za-z][\w:.-]*)/i.exec(
    text.slice(0, 20_000).replace(/<!--[\s\S]*?-->|<!DOCTYPE\s+plist/gi, blanks),
  );
  const name = first?.[1] ?? "";
  if (first === null || PLIST_ELEMENTS.has(name.toLowerCase())) return null;
  const span = { start: first.index, end: first.index + 1 };
  if (/^(?:html|head|body|meta|script)$/i.test(name)) {
    return {
      title: "a web page and not the file that it shows",
      severity: "error",
      remedy: 'Download the file itself: on GitHub with "Raw" or "Download raw file"',
      span,
    };
  }
  // One slip in the name of the outermost element is a slip, not another document.
  if (closestName(name, [...PLIST_ELEMENTS]) !== null || /<(?:plist|dict)\b/i.test(text)) return null;
  if (name === "Error") {
    return {
      title: "an error message of a server in place of the file",
      severity: "error",
      remedy: "Fetch the file itself again",
      span,
    };
  }
  return WINDOWS_POLICY.test(name)
    ? { title: "a device control policy for Windows", severity: "info", remedy: OTHER_REMEDY, span }
    : {
      title: `XML of another kind: its outermost element is <${name}>`,
      severity: "warning",
      remedy: OTHER_REMEDY,
      span,
    };
}

function blanks(text: string): string {
  return " ".repeat(text.length);
}

// What an exclusion says that can match no file: the wrong field for its type, a path that is none on this system.
import type { RawFinding } from "../../words/finding.ts";
import { type DictNode, entryOf, type ProfileNode, stringOf } from "../../words/profile_node.ts";
import { findingOf } from "../lint_context.ts";
import { holdsPlaceholder } from "./written_value_rules.ts";

const FIELDS: Readonly<Record<string, "path" | "name" | "extension">> = {
  excludedPath: "path",
  excludedFileName: "name",
  excludedFileExtension: "extension",
};

const TYPES = `Write "$type" as one of ${Object.keys(FIELDS).map((name) => `"${name}"`).join(", ")}`;

/** The field that the type of an exclusion reads; undefined for a type that is none. */
export function fieldOf(item: DictNode): "path" | "name" | "extension" | undefined {
  return FIELDS[stringOf(entryOf(item, "$type")?.value) ?? ""];
}

/** `exclusion-matches-nothing`. */
export function checkUselessExclusion(item: DictNode, path: string): readonly RawFinding[] {
  const fault = faultOf(item);
  if (fault === null) return [];
  return [findingOf("exclusion-matches-nothing", {
    severity: "warning",
    span: fault.node.span,
    path,
    what: fault.what,
    why:
      "The agent compares exclusions with real paths and names as they are written, so that this one excludes nothing",
    remedy: fault.remedy,
  })];
}

interface Fault {
  readonly node: ProfileNode;
  readonly what: string;
  readonly remedy: string;
}

function faultOf(item: DictNode): Fault | null {
  const type = entryOf(item, "$type")?.value ?? null;
  if (type === null) return { node: item, what: "An exclusion has no $type", remedy: TYPES };
  const field = fieldOf(item);
  // A type that is none has a finding of its own.
  if (field === undefined) return null;
  const node = entryOf(item, field)?.value ?? null;
  if (node === null) {
    return {
      node: item,
      what: `An exclusion of type "${stringOf(type)}" has no "${field}"`,
      remedy: `Add "${field}", or give the type that fits what is there`,
    };
  }
  const text = stringOf(node);
  // A placeholder has a finding of its own.
  return text === null || holdsPlaceholder(text) ? null : textFault(text, node, field);
}

function textFault(text: string, node: ProfileNode, field: "path" | "name" | "extension"): Fault | null {
  const fault = (what: string, remedy: string): Fault => ({
    node,
    what: `The exclusion "${text}" ${what}`,
    remedy,
  });
  if (text.trim() === "") return fault("is empty", "Write what is to be excluded, or remove it");
  if (text !== text.trim()) return fault("has blanks around it", `Write "${text.trim()}"`);
  if (/^["'\u2018-\u201f].*["'\u2018-\u201f]$/.test(text)) {
    return fault("has quotes around it", "Write it without them: they would be part of the name");
  }
  if (/^[A-Za-z]:[\\/]|\\|^%\w+%/.test(text)) {
    return fault("is a path of Windows", "Write a path of this system, from / on");
  }
  if (field === "extension") {
    return /[/\s]/.test(text)
      ? fault("is no file extension", 'Write the extension alone, like "test"')
      : null;
  }
  // What a management tool fills in ($SERIALNUMBER) looks like a variable, but has no brackets.
  if (/^~|\$(?:[{(]|(?:HOME|USER|LOGNAME|PWD|TMPDIR)\b)/.test(text)) {
    return fault(
      "counts on a shell that fills it in",
      'Write the path in full, with "*" for the user ("/Users/*/…")',
    );
  }
  if (field !== "path") return null;
  return /^[/*?]/.test(text) ? null : fault("is a relative path", "Write the path from / on");
}

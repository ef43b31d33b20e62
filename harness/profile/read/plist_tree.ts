// Builds the tree of a property list from its tags, and reports where the tags are no property list: a value
// without a key, an element that does not exist, a number that is none.
import type { RawFinding } from "../words/finding.ts";
import type { DictEntry, ProfileNode, Span } from "../words/profile_node.ts";

/** Takes tags in document order; XML's own rules are already kept. */
export interface PlistTree {
  open(name: string, span: Span, selfClosing: boolean): void;
  close(span: Span): void;
  addText(chunk: string): void;
  finish(): { readonly root: ProfileNode | null; readonly findings: readonly RawFinding[] };
}

interface Frame {
  readonly name: string;
  readonly openTag: Span;
  readonly selfClosing: boolean;
  text: string;
  readonly entries: DictEntry[];
  readonly items: ProfileNode[];
  pendingKey: { readonly key: string; readonly span: Span } | null;
}

/** Elements that hold other elements. */
const CONTAINERS: ReadonlySet<string> = new Set(["plist", "dict", "array"]);
/** All elements a property list may have (PropertyList-1.0.dtd). */
export const PLIST_ELEMENTS: ReadonlySet<string> = new Set(
  ["plist", "dict", "array", "key", "string", "integer", "real", "true", "false", "date", "data"],
);

/** What is said of values without a `<plist>` around them. */
export const NO_PLIST = "There is no <plist> around the values";

/** Starts an empty tree. */
export function openPlistTree(): PlistTree {
  const frames: Frame[] = [];
  const findings: RawFinding[] = [];
  let root: ProfileNode | null = null;
  let sawPlist = false;
  const report = (span: Span, what: string, remedy: string) => findings.push(structure(span, what, remedy));

  function attach(node: ProfileNode): void {
    const parent = frames.at(-1);
    if (parent === undefined) return;
    if (parent.name === "array") parent.items.push(node);
    else if (parent.name === "dict") attachToDict(parent, node);
    else if (parent.name === "plist" && root === null) root = node;
    else if (parent.name === "plist") {
      report(node.span, "A second value stands beside the first", "Keep one <dict> in <plist>");
    }
  }

  function attachToDict(parent: Frame, value: ProfileNode): void {
    const pending = parent.pendingKey;
    if (pending === null) {
      report(
        value.span,
        `A <${tagOf(value)}> stands in a <dict> without a <key> before it`,
        "Put its <key> in front of it, or remove it",
      );
      return;
    }
    parent.pendingKey = null;
    const { key, span: keySpan } = pending;
    parent.entries.push({ key, keySpan, value, span: { start: keySpan.start, end: value.span.end } });
  }

  function acceptKey(frame: Frame, span: Span): void {
    const parent = frames.at(-1);
    if (parent?.name !== "dict") {
      report(
        span,
        `<key>${frame.text}</key> stands outside a <dict>`,
        "Move it into the <dict> it belongs to",
      );
      return;
    }
    if (parent.pendingKey !== null) reportKeyWithoutValue(parent.pendingKey);
    parent.pendingKey = { key: frame.text, span };
  }

  function reportKeyWithoutValue({ key, span }: { readonly key: string; readonly span: Span }): void {
    report(span, `Key "${key}" has no value`, `Put a value after <key>${key}</key>, or remove the key`);
  }

  function rejectLooseText(frame: Frame, span: Span): void {
    const loose = frame.text.trim();
    if (loose === "") return;
    report(
      span,
      `Text "${loose.slice(0, 40)}" stands loose in <${frame.name}>`,
      "Put the text into <key> or <string>, or remove it",
    );
  }

  return {
    open(name, span, selfClosing) {
      if (!PLIST_ELEMENTS.has(name)) {
        report(span, `<${name}> is no element of a property list`, elementRemedy(name));
      }
      const parent = frames.at(-1);
      if (parent === undefined && name === "plist") sawPlist = true;
      if (parent !== undefined && !CONTAINERS.has(parent.name)) {
        report(span, `<${name}> stands inside <${parent.name}>`, `Close <${parent.name}> before it`);
      }
      frames.push({ name, openTag: span, selfClosing, text: "", entries: [], items: [], pendingKey: null });
    },
    addText(chunk) {
      const frame = frames.at(-1);
      if (frame !== undefined) frame.text += chunk;
    },
    close(closeTag) {
      const frame = frames.pop();
      if (frame === undefined) return;
      const span = { start: frame.openTag.start, end: closeTag.end };
      if (CONTAINERS.has(frame.name)) rejectLooseText(frame, span);
      if (frame.pendingKey !== null) reportKeyWithoutValue(frame.pendingKey);
      if (frame.name === "key") acceptKey(frame, span);
      else if (frame.name !== "plist") {
        const node = toNode(frame, span, closeTag, report);
        if (frames.length === 0) root = node;
        else attach(node);
      }
    },
    finish() {
      if (!sawPlist) {
        report(
          root?.span ?? { start: 0, end: 0 },
          NO_PLIST,
          'Put <plist version="1.0"> before and </plist> after them',
        );
      } else if (root === null) {
        report({ start: 0, end: 0 }, "<plist> is empty", "Put one <dict> with the settings into it");
      }
      return { root, findings };
    },
  };
}

type Report = (span: Span, what: string, remedy: string) => void;

function toNode(frame: Frame, span: Span, closeTag: Span, report: Report): ProfileNode {
  const text = frame.text;
  switch (frame.name) {
    case "dict": {
      const inner = frame.selfClosing ? null : { start: frame.openTag.end, end: closeTag.start };
      return { kind: "dict", span, inner, entries: frame.entries };
    }
    case "array":
      return { kind: "array", span, items: frame.items };
    case "true":
    case "false":
      return { kind: "boolean", span, value: frame.name === "true" };
    case "integer":
      if (!/^\s*[+-]?(?:\d+|0x[0-9a-f]+)\s*$/i.test(text)) {
        report(span, `<integer> holds "${text}", which is no whole number`, "Write digits only");
      }
      return { kind: "integer", span, value: Number(text) };
    case "real":
      if (text.trim() === "" || Number.isNaN(Number(text))) {
        report(span, `<real> holds "${text}", which is no number`, "Write a number");
      }
      return { kind: "real", span, value: Number(text) };
    case "date":
      if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text.trim())) {
        report(span, `<date> holds "${text}", which is no date`, "Write it like 2026-01-31T00:00:00Z");
      }
      return { kind: "date", span, value: text.trim() };
    case "data":
      return { kind: "data", span, value: text.replace(/\s+/g, "") };
    default:
      return { kind: "string", span, value: text };
  }
}

function tagOf(node: ProfileNode): string {
  return node.kind === "boolean" ? String(node.value) : node.kind;
}

function elementRemedy(name: string): string {
  const known = [...PLIST_ELEMENTS].find((element) => element === name.toLowerCase());
  if (known !== undefined) return `Write <${known}>: names of elements are in small letters`;
  if (/^(?:bool|boolean)$/i.test(name)) return "Write <true/> or <false/>";
  if (/^(?:int|number)$/i.test(name)) return "Write <integer>";
  if (/^(?:str|text)$/i.test(name)) return "Write <string>";
  if (/^(?:list)$/i.test(name)) return "Write <array>";
  return "Use dict, array, key, string, integer, real, true, false, date or data";
}

function structure(span: Span, what: string, remedy: string): RawFinding {
  return {
    rule: "not-a-property-list",
    severity: "error",
    span,
    path: null,
    what,
    why: "A file that is XML but no property list is refused as a whole, by the management tool or by macOS",
    remedy,
    edits: [],
  };
}

// Rules about values of the agent's settings: right type, a value the agent takes, no typographic quotes.
import { replaceValue } from "../../write/edit_profile.ts";
import type { RawFinding } from "../../words/finding.ts";
import { KEY_TABLE_DATE, type KnownKey, valuesOn } from "../../keys/known_key.ts";
import { editsFor, findingOf, type LintContext } from "../lint_context.ts";
import type { PlainValue, ProfileNode } from "../../words/profile_node.ts";
import type { MetSetting } from "./settings_walk.ts";

const QUOTES = /[\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb]/;
const QUOTES_AROUND = /^[\s"'\u2018-\u201f\u00ab\u00bb]+|[\s"'\u2018-\u201f\u00ab\u00bb]+$/g;

/** `typographic-quotes`, `boolean-not-string`, `wrong-type`, `invalid-value`. */
export function* checkValues(context: LintContext): Iterable<RawFinding> {
  for (const met of context.met) {
    const quotes = checkQuotes(context, met);
    yield* quotes;
    if (quotes.length > 0 || met.known === null) continue;
    if (met.node.kind !== met.known.type) yield wrongType(context, met, met.known);
    else yield* checkRange(context, met, met.known);
  }
}

function checkQuotes(context: LintContext, met: MetSetting): readonly RawFinding[] {
  const { node, entry } = met;
  const inKey = entry !== null && QUOTES.test(entry.key);
  const value = node.kind === "string" ? node.value : "";
  if (!inKey && !QUOTES.test(value)) return [];
  const stripped = value.replace(QUOTES_AROUND, "");
  // Inside free text an apostrophe is right; around a value, or in a word the agent compares, it is not.
  const inValue = QUOTES.test(value) &&
    (met.known?.values !== null || (stripped !== value && QUOTES.test(value[0] ?? "")));
  if (!inKey && !inValue) return [];
  const certain = !inKey && met.known?.values?.includes(stripped) === true;
  return [findingOf("typographic-quotes", {
    severity: "error",
    span: inKey ? entry.keySpan : node.span,
    path: met.path,
    what: inKey
      ? `Key "${entry.key}" holds typographic quotes`
      : `The value ${value} of "${met.path}" has typographic quotes`,
    why:
      "A word processor or web page put them there; they are part of the text, and the agent knows no such word",
    remedy: inKey ? "Write the key without them" : `Write ${show(stripped, context)} without them`,
    edits: certain ? editsFor(context, (text) => replaceValue(text, node, stripped)) : [],
  })];
}

function wrongType(context: LintContext, met: MetSetting, known: KnownKey): RawFinding {
  const { node } = met;
  const isSwitch = known.type === "string" && known.values?.includes("enabled") === true;
  const meant = meantValue(node, known);
  const wanted = isSwitch ? `the text "enabled" or "disabled"` : `a value of type ${known.type}`;
  return findingOf(isSwitch && node.kind === "boolean" ? "boolean-not-string" : "wrong-type", {
    // Where the vendor's own samples have both, nobody knows that one of them is dropped.
    severity: isAttested(node, known) ? "warning" : "error",
    span: node.span,
    path: met.path,
    what: isAttested(node, known)
      ? `"${met.path}" is ${describe(node)}; our table of ${KEY_TABLE_DATE} has ${wanted}`
      : `"${met.path}" is ${describe(node)}, wanted is ${wanted}`,
    why:
      "The agent drops a value of another type, and may reject the configuration as a whole, without an error anywhere",
    remedy: `Write ${meant === null ? wanted : show(meant, context)}`,
    edits: meant === null || isAttested(node, known)
      ? []
      : editsFor(context, (text) => replaceValue(text, node, meant)),
  });
}

/** In a type that samples of the vendor have it in, like a list that was once a dictionary. */
function isAttested(node: ProfileNode, known: KnownKey): boolean {
  return node.kind === known.alsoWritten || (node.kind === "dict" && known.type === "array") ||
    (node.kind === "array" && known.type === "dict");
}

/** The value of the right type that was certainly meant, or null. */
function meantValue(node: ProfileNode, known: KnownKey): PlainValue {
  if (known.type === "string" && node.kind === "boolean" && known.values?.includes("enabled") === true) {
    return node.value ? "enabled" : "disabled";
  }
  if (node.kind !== "string") return null;
  const word = node.value.replace(QUOTES_AROUND, "");
  if (known.type === "boolean" && /^(?:true|false)$/i.test(word)) return word.toLowerCase() === "true";
  if (known.type === "integer" && /^\d{1,9}$/.test(word)) return Number(word);
  return null;
}

function checkRange(context: LintContext, met: MetSetting, known: KnownKey): readonly RawFinding[] {
  const { node } = met;
  const taken = valuesOn(context.platform, known);
  if (node.kind === "string" && taken !== null && !taken.includes(node.value)) {
    const folded = node.value.replace(QUOTES_AROUND, "").toLowerCase();
    const meant = taken.find((value) => value.toLowerCase() === folded) ?? switchMeant(folded, known);
    const values = taken.map((value) => `"${value}"`).join(", ");
    // Another spelling of a known word is no newer value; any other word may be one.
    return [findingOf("invalid-value", {
      severity: meant === undefined ? "warning" : "error",
      span: node.span,
      path: met.path,
      what: meant === undefined
        ? `"${met.path}" is "${node.value}", which is not in our table of ${KEY_TABLE_DATE}`
        : `"${met.path}" is "${node.value}", wanted is "${meant}"`,
      why:
        "The agent drops a value it does not know, and may reject the configuration as a whole, without an error anywhere",
      remedy: meant === undefined
        ? `Look it up in the vendor's list of preferences; the table has ${values}`
        : `Write ${show(meant, context)}`,
      edits: meant === undefined ? [] : editsFor(context, (text) => replaceValue(text, node, meant)),
    })];
  }
  if (node.kind !== "integer" || known.range === null) return [];
  const [least, most] = known.range;
  if (node.value >= least && node.value <= most) return [];
  return [findingOf("invalid-value", {
    severity: "warning",
    span: node.span,
    path: met.path,
    what: `"${met.path}" is ${node.value}; our table of ${KEY_TABLE_DATE} has ${least} to ${most}`,
    why: "The agent need not take a value out of the range that the vendor gives",
    remedy:
      `Write a number from ${least} to ${most}, or look up the range in the vendor's list of preferences`,
  })];
}

/** `true`, `on`, `1` written as a text where a switch word belongs. */
function switchMeant(folded: string, known: KnownKey): string | undefined {
  if (
    known.values?.includes("enabled") !== true || !known.values.includes("disabled") ||
    known.values.length !== 2
  ) return undefined;
  if (["true", "on", "yes", "1", "enable"].includes(folded)) return "enabled";
  if (["false", "off", "no", "0", "disable"].includes(folded)) return "disabled";
  return undefined;
}

function describe(node: ProfileNode): string {
  switch (node.kind) {
    case "boolean":
    case "integer":
    case "real":
      return `the ${node.kind} ${node.value}`;
    case "string":
      return `the text "${node.value}"`;
    case "null":
      return "null";
    case "array":
      return "an array";
    case "dict":
    case "date":
    case "data":
      return `a ${node.kind}`;
  }
}

function show(value: PlainValue, context: LintContext): string {
  if (context.profile.form === "managed-json") return JSON.stringify(value);
  if (typeof value === "boolean") return `<${value}/>`;
  if (typeof value === "number") return `<integer>${value}</integer>`;
  return `<string>${String(value)}</string>`;
}

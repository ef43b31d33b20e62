// Rules about texts that an example left behind, and addresses that lead nowhere: the agent takes them as they are written.
import type { RawFinding } from "../../words/finding.ts";
import { findingOf, type LintContext } from "../lint_context.ts";
import type { MetSetting } from "./settings_walk.ts";

/**
 * What documents and templates put where a value belongs: `<EXAMPLE DO NOT USE>`, `<your proxy>`, `{{ tag }}`, `proxy:port`,
 * `/path/to/folder`.
 * Names that a management tool fills in (`$SERIALNUMBER`, `%HostName%`) are none. Lengths are bounded, so that a long text
 * costs no more than its length.
 */
const PLACEHOLDER =
  /<(?=[^<>\n]{0,80}[A-Za-z])[^<>\n]{1,80}>|\bEXAMPLE DO NOT USE\b|\{\{[^{}\n]{0,80}\}\}|\bxxxxxxxx-xxxx-|:port\b|\b(?:CHANGE|REPLACE)[_ -]?ME\b|\bYOUR[_-][A-Z]+|\b__[A-Z][A-Z0-9_]{0,40}__\b|\/path\/to\/|\bTODO\b|\bINSERT[_ -][A-Z]+/;

/** Whether a text is what an example left behind. */
export function holdsPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}

const ADDRESS_KEYS: ReadonlySet<string> = new Set([
  "cloudService.proxy",
  "antivirusEngine.offlineDefinitionUpdateUrl",
]);

/** `placeholder-left`, `address-without-scheme`. */
export function* checkWrittenValues(context: LintContext): Iterable<RawFinding> {
  for (const met of context.met) {
    // Device control has a language of its own in one text.
    if (met.node.kind !== "string" || met.path === "deviceControl.policy") continue;
    const finding = checkPlaceholder(met, met.node.value) ?? checkAddress(met, met.node.value);
    if (finding !== null) yield finding;
  }
}

function checkPlaceholder(met: MetSetting, value: string): RawFinding | null {
  const found = PLACEHOLDER.exec(value);
  if (found === null) return null;
  return findingOf("placeholder-left", {
    severity: "warning",
    span: met.node.span,
    path: met.path,
    what: `"${value}" of "${met.path}" holds the placeholder "${found[0]}"`,
    why: "The agent takes the text as it is written, so that it names nothing on any device",
    remedy: "Put the value that is meant there, or remove the setting",
  });
}

function checkAddress(met: MetSetting, value: string): RawFinding | null {
  if (!ADDRESS_KEYS.has(met.path) || value.trim() === "") return null;
  const hasScheme = /^https?:\/\/[^\s/]/i.test(value);
  if (hasScheme && URL.canParse(value)) return null;
  return findingOf("address-without-scheme", {
    severity: "warning",
    span: met.node.span,
    path: met.path,
    what: hasScheme
      ? `"${value}" of "${met.path}" is no address: its host or port is none`
      : `"${value}" of "${met.path}" does not begin with http:// or https://`,
    why:
      "The vendor documents it as a whole address, scheme included; whether the agent takes less is not said",
    remedy: 'Write it in full, like "http://proxy.example.com:8080/"',
  });
}

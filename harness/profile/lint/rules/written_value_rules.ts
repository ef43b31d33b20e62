// Rules about texts that an example left behind, and addresses that lead nowhere: the agent takes them as they are written.
import type { RawFinding } from "../../words/finding.ts";
import { findingOf, type LintContext } from "../lint_context.ts";
import { type MetSetting, walkSettings } from "./settings_walk.ts";

/**
 * What documents and templates put where a value belongs: `<EXAMPLE DO NOT USE>`, `<your proxy>`, `{{ tag }}`, `proxy:port`.
 * Names that a management tool fills in (`$SERIALNUMBER`, `%HostName%`) are none. Lengths are bounded, so that a long text
 * costs no more than its length.
 */
const PLACEHOLDER =
  /<(?=[^<>\n]{0,80}[A-Za-z])[^<>\n]{1,80}>|\bEXAMPLE DO NOT USE\b|\{\{[^{}\n]{0,80}\}\}|\bxxxxxxxx-xxxx-|:port\b|\b(?:CHANGE|REPLACE)[_ -]?ME\b|\bYOUR[_-][A-Z]+/;
/** Whether a text is what an example left behind. */
export function holdsPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}

const ADDRESS_KEYS: ReadonlySet<string> = new Set([
  "cloudService.proxy",
  "antivirusEngine.offlineDefinitionUpdateUrl",
]);

/** `placeholder-left`. A policy of its own language (device control) is none of these texts. */
export function checkPlaceholders(context: LintContext): readonly RawFinding[] {
  return textsOf(context).flatMap(({ met, value }) => {
    const found = met.path === "deviceControl.policy" ? null : PLACEHOLDER.exec(value);
    if (found === null) return [];
    return [findingOf("placeholder-left", {
      severity: "warning",
      span: met.node.span,
      path: met.path,
      what: `"${value}" of "${met.path}" holds the placeholder "${found[0]}"`,
      why: "The agent takes the text as it is written, so that it names nothing on any device",
      remedy: "Put the value that is meant there, or remove the setting",
    })];
  });
}

/** `address-without-scheme`. */
export function checkAddresses(context: LintContext): readonly RawFinding[] {
  return textsOf(context).flatMap(({ met, value }) => {
    if (!ADDRESS_KEYS.has(met.path) || value.trim() === "" || PLACEHOLDER.test(value)) return [];
    if (/^https?:\/\/[^\s/]/i.test(value)) return [];
    return [findingOf("address-without-scheme", {
      severity: "warning",
      span: met.node.span,
      path: met.path,
      what: `"${value}" of "${met.path}" does not begin with http:// or https://`,
      why:
        "The vendor documents it as a whole address, scheme included; whether the agent takes less is not said",
      remedy: 'Write it in full, like "http://proxy.example.com:8080/"',
    })];
  });
}

function textsOf(context: LintContext): readonly { readonly met: MetSetting; readonly value: string }[] {
  return walkSettings(context).flatMap((met) =>
    met.node.kind === "string" ? [{ met, value: met.node.value }] : []
  );
}

// How each known key of `mdatp health` is understood. A value that does not fit gives null, never a guess.
import type { OnOff } from "../model/on_off.ts";
import type { Managed } from "../model/health.ts";
import type { Fact } from "./agent_facts.ts";
import { parseEpoch, parseLongDate } from "./agent_time.ts";

/** A fact with the key and the value as printed, for `other`. */
export interface HealthFact extends Fact {
  readonly printedKey: string;
  readonly printed: unknown;
}

/** Readers of the known keys, by their name in the text form. */
export const HEALTH_FIELDS = {
  healthy: booleanOf,
  health_issues: listOf,
  licensed: (fact: Fact): boolean | null => booleanOf(withoutNote(fact, /^[\w -]*\bplan [12]\b[\w -]*$/i)),
  org_id: wordOf,
  machine_guid: wordOf,
  edr_machine_id: wordOf,
  app_version: wordOf,
  engine_version: wordOf,
  release_ring: wordOf,
  product_expiration: timeOf,
  behavior_monitoring: (fact: Fact): Managed<OnOff> | null => {
    const state = toOnOff(fact.value);
    return state === null ? null : { value: state, managed: fact.managed };
  },
  real_time_protection_enabled: managedBooleanOf,
  real_time_protection_available: booleanOf,
  cloud_enabled: managedBooleanOf,
  passive_mode_enabled: managedBooleanOf,
  full_disk_access_enabled: booleanOf,
  antivirus_enforcement_level: managedWordOf,
  enforcement_level: managedWordOf,
  tamper_protection: managedWordOf,
  troubleshooting_mode: booleanOf,
  definitions_status: (fact: Fact): string | null => wordOf(withoutNote(fact, /^v?[\d.]+$/)),
  definitions_updated_minutes_ago: (fact: Fact): number | null =>
    typeof fact.value === "number" && fact.value >= 0 ? fact.value : null,
  conflicting_applications: listOf,
  managed_by: wordOf,
} as const;

/** The table of readers. */
export type HealthFields = typeof HEALTH_FIELDS;

/** State of a switch in all spellings that agents print: words, booleans, `1` and `0`. Null for anything else. */
export function toOnOff(value: unknown): OnOff | null {
  if (value === "enabled" || value === true || value === 1 || value === "1") return "enabled";
  if (value === "disabled" || value === false || value === 0 || value === "0") return "disabled";
  return null;
}

function booleanOf({ value }: Fact): boolean | null {
  if (typeof value === "boolean") return value;
  if (value === 1 || value === "1" || value === "true") return true;
  if (value === 0 || value === "0" || value === "false") return false;
  return null;
}

/**
 * People add notes in parentheses: `true (Plan 2)`, `up_to_date (v1.453.214.0)`. One that is not `known` may take back
 * what stands before it, as in `true (expired)`, and stays part of it.
 */
function withoutNote(fact: Fact, known: RegExp): Fact {
  const [, word, note = ""] = typeof fact.value === "string"
    ? /^(\w{1,40}) \(([^()]{0,80})\)$/.exec(fact.value) ?? []
    : [];
  return word === undefined || !known.test(note) ? fact : { ...fact, value: word };
}

function managedBooleanOf(fact: Fact): Managed<boolean> | null {
  const value = booleanOf(fact);
  return value === null ? null : { value, managed: fact.managed };
}

function wordOf({ value }: Fact): string | null {
  return typeof value === "string" && value !== "" && !/^unavailable$/i.test(value) ? value : null;
}

function managedWordOf(fact: Fact): Managed<string> | null {
  const value = wordOf(fact);
  return value === null ? null : { value, managed: fact.managed };
}

function listOf({ value }: Fact): readonly string[] | null {
  if (!Array.isArray(value)) return null;
  return value.map((item) => typeof item === "string" ? item : JSON.stringify(item));
}

function timeOf({ value }: Fact): string | null {
  return typeof value === "string" || typeof value === "number"
    ? parseEpoch(value) ?? parseLongDate(String(value))
    : null;
}

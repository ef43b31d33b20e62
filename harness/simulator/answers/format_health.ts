// Writes health the way the agent does: a padded table with quoted strings, one bare value, or one line of JSON.
import { longDate } from "./agent_time.ts";
import type { OutputTraits } from "../profiles/device_profile.ts";
import type { HealthEntry, HealthValue } from "./health_entries.ts";

const KEY_WIDTH = 44;

/** The table, one line each. */
export function formatHealthTable(
  entries: readonly HealthEntry[],
  booleans: OutputTraits["booleans"],
): string {
  return entries.map((entry) => `${entry.key.padEnd(KEY_WIDTH)}: ${formatHealthValue(entry, booleans)}\n`)
    .join("");
}

/** One value as the table prints it, with `[managed]` behind it when a policy set it. */
export function formatHealthValue(
  { value, managed }: HealthEntry,
  booleans: OutputTraits["booleans"],
): string {
  return `${printed(value, booleans)}${managed === true ? " [managed]" : ""}`;
}

/** One line of JSON, keys sorted, settings as objects, times as texts of epoch milliseconds. */
export function formatHealthJson(entries: readonly HealthEntry[]): string {
  const pairs = entries.map((entry): [string, unknown] => [camelCase(entry.key), jsonEntry(entry)]);
  pairs.sort(([one], [other]) => one < other ? -1 : 1);
  return `${JSON.stringify({ $type: "getHealthAllResult", ...Object.fromEntries(pairs) })}\n`;
}

function printed(value: HealthValue, booleans: OutputTraits["booleans"]): string {
  if (typeof value === "boolean") return booleans === "words" ? String(value) : value ? "1" : "0";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return `"${value}"`;
  if (value instanceof Date) return longDate(value);
  if ("bare" in value) return value.bare;
  if ("state" in value) return `"${value.state}"`;
  return JSON.stringify(value);
}

function jsonEntry({ value, managed }: HealthEntry): unknown {
  const plain = jsonValue(value);
  return managed === null ? plain : { displayValue: true, isManaged: managed, value: plain };
}

function jsonValue(value: HealthValue): unknown {
  if (value instanceof Date) return String(value.getTime());
  if (typeof value !== "object") return value;
  if ("bare" in value) return value.bare;
  if ("state" in value) return { $type: camelCase(value.state) };
  return value;
}

function camelCase(snake: string): string {
  return snake.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

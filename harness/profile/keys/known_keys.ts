// The one table of known keys, and look-ups in it. Generation, linting and the reference in the README share it.
import { ANTIVIRUS_KEYS } from "./known_antivirus_keys.ts";
import { FEATURE_KEYS } from "./known_feature_keys.ts";
import type { Platform } from "../../model/platform.ts";
import { joinKeys, type KnownKey } from "./known_key.ts";
import { readSchemaKeys } from "./schema_key.ts";
import { SCHEMA_ROWS } from "./schema_keys.ts";

/** All known keys of `com.microsoft.wdav` (macOS) and `mdatp_managed.json` (Linux), by path. */
export const KNOWN_KEYS: readonly KnownKey[] = joinTables();

const BY_PATH: ReadonlyMap<string, KnownKey> = new Map(KNOWN_KEYS.map((row) => [row.path, row]));

/** The vendor's schema, what documents say of its keys, and the keys that only documents have. */
function joinTables(): readonly KnownKey[] {
  const documented = new Map([...ANTIVIRUS_KEYS, ...FEATURE_KEYS].map((row) => [row.path, row]));
  const schema = readSchemaKeys(SCHEMA_ROWS);
  const inSchema = new Set(schema.map(({ path }) => path));
  return [
    ...schema.map((key) => joinKeys(key, documented.get(key.path) ?? null)),
    ...[...documented.values()].filter(({ path }) => !inSchema.has(path)),
  ].toSorted((a, b) => a.path < b.path ? -1 : 1);
}

/** The row for a path such as `antivirusEngine.exclusions[].path`, or null. */
export function findKnownKey(path: string): KnownKey | null {
  return BY_PATH.get(path) ?? null;
}

/** The last name of a path; `[]` for an item of a list. */
export function lastNameOf(path: string): string {
  return path.endsWith("[]") ? "[]" : path.slice(path.lastIndexOf(".") + 1);
}

/** The path without its last name; empty at the top. */
export function parentPathOf(path: string): string {
  if (path.endsWith("[]")) return path.slice(0, -2);
  const dot = path.lastIndexOf(".");
  return dot === -1 ? "" : path.slice(0, dot);
}

/** Rows whose last name is this one, on a platform; items of lists are left out. */
export function keysNamed(name: string, platform: Platform): readonly KnownKey[] {
  return KNOWN_KEYS.filter((row) =>
    lastNameOf(row.path) === name && row.platforms.includes(platform) && !row.path.includes("[]")
  );
}

/** Rows that stand directly below a path, on a platform. */
export function keysBelow(parent: string, platform: Platform): readonly KnownKey[] {
  return KNOWN_KEYS.filter((row) =>
    parentPathOf(row.path) === parent && row.platforms.includes(platform) && !row.path.endsWith("[]")
  );
}

// The form of one row of the table of known keys, and the documents the rows come from.
import type { Platform } from "../../model/platform.ts";

/** Documents the table is made from, each with its date or version. */
export const KEY_SOURCES = {
  "mac-preferences": {
    title: "Set preferences for Microsoft Defender for Endpoint on macOS",
    date: "2026-09-18",
  },
  "behavior-monitor-macos": {
    title: "Behavior monitoring in Microsoft Defender Antivirus on macOS",
    date: "2026-09-17",
  },
  "behavior-monitor-preview": { title: "Behavior monitoring on macOS, preview text", date: "2024-05-08" },
  "schema": { title: "com.microsoft.wdav preference schema, version 101.25102.0001", date: "2026-01" },
  "linux-preferences": {
    title: "Set preferences for Microsoft Defender for Endpoint on Linux",
    date: "2024-07-09",
  },
  "linux-sample": { title: "mdatp_managed.json sample of the vendor's mdatp-xplat repository", date: "2026" },
} as const;

/** One of {@linkcode KEY_SOURCES}. */
export type KeySource = keyof typeof KEY_SOURCES;

/** A value when nothing sets the key; what differs says so instead of a value. */
export type KeyDefault =
  | string
  | number
  | boolean
  | { readonly darwin: string | boolean; readonly linux: string | boolean }
  | "differs between tenants"
  | null;

/** What is known of one key of `com.microsoft.wdav` or `mdatp_managed.json`. */
export interface KnownKey {
  /** Dotted; `[]` stands for any item of a list. */
  readonly path: string;
  readonly type: "string" | "boolean" | "integer" | "dict" | "array";
  /** The only values taken, for strings. */
  readonly values: readonly string[] | null;
  /** Smallest and largest value, both included, for integers. */
  readonly range: readonly [number, number] | null;
  readonly platforms: readonly Platform[];
  /** First agent version that takes the key; null where no document says. */
  readonly since: string | null;
  readonly default: KeyDefault;
  readonly source: KeySource;
}

/** What a row may say beyond path and type. */
export interface KeyDetails {
  readonly values?: readonly string[];
  readonly range?: readonly [number, number];
  readonly platforms?: readonly Platform[];
  readonly since?: string;
  readonly default?: KeyDefault;
  readonly source?: KeySource;
}

/** Fills a row. Without `source` the row is from the schema; without `platforms` it is for macOS. */
export function knownKey(path: string, type: KnownKey["type"], details: KeyDetails = {}): KnownKey {
  return {
    path,
    type,
    values: details.values ?? null,
    range: details.range ?? null,
    platforms: details.platforms ?? ["darwin"],
    since: details.since ?? null,
    default: details.default ?? null,
    source: details.source ?? "schema",
  };
}

/** The two words of every switch that is a string. */
export const SWITCH_VALUES = ["enabled", "disabled"] as const;

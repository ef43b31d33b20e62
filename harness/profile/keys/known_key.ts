// The form of one row of the table of known keys, and the documents the rows come from.
import type { Platform } from "../../model/platform.ts";
import type { SchemaKey } from "./schema_key.ts";
import { SCHEMA_VERSION } from "./schema_keys.ts";

/** The day on which the table was last compared with its sources; the vendor may have added to them since. */
export const KEY_TABLE_DATE = "2026-11-25";

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
  "schema": { title: `com.microsoft.wdav preference schema, version ${SCHEMA_VERSION}`, date: "2026-01" },
  "linux-preferences": {
    title: "Set preferences for Microsoft Defender for Endpoint on Linux",
    date: "2026",
  },
  "mac-schedule-scan": {
    title: "Schedule scans with Microsoft Defender for Endpoint on macOS",
    date: "2023 to 2026",
  },
  "device-control-samples": {
    title: "samples of the vendor's mdatp-devicecontrol repository, macOS/mobileconfig",
    date: "2021 to 2023",
  },
  "mac-preview": { title: "Microsoft Defender for Endpoint on macOS, preview features", date: "2019" },
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
  readonly type: SchemaKey["type"];
  /** Another type that documents of the vendor write it in; null for none. */
  readonly alsoWritten: SchemaKey["type"] | null;
  /** The values that sources name, for strings; null for any text. */
  readonly values: readonly string[] | null;
  /** Values that only Linux has besides. */
  readonly linuxValues: readonly string[];
  /** Smallest and largest value, both included, for integers. */
  readonly range: readonly [number, number] | null;
  readonly platforms: readonly Platform[];
  /** First agent version that takes the key; null where no document says. */
  readonly since: string | null;
  readonly default: KeyDefault;
  readonly source: KeySource;
  /** Why the key belongs to an earlier time, as the end of a sentence; null for a current one. */
  readonly legacy: string | null;
}

/** What a row may say beyond path and type. */
export interface KeyDetails {
  readonly alsoWritten?: SchemaKey["type"];
  readonly values?: readonly string[];
  readonly linuxValues?: readonly string[];
  readonly range?: readonly [number, number];
  readonly platforms?: readonly Platform[];
  readonly since?: string;
  readonly default?: KeyDefault;
  readonly source?: KeySource;
  readonly legacy?: string;
}

/** Fills a row. Without `source` the row is from the schema; without `platforms` it is for macOS. */
export function knownKey(path: string, type: KnownKey["type"], details: KeyDetails = {}): KnownKey {
  return {
    path,
    type,
    alsoWritten: details.alsoWritten ?? null,
    values: details.values ?? null,
    linuxValues: details.linuxValues ?? [],
    range: details.range ?? null,
    platforms: details.platforms ?? ["darwin"],
    since: details.since ?? null,
    default: details.default ?? null,
    source: details.source ?? "schema",
    legacy: details.legacy ?? null,
  };
}

/** A row of the schema with what a document says beyond it; a document's word on a date or default is the better one. */
export function joinKeys(schema: SchemaKey, documented: KnownKey | null): KnownKey {
  const { path, type, values, range, since, until } = schema;
  const gone = until === null ? null : `the vendor's schema had it up to ${until}`;
  return {
    path,
    type,
    alsoWritten: documented?.alsoWritten ?? null,
    values: values === null ? null : [...new Set([...values, ...documented?.values ?? []])],
    linuxValues: documented?.linuxValues ?? [],
    range,
    platforms: documented?.platforms ?? ["darwin"],
    since: documented?.since ?? since,
    default: documented?.default ?? schema.default,
    source: documented?.source ?? "schema",
    legacy: documented === null ? gone : documented.legacy,
  };
}

/** The values that sources name for a system; null for any text. */
export function valuesOn(platform: Platform, { values, linuxValues }: KnownKey): readonly string[] | null {
  return platform === "linux" && values !== null ? [...values, ...linuxValues] : values;
}

/** The two words of every switch that is a string. */
export const SWITCH_VALUES = ["enabled", "disabled"] as const;

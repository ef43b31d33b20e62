// Rules about the profile around the settings: required keys, their values, identity and scope.
import { renameKey } from "../../write/edit_profile.ts";
import type { RawFinding } from "../../words/finding.ts";
import { closestName } from "../../keys/closest_name.ts";
import { editsFor, findingOf, type LintContext } from "../lint_context.ts";
import {
  findPayloadKey,
  isPayloadKey,
  OTHER_PROFILE_KEYS,
  PAYLOAD_KEYS,
  type PayloadLevel,
} from "../../keys/payload_keys.ts";
import { SETTINGS_DOMAINS } from "../../read/profile_form.ts";
import {
  type DictEntry,
  type DictNode,
  entryOf,
  type ProfileNode,
  stringOf,
} from "../../words/profile_node.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** The profile and each of its payloads, with the level they stand at. */
export function levelsOf(
  context: LintContext,
): readonly { readonly level: PayloadLevel; readonly dict: DictNode }[] {
  const { form, root, payloads } = context.profile;
  if (form === "payload") return [{ level: "payload", dict: root }];
  if (form !== "mobileconfig") return [];
  return [{ level: "profile", dict: root }, ...payloads.map((dict) => ({ level: "payload", dict }) as const)];
}

/** `missing-payload-key`. */
export function checkPayloadKeysPresent(context: LintContext): Iterable<RawFinding> {
  return levelsOf(context).values().flatMap(({ level, dict }) =>
    PAYLOAD_KEYS.flatMap((key) => {
      const severity = key.missing[level];
      if (severity === undefined || !key.levels.includes(level) || entryOf(dict, key.name) !== null) {
        return [];
      }
      if (key.name === "PayloadContent" && level === "payload") return [];
      if (key.name === "PayloadContent" && entryOf(dict, "EncryptedPayloadContent") !== null) return [];
      return [findingOf("missing-payload-key", {
        severity,
        span: { start: dict.span.start, end: dict.span.start },
        path: key.name,
        what: `The ${level} has no ${key.name}`,
        why: key.why.charAt(0).toUpperCase() + key.why.slice(1),
        remedy: `Add ${key.name} (${wordsOf(key.type)}) to the ${level}`,
      })];
    })
  );
}

function wordsOf(type: string): string {
  return type === "any" ? "an array" : type === "integer" || type === "array" ? `an ${type}` : `a ${type}`;
}

/** `wrong-payload-value`, and `misspelled-key` and `wrong-level` for payload keys. */
export function checkPayloadKeyValues(context: LintContext): Iterable<RawFinding> {
  return levelsOf(context).values().flatMap(({ level, dict }) =>
    dict.entries.values().flatMap((entry): readonly RawFinding[] => {
      if (!isPayloadKey(entry.key)) return level === "profile" ? checkForeignKey(entry) : [];
      const known = findPayloadKey(entry.key);
      if (known === null) return [unknownPayloadKey(context, entry, dict)];
      if (!known.levels.includes(level)) return [misplacedPayloadKey(entry, level)];
      const fault = valueFault(entry, level);
      if (fault === null) return [];
      return [findingOf("wrong-payload-value", {
        severity: fault.severity ?? "error",
        span: entry.value.span,
        path: entry.key,
        what: fault.what,
        why: fault.why ??
          (fault.severity === undefined
            ? "macOS or the management tool refuses the profile"
            : "Apple's reference wants it otherwise, and tools that validate profiles refuse it"),
        remedy: fault.remedy,
      })];
    })
  );
}

interface Fault {
  /** Absent where a source shows that the profile is refused or does not do what it says. */
  readonly severity?: "warning";
  readonly what: string;
  readonly why?: string;
  readonly remedy: string;
}

function valueFault({ key, value }: DictEntry, level: PayloadLevel): Fault | null {
  const type = findPayloadKey(key)?.type ?? "any";
  if (key === "PayloadContent" && level === "profile" && value.kind !== "array") {
    return {
      what: `PayloadContent is a ${value.kind}, wanted is an array of payloads`,
      remedy: "Put <array> around the payloads",
    };
  }
  if (type !== "any" && value.kind !== type) {
    return {
      // Numbers and booleans macOS makes of one another.
      ...(["PayloadType", "PayloadContent"].includes(key) ? {} : { severity: "warning" as const }),
      what: `${key} is a ${value.kind}, wanted is ${wordsOf(type)}`,
      remedy: `Write it as ${wordsOf(type)}`,
    };
  }
  return stringFault(key, value, level);
}

function stringFault(key: string, value: ProfileNode, level: PayloadLevel): Fault | null {
  const text = stringOf(value);
  if (key === "PayloadUUID" && text !== null && !UUID.test(text)) {
    return {
      severity: "warning",
      what: `PayloadUUID "${text}" is no UUID`,
      remedy: 'Make one with "uuidgen"; it looks like 8-4-4-4-12 hexadecimal digits',
    };
  }
  if (key === "PayloadIdentifier" && text !== null && text !== text.trim() && text.trim() !== "") {
    return {
      severity: "warning",
      what: `PayloadIdentifier "${text}" has blanks around it`,
      why: "They are part of the name, so that the profile does not replace the one it is meant to replace",
      remedy: `Write "${text.trim()}"`,
    };
  }
  if (key === "PayloadIdentifier" && text?.trim() === "") {
    return {
      what: "PayloadIdentifier is empty",
      remedy: 'Name the profile, like "com.example.defender.settings"',
    };
  }
  if (key === "PayloadVersion" && value.kind === "integer" && value.value !== 1) {
    return {
      ...(level === "payload" ? { severity: "warning" as const } : {}),
      what: `PayloadVersion is ${value.value}, wanted is 1`,
      why: "It is the version of the format, not of the content, and only 1 exists",
      remedy: "Write <integer>1</integer>",
    };
  }
  if (key === "PayloadScope" && text !== "System" && text !== "User") {
    return {
      severity: "warning",
      what: `PayloadScope is "${text}", wanted is "System"`,
      remedy: "Write <string>System</string>",
    };
  }
  if (key === "PayloadType") return typeFault(text ?? "", level);
  return null;
}

function typeFault(type: string, level: PayloadLevel): Fault | null {
  if (level === "profile") {
    if (type === "Configuration") return null;
    return {
      what: `PayloadType of the profile is "${type}", wanted is "Configuration"`,
      remedy: "Write <string>Configuration</string>",
    };
  }
  if (SETTINGS_DOMAINS.includes(type) || !/wdav|defender/i.test(type)) {
    return type.trim() === ""
      ? { what: "PayloadType is empty", remedy: "Write <string>com.microsoft.wdav</string>" }
      : null;
  }
  if (/^com\.microsoft\.wdav\.(?:atp|atp\.offboarding|tray|epsext|netext)$/.test(type)) return null;
  return {
    what: `PayloadType "${type}" is not "com.microsoft.wdav"`,
    why: "The agent reads the domain com.microsoft.wdav only, letter by letter",
    remedy: "Write <string>com.microsoft.wdav</string>",
  };
}

function unknownPayloadKey(context: LintContext, entry: DictEntry, dict: DictNode): RawFinding {
  const meant = closestName(entry.key, PAYLOAD_KEYS.map(({ name }) => name));
  const free = meant !== null && meant.certain && entryOf(dict, meant.name) === null;
  return findingOf(meant === null ? "unknown-key" : "misspelled-key", {
    severity: meant?.certain === true ? "error" : "warning",
    span: entry.keySpan,
    path: entry.key,
    what: `There is no payload key "${entry.key}"`,
    why: "macOS ignores it, so that what it should set is missing",
    remedy: meant === null ? "Remove it" : `Did you mean "${meant.name}"?`,
    edits: free ? editsFor(context, (text) => renameKey(text, entry, meant.name)) : [],
  });
}

function misplacedPayloadKey(entry: DictEntry, level: PayloadLevel): RawFinding {
  return findingOf("wrong-level", {
    severity: "warning",
    span: entry.keySpan,
    path: entry.key,
    what: `${entry.key} stands in a ${level}`,
    why: `macOS reads it only ${level === "payload" ? "at the top of the profile" : "in a payload"}`,
    remedy: level === "payload"
      ? "Move it to the top of the profile, beside PayloadContent"
      : "Move it into the payload",
  });
}

function checkForeignKey(entry: DictEntry): readonly RawFinding[] {
  if (OTHER_PROFILE_KEYS.has(entry.key)) return [];
  return [findingOf("wrong-level", {
    severity: "error",
    span: entry.keySpan,
    path: entry.key,
    what: `"${entry.key}" stands at the top of the profile, beside PayloadContent`,
    why: "macOS delivers only what stands in a payload; the agent never sees it",
    remedy: "Move it into the dictionary in PayloadContent whose PayloadType is com.microsoft.wdav",
  })];
}

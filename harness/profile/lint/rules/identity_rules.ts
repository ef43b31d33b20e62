// Rules about identity and reach of a profile: whose UUIDs it has, who it is for, whether it is switched on.
import { insertEntries, replaceValue } from "../../write/edit_profile.ts";
import type { RawFinding } from "../../words/finding.ts";
import { editsFor, findingOf, type LintContext } from "../lint_context.ts";
import { type DictEntry, entryOf, stringOf } from "../../words/profile_node.ts";
import { levelsOf } from "./payload_rules.ts";

/** In every sample the vendor published, so that installing two samples replaces one by the other. */
const VENDOR_SAMPLE_UUIDS: readonly string[] = [
  "C4E6A782-0C8D-44AB-A025-EB893987A295",
  "99DBC2BC-3B3A-46A2-A413-C8F9BB9A7295",
];

/** `vendor-sample-uuid`: the samples' UUIDs, and the identifier of the profile that they share. */
export function checkVendorUuids(context: LintContext): Iterable<RawFinding> {
  return levelsOf(context).values().flatMap(({ level, dict }) => {
    const uuid = entryOf(dict, "PayloadUUID");
    const identifier = level === "profile" ? entryOf(dict, "PayloadIdentifier") : null;
    const hasUuid = VENDOR_SAMPLE_UUIDS.includes(stringOf(uuid?.value)?.toUpperCase() ?? "");
    const text = stringOf(identifier?.value) ?? "";
    const hasIdentifier = text === "com.microsoft.wdav" || VENDOR_SAMPLE_UUIDS.includes(text.toUpperCase());
    const entry = hasUuid ? uuid : hasIdentifier ? identifier : null;
    if (entry === null) return [];
    const names = [hasUuid ? "UUID" : "", hasIdentifier ? `PayloadIdentifier "${text}"` : ""];
    return [findingOf("vendor-sample-uuid", {
      severity: "warning",
      span: entry.value.span,
      path: entry.key,
      what: `The ${level} has the ${
        names.filter((name) => name !== "").join(" and the ")
      } of the vendor's samples`,
      why: level === "profile"
        ? "All published samples share them; of two profiles with one PayloadIdentifier the second replaces the first"
        : "All published samples share it, and Apple wants a UUID to be unique everywhere",
      remedy:
        'Put your own there: a UUID ("uuidgen" makes one), and a PayloadIdentifier like "com.example.defender"',
    })];
  });
}

/** `user-scope`: not for the device as a whole. */
export function checkScope(context: LintContext): readonly RawFinding[] {
  const { form, settings } = context.profile;
  // Other payloads may be meant for a user.
  if (form !== "mobileconfig" || settings.length === 0) return [];
  const channel = context.source.insideExport?.isForUser === true ? [userChannel()] : [];
  return [...channel, ...checkPayloadScope(context)];
}

function userChannel(): RawFinding {
  return findingOf("user-scope", {
    severity: "error",
    path: "deploymentChannel",
    what: "The policy is deployed by the user channel",
    why: "What comes by it lands in that user's folder, where the agent does not look",
    remedy: "Deploy it by the device channel (in Intune: a policy with Deployment channel > Device channel)",
  });
}

function checkPayloadScope(context: LintContext): readonly RawFinding[] {
  const { root } = context.profile;
  const entry = entryOf(root, "PayloadScope");
  const why =
    "The agent reads the device's managed settings; what is installed for a user lands in that user's folder";
  const remedy =
    "Write <key>PayloadScope</key><string>System</string>, and in Intune choose the device channel";
  if (entry === null) {
    const edits = editsFor(
      context,
      (text) => insertEntries(text, root, [{ key: "PayloadScope", value: "System" }]),
    );
    const span = { start: root.span.start, end: root.span.start };
    return [
      findingOf("user-scope", {
        severity: "warning",
        span,
        path: "PayloadScope",
        what: "The profile has no PayloadScope, which means User",
        why,
        remedy,
        edits,
      }),
    ];
  }
  if (stringOf(entry.value) !== "User") return [];
  const edits = editsFor(context, (text) => replaceValue(text, entry.value, "System"));
  return [
    findingOf("user-scope", {
      severity: "error",
      span: entry.value.span,
      path: "PayloadScope",
      what: "The profile is for the user, not for the device",
      why,
      remedy,
      edits,
    }),
  ];
}

/** `payload-disabled`: a profile or payload that says it is switched off. */
export function checkEnabled(context: LintContext): Iterable<RawFinding> {
  return levelsOf(context).values().flatMap(({ level, dict }) => {
    const entry = entryOf(dict, "PayloadEnabled");
    if (entry?.value.kind !== "boolean" || entry.value.value) return [];
    return [findingOf("payload-disabled", {
      severity: "warning",
      span: entry.value.span,
      path: "PayloadEnabled",
      what: `The ${level} says PayloadEnabled false`,
      why: "Tools that honour it install nothing",
      remedy: "Write <true/>",
    })];
  });
}

/** `duplicate-uuid` and `duplicate-identifier` within one profile. */
export function checkDuplicates(context: LintContext): Iterable<RawFinding> {
  return identitiesOf(context).values().flatMap(({ key, entry, first }) =>
    first === null ? [] : [duplicateOf(key, entry, first)]
  );
}

/** A UUID or identifier of a profile or payload; `first` is the earlier entry in the same file with the same value. */
export interface Identity {
  readonly key: "PayloadUUID" | "PayloadIdentifier";
  readonly value: string;
  readonly entry: DictEntry;
  readonly first: DictEntry | null;
}

/** All UUIDs and identifiers of a profile, in document order. */
export function identitiesOf(context: LintContext): readonly Identity[] {
  const seen = new Map<string, DictEntry>();
  return levelsOf(context).flatMap(({ dict }) =>
    (["PayloadUUID", "PayloadIdentifier"] as const).flatMap((key): Identity[] => {
      const entry = entryOf(dict, key);
      const value = stringOf(entry?.value);
      if (entry === null || value === null) return [];
      const id = `${key} ${value.toUpperCase()}`;
      const first = seen.get(id) ?? null;
      if (first === null) seen.set(id, entry);
      return [{ key, value, entry, first }];
    })
  );
}

function duplicateOf(key: Identity["key"], entry: DictEntry, first: DictEntry): RawFinding {
  const value = stringOf(first.value) ?? "";
  const isUuid = key === "PayloadUUID";
  return findingOf(isUuid ? "duplicate-uuid" : "duplicate-identifier", {
    severity: "warning",
    span: entry.value.span,
    path: key,
    what: `${key} "${value}" stands twice in the profile`,
    why: isUuid
      ? "Apple wants it to be unique everywhere: by it macOS tells which payload a new version of the profile updates"
      : "Apple wants it to be unique within a profile: by it macOS tells which payload a new version updates",
    remedy: isUuid
      ? 'Give this one its own UUID ("uuidgen" makes one)'
      : `Give this one a name of its own, like "${value}.settings"`,
  });
}

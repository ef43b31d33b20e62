// Replaces what identifies a device, its organisation or its user by pseudonyms, before anything is rendered. The same
// input has the same pseudonym under the same key; the key is random, kept by nobody, and so no two bundles can be joined.
import { createHmac } from "node:crypto";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { hideEncoded } from "./encoded_forms.ts";
import { ordinaryNames } from "./ordinary_words.ts";
import { hidePatterns, mailDomainsIn } from "./personal_patterns.ts";
import { PSEUDONYM, type Pseudonym, type Secret } from "./secret.ts";

/** What a redactor is made from. */
export interface RedactionInput {
  readonly secrets: readonly Secret[];
  /** Random, new for each bundle, never stored. */
  readonly key: string;
  /** Texts that are the same on every device: a name made of their words is hidden only where it must be a name. */
  readonly fixedTexts?: readonly string[];
  /** What has the form of a GUID keeps it, so that whoever reads the copy reads it as the original. */
  readonly keepsForm?: boolean;
}

/** Names that identify nobody, and words for none; they stay everywhere. */
const HARMLESS = new Set([
  ...["root", "localhost", "shared", "guest", "admin", "user", "users", "home", "tmp"],
  ...["none", "unknown", "unavailable", "true", "false", "null"],
]);

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** No GUID that anybody draws begins like this. */
const GUID_HEAD = "00000000-0000-0000-0000-";

/** Shorter names are looked for only where they must be names. */
const SHORTEST_WORD = 3;

/** The secrets a record names, with those that its texts give away. `texts` are further outputs: evidence, logs. */
export function findSecrets(record: RunRecord, texts: readonly string[]): readonly Secret[] {
  const { orgId, machineGuid, edrMachineId, hostName, user } = record.device;
  const named: readonly (readonly [Secret["kind"], string | null])[] = [
    ["org", orgId],
    ["machine", machineGuid],
    ["machine", edrMachineId],
    ["user", user?.name ?? null],
    ["user", user?.startedBy ?? null],
    ["host", hostName],
    ["host", hostName?.split(".")[0] ?? null],
    // Of "NAME, reason" the name.
    ...(record.options.attestations ?? []).map(({ statement }) =>
      ["user", statement.split(",", 1)[0]?.trim() ?? null] as const
    ),
  ];
  const known = named.flatMap(([kind, value]) => value === null ? [] : [{ kind, value }]);
  const said = [JSON.stringify(record), ...texts].flatMap(secretsIn);
  const unique = new Map([...known, ...said].map((secret) => [secret.value.toLowerCase(), secret]));
  return [...unique.values()].filter(({ value }) => isWorthHiding(value));
}

/** Words that stand for values, told by a key that nobody keeps. `keepsForm`: what is a GUID gets one. */
export function createPseudonym(key: string, keepsForm = false): Pseudonym {
  const digestOf = (value: string) =>
    createHmac("sha256", key).update(value.toLowerCase().replaceAll("-", "")).digest("hex");
  return (kind, value) =>
    keepsForm && GUID.test(value)
      ? `${GUID_HEAD}${digestOf(value).slice(0, 12)}`
      : `${kind}-${digestOf(value).slice(0, 8)}`;
}

/**
 * A function that replaces the secrets, and every path under a home folder, in a text. A secret is replaced as a whole
 * word; one that is an ordinary word only where it must be a name: behind its key, after an at sign, as the first part
 * of a local address, as the owner of a process.
 */
export function createRedactor(
  { secrets, key, fixedTexts, keepsForm }: RedactionInput,
): (text: string) => string {
  const kinds = new Map<string, Secret["kind"]>();
  for (const { kind, value } of secrets) {
    if (!isWorthHiding(value)) continue;
    kinds.set(value.toLowerCase(), kind);
    const bare = value.replaceAll("-", "").toLowerCase();
    if (kind !== "host" && kind !== "user" && bare !== "") kinds.set(bare, kind);
  }
  const pseudonym = createPseudonym(key, keepsForm);
  const hide = (found: string) => pseudonym(kinds.get(found.toLowerCase()) ?? "host", found);
  const isOfWords = ordinaryNames(fixedTexts);
  const isOrdinary = (name: string) => name.length < SHORTEST_WORD || isOfWords(name);
  const names = [...kinds.keys()];
  const anywhere = patternOf(names.filter((name) => !isOrdinary(name)), IN_TEXT);
  const asName = patternOf(names.filter(isOrdinary), AS_NAME);
  const isSaid = (value: string) => kinds.has(value.toLowerCase());
  const redactPlain = (text: string) =>
    hidePatterns(replaceHomePaths(text, pseudonym), pseudonym)
      .replace(
        NAMED_VALUE,
        (all, _, value) => isSaid(value) ? all.slice(0, -value.length) + hide(value) : all,
      )
      .replace(anywhere, hide)
      .replace(asName, hide);
  return (text) => redactPlain(hideEncoded(text, redactPlain, pseudonym));
}

function isWorthHiding(value: string): boolean {
  return value !== "" && !HARMLESS.has(value.toLowerCase()) && !PSEUDONYM.test(value);
}

/** A word starts after anything but a letter or digit; the `n` of an escaped line feed is none. */
const BEFORE = String.raw`(?:(?<![\p{L}\p{N}])|(?<=\\[nrt]))`;
const AFTER = String.raw`(?![\p{L}\p{N}])`;
const IN_TEXT = (names: string) => `${BEFORE}(?:${names})${AFTER}`;
const AS_NAME = (names: string) =>
  [
    String.raw`(?<=[\p{L}\p{N}]@)(?:${names})${AFTER}`,
    String.raw`${BEFORE}(?:${names})(?=@[\p{L}\p{N}]|\.(?:local|lan|home|internal|localdomain)${AFTER})`,
    String.raw`^(?:${names})(?=[ \t]+\d)`,
  ].join("|");

/** The longest first, so that a host's full name goes before its first part. */
function patternOf(values: readonly string[], around: (names: string) => string): RegExp {
  if (values.length === 0) return /(?!)/g;
  const sorted = values.toSorted((a, b) => b.length - a.length).map((value) => RegExp.escape(value));
  return new RegExp(around(sorted.join("|")), "gimu");
}

/** Outputs of the agent that carry an identifier under its name, as text or as JSON. */
const NAMED_VALUE = new RegExp(
  String
    .raw`\\?"?(org_?id|tenant_?id|machine_?guid|edr_?machine_?id|device_?id|(?:platform)?serial(?:_?number)?|host_?name|` +
    String.raw`computer_?name|device_?name|machine_?name|user_?name)\\?"?\s*[:=]\s*\\?"?` +
    String.raw`([^"\s,;}\\]+)`,
  "gi",
);

const HOME = String.raw`\\?/(?:Users|home)\\?/`;
const HOME_USER = new RegExp(String.raw`${HOME}([^\\/\s"'<>|,;:]+)`, "g");

function secretsIn(text: string): readonly Secret[] {
  const values = [...text.matchAll(NAMED_VALUE)].map(([, name = "", value = ""]): Secret => {
    const kind = /org|tenant/i.test(name)
      ? "org"
      : /serial/i.test(name)
      ? "serial"
      : /user/i.test(name)
      ? "user"
      : /host|(?:computer|device|machine)_?name/i.test(name)
      ? "host"
      : "machine";
    return { kind, value };
  });
  const users = [...text.matchAll(HOME_USER)].map(([, value = ""]): Secret => ({ kind: "user", value }));
  const domains = mailDomainsIn(text).map((value): Secret => ({ kind: "org", value }));
  return [...values, ...users, ...domains];
}

// A path goes on over a blank when a later word still has a separator inside: "/Users/anna/My Files/notes".
const END = String.raw`\s"'<>|,;`;
const REST = String.raw`(?:[^${END}]*(?:[ ](?:[^${END}/]+[ ]){0,3}[^${END}/]+/[^${END}]*)*)`;
const HOME_PATH = new RegExp(String.raw`(${HOME})([^\\/${END}:]+)(\\?/)(${REST})`, "g");

function replaceHomePaths(text: string, pseudonym: Pseudonym): string {
  return text.replace(HOME_PATH, (_, home: string, user: string, separator: string, rest: string) => {
    const name = isWorthHiding(user) ? pseudonym("user", user) : user;
    const hidden = rest === "" || PSEUDONYM.test(rest)
      ? rest
      : pseudonym("path", `${user}/${rest.replaceAll("\\", "")}`);
    return `${home}${name}${separator}${hidden}`;
  });
}

/** A text that comes in pieces, redacted line by line, so that nothing is missed at the edge of a piece. */
export async function* redactLines(
  pieces: AsyncIterable<string>,
  redact: (text: string) => string,
): AsyncIterable<string> {
  let rest = "";
  for await (const piece of pieces) {
    rest += piece;
    const end = rest.lastIndexOf("\n") + 1;
    if (end === 0) continue;
    yield redact(rest.slice(0, end));
    rest = rest.slice(end);
  }
  if (rest !== "") yield redact(rest);
}

// What identifies somebody by its form alone, whatever it names: mail and network addresses, paths of volumes, of Windows
// and of a user's temporary folder, names of machines in a local network.
import type { Pseudonym, SecretKind } from "./secret.ts";

interface PersonalPattern {
  readonly kind: SecretKind;
  readonly pattern: RegExp;
  /** What of it stays, and what is hidden; the whole of it where it is not given. */
  readonly parts?: (...groups: readonly string[]) => readonly [before: string, hidden: string];
  /** Forms that name nobody. */
  readonly harmless?: RegExp;
}

const OCTET = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
const END = String.raw`[^\s"'<>|,;]`;
/** Hosts of the vendors that outputs and documents name, and those that are kept for examples. */
const PUBLIC_HOSTS =
  /(?:^|[@.])(?:microsoft\.(?:com|us|cn)|windows\.net|live\.com|apple\.com|example\.(?:com|org|net)|example|invalid|test)$/i;

/** In this order: a mail address has a host in it, and a path may have one. */
const PATTERNS: readonly PersonalPattern[] = [
  {
    kind: "mail",
    pattern: /(?<![\w.+%-])[\w.+%-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}])/giu,
    harmless: PUBLIC_HOSTS,
  },
  {
    kind: "address",
    pattern: /(?<![0-9a-f:.-])(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![0-9a-f:-])/gi,
  },
  {
    kind: "address",
    // Behind a version it is one, and in front of a further part as well.
    pattern: new RegExp(
      String.raw`(?<![\w.:-]|version"?\s{0,40}[:=]?\s{0,4}"?)(?:${OCTET}\.){3}${OCTET}(?![\w-]|\.\d)`,
      "gi",
    ),
    harmless: /^(?:127\.|0\.0\.0\.0$|255\.)/,
  },
  {
    kind: "address",
    pattern:
      /(?<![\w:.])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6}|(?:[0-9a-f]{1,4}:){2,7}:)(?:%\w{1,16})?(?![\w:])/gi,
  },
  {
    kind: "path",
    pattern: new RegExp(String.raw`(\\?/Volumes\\?/)([^\\/"'<>|,;:\n]{1,255})`, "g"),
    parts: (_, before = "", name = "") => [before, name],
    harmless: /^(?:Macintosh HD|Preboot|Recovery|VM|Data|Update|path-[0-9a-f]{8})(?: - Data)?$/,
  },
  {
    kind: "path",
    pattern: new RegExp(String.raw`(/var/folders/)([\w+]{1,4}/[\w+]{8,64})`, "g"),
    parts: (_, before = "", name = "") => [before, name],
  },
  {
    kind: "path",
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}])[A-Z]:(?:\\{1,2}(?=[\p{L}\p{N}._$%-]{2})|/(?=\p{L}))${END}+`,
      "giu",
    ),
  },
  {
    kind: "path",
    pattern: new RegExp(String.raw`(?<![\\\w])\\{2,4}[\p{L}\p{N}._-]{2,63}\\{1,2}[\p{L}\p{N}$]${END}*`, "gu"),
  },
  {
    kind: "host",
    pattern:
      /(?<![\p{L}\p{N}.-])(?:[\p{L}\p{N}-]{1,63}\.){1,6}(?:local|lan|corp|internal|intranet|localdomain)(?![\p{L}\p{N}-]|\.\p{L})/giu,
  },
];

/** Hides what the patterns find. */
export function hidePatterns(text: string, pseudonym: Pseudonym): string {
  let hidden = text;
  for (const { kind, pattern, parts, harmless } of PATTERNS) {
    hidden = hidden.replace(pattern, (all: string, ...groups: readonly string[]) => {
      const [before, value] = parts === undefined ? ["", all] : parts(all, ...groups);
      return harmless?.test(value) === true ? all : `${before}${pseudonym(kind, value)}`;
    });
  }
  return hidden;
}

/** The domains behind the at signs of a text: whoever owns one is named by it, wherever it stands. */
export function mailDomainsIn(text: string): readonly string[] {
  const domains = [
    ...text.matchAll(/[\w.+%-]@((?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24})(?![\p{L}\p{N}])/giu),
  ]
    .map(([, domain = ""]) => domain);
  return [...new Set(domains)].filter((domain) =>
    !PUBLIC_HOSTS.test(domain) && !/\.(?:local|lan)$/i.test(domain)
  );
}

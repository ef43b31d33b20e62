// The table of known keys as Markdown, for `known_keys.md`.
import { KEY_SOURCES, KEY_TABLE_DATE, type KeyDefault, type KnownKey } from "./known_key.ts";
import { KNOWN_KEYS } from "./known_keys.ts";

/** The whole page, ending in a line feed. */
export function renderKeyTable(): string {
  const sources = Object.entries(KEY_SOURCES).map(([id, { title, date }]) =>
    `- \`${id}\`: ${title}, ${date}`
  );
  return [
    "# Known keys",
    "",
    "Keys of `com.microsoft.wdav` (macOS) and `mdatp_managed.json` (Linux) that generation and linting know. `[]` stands",
    "for any item of a list. An empty field means that no source says it. This page is made from the data in",
    "`known_keys.ts` by `deno task generate`; `deno task keys SCHEMA.json` takes a new schema of the vendor into it.",
    "",
    `Last compared with the sources on ${KEY_TABLE_DATE}. What the vendor has added since is not known here, so that the`,
    "linter says of other keys and values no more than that.",
    "",
    "Sources:",
    "",
    ...sources,
    "",
    "| Key | Type | Values | System | Since | Default | Source |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...KNOWN_KEYS.map(row),
    "",
  ].join("\n");
}

function row(
  { path, type, values, linuxValues, range, platforms, since, default: fallback, source, legacy }: KnownKey,
): string {
  const allowed = values !== null
    ? [
      ...values.map((value) => `\`${value}\``),
      ...linuxValues.map((value) => `\`${value}\` (Linux)`),
    ].join(", ")
    : range !== null
    ? `${range[0]} to ${range[1]}`
    : "";
  const systems = platforms.map((platform) => platform === "darwin" ? "macOS" : "Linux").join(", ");
  return `| \`${path}\` | ${type} | ${allowed} | ${systems} | ${since ?? ""} | ${
    defaultWords(fallback)
  } | ${source}${legacy === null ? "" : `; legacy: ${legacy}`} |`;
}

function defaultWords(value: KeyDefault): string {
  if (value === null) return "";
  if (value === "differs between tenants") return value;
  if (typeof value === "object") return `macOS \`${value.darwin}\`, Linux \`${value.linux}\``;
  return `\`${value}\``;
}

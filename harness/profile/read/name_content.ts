// What a file is that is no profile in any form: told by its first bytes, with what to do to get at the profile.

import { firstSigns } from "../words/first_signs.ts";

/** Continues "it is", and what to do. */
export interface NamedContent {
  readonly title: string;
  readonly hint: string;
}

const FETCH = "Fetch the file itself again; what was saved is what a server answered in its place";

/** What the first bytes match, a sign each. No property list and no JSON begins like any of these. */
const CONTENTS: readonly (NamedContent & { readonly begins: string | RegExp })[] = [
  {
    begins: "PK\x03\x04",
    title: "a ZIP archive (or a document of an office suite)",
    hint: "Unpack it and give the profile inside",
  },
  { begins: "\x1f\x8b", title: "compressed with gzip", hint: 'Unpack it ("gunzip FILE") first' },
  { begins: "BZh", title: "compressed with bzip2", hint: 'Unpack it ("bunzip2 FILE") first' },
  { begins: "\xfd7zXZ", title: "compressed with xz", hint: 'Unpack it ("unxz FILE") first' },
  {
    begins: "xar!",
    title: "an installer package of macOS",
    hint: "Give the profile, which no package holds",
  },
  { begins: "%PDF", title: "a PDF document", hint: "Save the profile itself as plain text" },
  {
    begins: "\xd0\xcf\x11\xe0",
    title: "a document of an office suite",
    hint: "Save the profile itself as plain text",
  },
  {
    begins: /^\s*\{\\rtf/,
    title: "rich text, as TextEdit saves it",
    hint: 'Choose Format > Make Plain Text in TextEdit, or run "textutil -convert txt FILE"',
  },
  {
    begins: /^version https:\/\/git-lfs\./,
    title: "a pointer of Git LFS and not the file",
    hint: 'Run "git lfs pull" in the checkout',
  },
  { begins: /^\s*[45]\d\d:? [A-Z][\w ]*\s*$/, title: "an error message of a server", hint: FETCH },
  {
    begins: /^\s*(?:healthy|health_issues|licensed|app_version)\s*:/,
    title: "output of the agent",
    hint: 'Read it with "bmverify parse FILE"',
  },
  {
    begins: /^(?![^]*[<{])\s*(?:---\s|-?\s*[\w.$-]+:\s)/,
    title: "neither XML nor JSON, but looks like YAML",
    hint: "Give the profile that is made from it; the agent reads property lists and JSON only",
  },
];

/** What the content is, null where nobody can tell. */
export function nameContent(bytes: Uint8Array): NamedContent | null {
  // Most files begin like a profile, and the look at the rest takes time; rich text begins like JSON.
  if ((bytes[0] === 0x3c || bytes[0] === 0x7b) && bytes[1] !== 0x5c) return null;
  const start = firstSigns(bytes, 2_000);
  return CONTENTS.find(({ begins }) =>
    typeof begins === "string" ? start.startsWith(begins) : begins.test(start)
  ) ?? null;
}

// The page about reports: every format with its file, its readers and an example. Writing it is left to generate.ts.
import { REPORTERS } from "../../reports/registry.ts";
import type { Reporter } from "../../reports/views/reporter.ts";
import { goldenList } from "../../reports/invented/golden_list.ts";

const GOLDENS = new URL("../../reports/goldens/", import.meta.url);

/** Lines of an example. */
const EXAMPLE_LINES = 12;

const INTRODUCTION = `<!-- Made by \`deno task generate\` from the reporters. Change those, not this page. -->

# Reports

Each format is a pure function of the run record (\`run.json\`), and of raw outputs and samples where it shows them. None
of them can change a verdict, and one that fails stops no other. \`verify\`, \`measure\` and \`report BUNDLE\` write them
into the bundle; \`--reporter NAME,NAME\` chooses, \`--reporter all\` takes every one.

A simulated device is marked as such in every format. What a device sends is shown as text, never obeyed: control
characters and marks that reorder text are made visible, and each format escapes what means something to it.
`;

const CLOSING = `## What else lies in a bundle

- \`events.ndjson\`, \`evidence/\` and \`samples.ndjson\`: what was seen, as it came. The record and all reports follow from it,
  and \`judge BUNDLE\` judges it again.
- \`SHA256SUMS\`: \`report BUNDLE --verify\` says which files changed since. While one differs, \`judge\` and \`report\` refuse the
  bundle; without the list (the run was killed) both read it and say so.

## Rules that hold for all of them

- Fail, inconclusive and skipped stay apart. Where a format has no third outcome (TAP), inconclusive counts as not
  passed and says so.
- Times in machine formats carry their unit in the name (\`time_to_block_ms\`, \`_seconds\`); a thing that was not seen is
  absent or null, never 0.
- Ids in OTLP and OCSF are made from the run: sending twice gives the same events.
- Files are written by rename, so that nobody reads half a file.
- \`report BUNDLE\` writes all of them again, also from a bundle that an earlier version wrote. \`--redact\` works on the
  record, the events, the evidence and the samples before anything is rendered. It hides what is known to name the device,
  its organisation or its user, what has the form of an address, and in health every value whose key is not known to be
  harmless. What somebody named in words of his own it cannot know.

## Changing a format

Golden files in \`goldens/\` show each format for invented runs. After a change, write them anew with
\`deno run --allow-read=reports/goldens --allow-write=reports/goldens harness/dev/write_goldens.ts\` and look at the difference
before you commit it. A new reporter is one file with one exported \`Reporter\`, named in \`registry.ts\`; its tests hold it
against a validator of the format and against hostile text (\`hostile_property.ts\`).
`;

/** The page as Markdown, before formatting. */
export function renderReporters(): string {
  return [INTRODUCTION, table(), ...REPORTERS.map(example), CLOSING].join("\n");
}

function table(): string {
  const rows = REPORTERS.map(({ name, fileName, readers }) =>
    `| \`${name}\` | ${fileName ?? "the terminal"} | ${readers} |`
  );
  return ["| Name | File | Who reads it |", "| --- | --- | --- |", ...rows, ""].join("\n");
}

function example(reporter: Reporter): string {
  const { name } = reporter;
  const golden = goldenOf(reporter);
  const link = `[${golden.file}](goldens/${golden.file})`;
  // A page is looked at, not read.
  if (name === "html") return `## \`${name}\`\n\nExample: ${link}.\n`;
  const lines = golden.text.split("\n").slice(0, EXAMPLE_LINES).map((line) => line.slice(0, 160));
  return `## \`${name}\`\n\nThe beginning of ${link}:\n\n\`\`\`\`text\n${lines.join("\n")}\n\`\`\`\`\n`;
}

function goldenOf({ name, fileName }: Reporter): { readonly file: string; readonly text: string } {
  const file = fileName ?? `${name}.txt`;
  const dot = file.lastIndexOf(".");
  const ending = `.${file.slice(0, dot)}.golden${file.slice(dot)}`;
  const goldens = goldenList().map((golden) => golden.fileName);
  const found = ["pass", "measurement"].map((run) => `${run}${ending}`).find((path) =>
    goldens.includes(path)
  );
  if (found === undefined) throw new Error(`Cannot describe reporter "${name}": it has no golden file`);
  return { file: found, text: Deno.readTextFileSync(new URL(found, GOLDENS)) };
}

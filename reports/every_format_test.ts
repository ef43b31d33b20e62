// What holds of every format, also of one that is added later.
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { PLAIN_STYLE } from "../harness/model/text/style.ts";
import { recordWithText } from "./invented/hostile_property.ts";
import { HOSTILE_TEXT } from "./invented/hostile_run.ts";
import { inventedRecord } from "./invented/run_records.ts";
import { REPORTERS } from "./registry.ts";
import type { EvidenceText, Rendered, ReportContext } from "./views/reporter.ts";
import "./html/page.tsx";

/** What no file and no terminal should hold, but for ends of lines and tabulators. */
const UNSEEN = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
/** What the runner of a workflow obeys: a line that begins with a command, and the old form anywhere. */
const COMMAND = /^[^\S\n]*::|##\[/m;
const TEXTS = [
  "\u001b]0;title\u0007\u001b[2J\u009b31m\u0085next\u00adsoft",
  "\u202eright to left\u2066\u{e0041}tag\u200bzero\ufeff",
  "first\r\n::set-output name=verdict::pass\n::error::forged%0A::warning::x",
  "##[command]rm\n  ::add-mask::a\r::stop-commands::b\u2028::notice::c",
];

function evidenceOf(text: string): EvidenceText {
  return {
    id: "0001-threat-list",
    argv: [text],
    startedMs: 0,
    durationMs: 1,
    exitCode: 1,
    timedOut: false,
    truncated: false,
    stdout: text,
    stderr: text,
    stdoutFile: "0001-threat-list.txt",
  };
}

function contextOf(text: string): ReportContext {
  const entry = { id: text, name: text, type: text, status: text, detectedAt: text, printedAt: text };
  const sample = {
    ...{ block: 0, phase: "compare", workload: text, arm: "off", atMs: 1, intervalMs: 1, late: false },
    processes: [{ pid: 1, name: text, path: text, cpuMs: 1, residentBytes: 1 }],
  };
  return {
    style: PLAIN_STYLE,
    bundlePath: text,
    evidence: [evidenceOf(text)],
    readListing: () => [entry],
    samples: async function* () {
      yield `${JSON.stringify(sample)}\n`;
    },
  };
}

async function textOf(rendered: Rendered | Promise<Rendered>): Promise<string> {
  const content = await rendered;
  if (typeof content === "string") return content;
  if (content instanceof Uint8Array) return new TextDecoder().decode(content);
  return (await Array.fromAsync(content)).join("");
}

/** What is printed, or piped on, or is the data that `--json` prints as well; other files are read by no runner. */
function goesToLogs(name: string, fileName: string | null): boolean {
  return fileName === null || ["json", "ctrf", "otlp", "ocsf", "tap"].includes(name);
}

for (const { name, fileName, render } of REPORTERS) {
  Deno.test(`reporter "${name}" shows nothing that a terminal, a log or a reader obeys, whatever the device says`, async () => {
    const any = fc.oneof(
      fc.constantFrom(...TEXTS, HOSTILE_TEXT),
      fc.string({ unit: "binary", maxLength: 40 }),
    );
    const property = fc.asyncProperty(any, async (text) => {
      const shown = await textOf(render(recordWithText(text), contextOf(text)));
      const [unseen] = UNSEEN.exec(shown) ?? [];
      assertEquals(unseen === undefined ? null : `U+${unseen.codePointAt(0)?.toString(16)}`, null);
      assertEquals(/\r(?!\n)/.test(shown), false, "a carriage return alone");
      // Annotations are commands, one a line, and of this reporter's own words.
      const lines = name === "github"
        ? shown.replace(/^::(?:error|warning|notice) title=[^\n]*$/gm, "")
        : shown;
      if (goesToLogs(name, fileName)) assertEquals(COMMAND.exec(lines)?.[0] ?? null, null);
    });
    await fc.assert(property, { numRuns: 25, examples: TEXTS.map((text) => [text]) });
  });
}

/** Numbers of a measurement are not there without one, and annotations tell what went wrong. */
const OTHER_MATTERS = /^(?:github|measurements-csv|samples-csv)$/;
/** What a reader sees before he scrolls, and a log before it cuts. */
const FIRST_CHARACTERS = 700;

for (const { name, render } of REPORTERS.filter(({ name }) => !OTHER_MATTERS.test(name))) {
  Deno.test(`reporter "${name}" says first that a device is simulated, or that its agent is not the system's`, async () => {
    const simulated = inventedRecord("pass");
    const standIn = inventedRecord("fail");
    const rows = [
      [simulated, /simulat/i],
      // The record itself holds what others have in words.
      [
        { ...standIn, device: { ...standIn.device, agentPath: "/opt/x/mdatp" } },
        name === "json" ? /"agentPath": "\/opt\/x\/mdatp"/ : /stand-in/i,
      ],
    ] as const;
    for (const [record, word] of rows) {
      const text = await textOf(render(record, contextOf("")));
      const body = text.slice(Math.max(0, text.indexOf("<body")));
      const at = (name === "html" ? body.replaceAll(/<[^>]*>/g, "") : text).search(word);
      assert(at >= 0 && at < FIRST_CHARACTERS, `${word} at ${at}: ${body.slice(0, FIRST_CHARACTERS)}`);
    }
  });
}

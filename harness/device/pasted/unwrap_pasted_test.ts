// What people and their programs put around an output: each form is read as the output itself is, or refused.
import { assertEquals, assertThrows } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import healthText from "../fixtures/health.txt" with { type: "text" };
import threatList from "../fixtures/threat_list.txt" with { type: "text" };
import { readPasted } from "./read_pasted.ts";
import { unwrapPasted } from "./unwrap_pasted.ts";

const quoted = (text: string, mark = "> ") => text.replace(/^/gm, mark);

function utf16(text: string, isBig: boolean): Uint8Array {
  return new Uint8Array([...text].flatMap((letter) => {
    const code = letter.charCodeAt(0);
    return isBig ? [code >> 8, code & 255] : [code & 255, code >> 8];
  }));
}

const FORMS: Readonly<Record<string, (text: string) => string | Uint8Array>> = {
  "a fence with a sentence around it": (text) => `Here it is:\n\n\`\`\`console\n${text}\`\`\`\n\nThanks!\n`,
  "a fence on the lines of the output": (text) => `\`\`\`${text.trimEnd()}\`\`\``,
  "a fence of tildes": (text) => `~~~\n${text}~~~\n`,
  "marks of Jira": (text) => `It says:\n{code:title=x}\n${text}{code}\nWhat now?\n`,
  "marks of a page": (text) => `<pre class="x">\n${text}</pre>\n`,
  "a mail that quotes it": (text) =>
    `On Mon, Sep 1, 2025 at 9:00 AM Joe wrote:\n${quoted(text)}\n\nBest, J\n`,
  "a mail that quotes a quote": (text) => `Hi,\n\n${quoted(text, "> > ")}\n`,
  "a session that script recorded": (text) =>
    `Script started on Mon Sep  1 09:00:00 2025\r\n${text.replaceAll("\n", "\r\n")}\r\nScript done on x\r\n`,
  "the time that it took": (text) => `${text}\nreal\t0m0.312s\nuser\t0m0.010s\nsys\t0m0.008s\n`,
  "the end of a session": (text) =>
    `${text}logout\nSaving session...\n...completed.\n\n[Process completed]\n`,
  "colours as cat shows them": (text) => text.replace(/^(\w+)/gm, "^[[32m$1^[[0m"),
  "blanks that do not break": (text) => text.replaceAll(" ", "\u00a0"),
  "letters without width": (text) => quoted(text, "\u200b"),
  "UTF-16 without its mark": (text) => utf16(text, false),
  "UTF-16 the other way round": (text) => utf16(text, true),
};

function read(text: string | Uint8Array) {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return readPasted([{ name: "1.txt", bytes }]).answers.map(({ kind, reading }) => ({ kind, reading }));
}

for (const [what, form] of Object.entries(FORMS)) {
  Deno.test(`readPasted() reads an output through ${what}`, () => {
    for (const text of [healthText, threatList]) assertEquals(read(form(text)), read(text));
  });
}

Deno.test("readPasted() takes nothing out of a text that has output inside and outside of its quotes", () => {
  const older = healthText.replace(/(real_time_protection_enabled\s*: )true/, "$1false");
  assertThrows(() => read(`${healthText}\n${quoted(older)}`), HarnessError, "is no part of the table");
  const both = `\`\`\`\n${healthText}\`\`\`\n${threatList}`;
  assertEquals(read(both).map(({ kind }) => kind), ["health", "threats"]);
});

Deno.test("unwrapPasted() leaves a session alone whose prompt is the sign of a quote", () => {
  const session = `> mdatp health\n${healthText}> mdatp version\nProduct version: 101.26032.0016\n`;
  assertEquals(unwrapPasted(session), session);
});

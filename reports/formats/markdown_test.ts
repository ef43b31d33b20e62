import { deviceNotice } from "../views/device_notice.ts";
import { assertEquals, assertLess, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { foldRun } from "../../harness/model/record/fold.ts";
import { hostileBodies } from "../invented/hostile_run.ts";
import { renderMarkdown } from "./markdown.ts";
import { codeSpan, escapeMarkdown } from "./markdown_text.ts";
import { stampEvents } from "../invented/run_events.ts";
import { INVENTED_RUNS, inventedRecord } from "../invented/run_records.ts";

function toHtml(markdown: string): string {
  return micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
}

function elementsOf(markdown: string): readonly string[] {
  return [...toHtml(markdown).matchAll(/<(\/?[a-z][a-z0-9]*)/gi)].map(([, name]) => name ?? "");
}

function textOf(markdown: string): string {
  return toHtml(markdown).replace(/<[^>]*>/g, "").replaceAll("&lt;", "<").replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"').replaceAll("&amp;", "&").trim();
}

for (const name of INVENTED_RUNS) {
  Deno.test(`summary.md of invented "${name}" has verdict, next step and notice`, () => {
    const record = inventedRecord(name);
    const markdown = renderMarkdown(record);
    assertStringIncludes(markdown, "**Next step:**");
    assertEquals(elementsOf(markdown).filter((element) => element === "h1").length, 1);
    assertEquals(markdown.includes("SIMULATED DEVICE"), record.simulated);
    const notice = deviceNotice(record);
    if (notice !== null) assertStringIncludes(markdown, escapeMarkdown(notice));
  });
}

Deno.test("summary.md has the markup of its own and no other, whatever the device sends", () => {
  const elements = (text: string) =>
    elementsOf(renderMarkdown(foldRun(stampEvents(hostileBodies(text))))).filter((name) =>
      !name.endsWith("code")
    );
  const usual = elements("usual");
  const markup = fc.stringMatching(/^[a-z *_`~#<>|!\[\]():.\-+=0-9@/\\&;"']{1,40}$/);
  const known = fc.constantFrom(
    "<b>x</b>",
    "https://a.example",
    "www.a.example",
    "a@b.example",
    "1. x",
    "- [ ] x",
    "| x |",
  );
  fc.assert(
    fc.property(
      fc.oneof(markup, known, fc.string({ unit: "binary", minLength: 1, maxLength: 40 })),
      (text) => {
        assertEquals(elements(text), usual);
      },
    ),
    { numRuns: 200 },
  );
});

Deno.test("escapeMarkdown() keeps the text readable", () => {
  const readable = fc.stringMatching(
    /^[a-zA-Z*_`~#<>|!\[\]():.+=0-9@\\&;"'-][a-zA-Z *_`~#<>|!\[\]():.+=0-9@\\&;"'-]{0,30}[a-z]$/,
  );
  fc.assert(
    fc.property(readable, (text) => assertEquals(textOf(`seen: ${escapeMarkdown(text)}`), `seen: ${text}`)),
  );
});

Deno.test("codeSpan() keeps backticks", () => {
  assertEquals(codeSpan("plain"), "`plain`");
  assertEquals(textOf(`a ${codeSpan("`tick` and ```fence")}`), "a `tick` and ```fence");
});

Deno.test("summary.md of 1,000 attempts that failed stays readable", () => {
  const attempt = inventedRecord("fail").scenarios[1]?.attempts[0];
  const [first, block, ...rest] = inventedRecord("fail").scenarios;
  if (attempt === undefined || first === undefined || block === undefined) {
    throw new Error("unexpected fixture");
  }
  const attempts = Array.from({ length: 1000 }, (_, index) => ({ ...attempt, index: index + 1 }));
  const markdown = renderMarkdown({
    ...inventedRecord("fail"),
    scenarios: [first, { ...block, attempts }, ...rest],
  });
  assertLess(markdown.length, 40_000);
  assertStringIncludes(markdown, "950 more");
});

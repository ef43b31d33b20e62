import { assertEquals, assertNotMatch, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { jsonText, printable, printableLine, printableOutput } from "./printable.ts";

Deno.test("printable() shows what would act on a terminal or reorder text", () => {
  const cases = [
    ["\u001b[31mred\u0007", "␛[31mred␇"],
    ["a\u0000b\u007fc\u009bd", "a␀b␡c<U+009B>d"],
    ["right\u202eleft\u2066x\u200f", "right<U+202E>left<U+2066>x<U+200F>"],
    ["soft\u00adhyphen, \u{e0041}tag", "soft<U+00AD>hyphen, <U+E0041>tag"],
    ["line\u2028end\ufeff", "line<U+2028>end<U+FEFF>"],
    ["broken \ud800 pair \u{1f600}", "broken \ufffd pair \u{1f600}"],
    ["tab\tand\r\nline\nstay, lone \r does not", "tab\tand\nline\nstay, lone ␍ does not"],
    ["Ürümqi 東京", "Ürümqi 東京"],
  ] as const;
  for (const [text, shown] of cases) assertEquals(printable(text), shown);
});

Deno.test("printableLine() gives one line and says what it cut", () => {
  assertEquals(printableLine("a\nb\tc"), "a␊b c");
  assertEquals(printableLine("x".repeat(30), 10), `${"x".repeat(10)} … (20 more characters)`);
  const long = printableLine("y".repeat(1_000_000));
  assertStringIncludes(long, "more characters)");
  assertEquals(long.length < 5000, true);
});

Deno.test("printable() of any text is well formed, harmless and keeps plain text", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const shown = printable(text);
    assertEquals(shown.isWellFormed(), true);
    // deno-lint-ignore no-control-regex
    assertNotMatch(shown, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    assertEquals(printable(shown), shown);
  }));
  fc.assert(
    fc.property(fc.string({ unit: "grapheme-ascii" }), (text) => assertEquals(printable(text), text)),
  );
});

Deno.test("jsonText() gives the same value to whoever parses it, and nothing that acts on whoever looks at it", () => {
  assertEquals(
    jsonText({ a: "\u001b[2J\u009b\u202e\u{e0041} \n" }, 0),
    '{"a":"\\u001b[2J\\u009b\\u202e\\udb40\\udc41 \\n"}',
  );
  fc.assert(fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
    const text = jsonText(value);
    assertEquals(text, printable(text));
    assertEquals(JSON.stringify(JSON.parse(text)), JSON.stringify(value));
  }));
});

Deno.test("printableOutput() leaves our own emphasis and shows everything else that a terminal would act on", () => {
  const ours = "\u001b[1mBold\u001b[22m and \u001b[31mred\u001b[39m\n";
  assertEquals(printableOutput(ours), ours);
  const theirs = "\u001b[8mhidden\u001b[2J\u001b]0;title\u0007\u001b[41m\u001b[1;31mx\u202e";
  assertEquals(printableOutput(theirs), printable(theirs));
});

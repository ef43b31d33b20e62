import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import { ASSUMPTIONS } from "../selftest/assumptions.ts";
import { renderUntried } from "./render_untried.ts";

const PAPER = [
  "before",
  "<!-- generated from the assumptions of selftest -->",
  "xyzzy",
  "<!-- end of what is generated -->",
  "after",
].join("\n");

Deno.test("renderUntried() names every assumption that is made on a Mac, once, and keeps what stands around", () => {
  const text = renderUntried(PAPER, ASSUMPTIONS);
  assertMatch(text, /^before\n[^]*\nafter$/);
  assertEquals(text.includes("xyzzy"), false);
  for (const { id, platform } of ASSUMPTIONS) {
    assertEquals(text.split(`\`${id}\``).length - 1, platform === "linux" ? 0 : 1, id);
  }
  assertEquals(renderUntried(text, ASSUMPTIONS), text);
});

Deno.test("renderUntried() in short names those that verdicts rest on, or that only a person sees, and counts the others", () => {
  const text = renderUntried(PAPER, ASSUMPTIONS, { inShort: true });
  for (const { id, platform, probe, verdictsRestOnIt } of ASSUMPTIONS) {
    const isNamed = platform !== "linux" && (verdictsRestOnIt || probe === null);
    assertEquals(text.includes(`\`${id}\``), isNamed, id);
  }
  const others = ASSUMPTIONS.filter(({ id, platform }) =>
    platform !== "linux" && !text.includes(`\`${id}\``)
  );
  assertMatch(text, new RegExp(` rest on ${others.length} more\\.\n`));
});

Deno.test("renderUntried() refuses a paper without the two marks", () => {
  assertThrows(() => renderUntried("nothing", ASSUMPTIONS), Error, "does not have");
});
